import Feeds
import Testing

@testable import Stories

@Suite struct LearnedFurnitureTests {
  private let plea = "Abbonati per leggere senza limiti"

  private func body(_ number: Int, with line: String? = nil) -> String {
    let text = "Il testo numero \(number) dice qualcosa.\n\nPoi ne dice un'altra, la \(number)."
    return line.map { "\(text)\n\n\($0)" } ?? text
  }

  /// What twenty items teach of which some have the line.
  private func learned(_ line: String, in items: Set<Int>, of count: Int = 20) -> LearnedFurniture {
    var learned = LearnedFurniture()
    for number in 1...count {
      learned.observe(
        title: "Titolo numero \(number)",
        text: body(number, with: items.contains(number) ? line : nil))
    }
    return learned
  }

  @Test func `a line of every item is learned after four`() {
    #expect(learned(plea, in: Set(1...3), of: 3).furniture.isEmpty)
    let furniture = learned(plea, in: Set(1...4), of: 4).furniture
    #expect(furniture.map(\.sample) == [plea])
    #expect(furniture.map(\.items) == [4])
    #expect(furniture.map(\.outOf) == [4])
  }

  @Test(arguments: [
    ([1, 2], false), ([1, 20], false), ([3, 9, 15], false), ([2, 7, 12, 18], true),
    ([17, 18, 19, 20], true),
  ])
  func `a line is furniture from four items, a fifth of them on`(items: [Int], expected: Bool) {
    #expect(learned(plea, in: Set(items)).furniture.isEmpty == !expected)
  }

  @Test func `copies with and without what was learned hash alike`() {
    let learned = learned(plea, in: Set(1...20))
    let text = body(50, with: plea)
    let with = CanonicalForms(
      title: "Uno", text: text, furniture: learned.places(in: text, title: "Uno"))
    let without = CanonicalText(title: "Uno", text: body(50))
    #expect(with.bare == without)
    #expect(
      with.bare == CanonicalText(title: "Uno", text: learned.removed(from: text, title: "Uno")))
    #expect(with.whole == CanonicalText(title: "Uno", text: text))
    #expect(with.whole.hash != without.hash)
  }

  @Test func `a tail with the item's title is one line`() {
    var learned = LearnedFurniture()
    func text(_ number: Int) -> String {
      body(number, with: "Nyheten «Titolo numero \(number)» kom först på Sajten.")
    }
    for number in 1...6 {
      learned.observe(title: "Titolo numero \(number)", text: text(number))
    }
    #expect(learned.furniture.map(\.sample) == ["Nyheten «…» kom först på Sajten."])
    #expect(
      withoutFurniture(text(77), title: "Titolo numero 77", learned: learned) == body(77))
    #expect(withoutFurniture(text(77), title: "Altro", learned: learned) == text(77))
  }

  @Test func `a paragraph is never furniture`() {
    let long = String(repeating: "Le indagini proseguono. ", count: 20)
    #expect(learned(long, in: Set(1...20)).furniture.isEmpty)
  }

  @Test func `a line twice in one item counts once`() {
    var learned = LearnedFurniture()
    for number in 1...2 {
      learned.observe(title: nil, text: body(number, with: "\(plea)\n\(plea)"))
    }
    #expect(learned.furniture.isEmpty)
  }

  @Test func `furniture that no longer comes is unlearned`() {
    var learned = learned(plea, in: Set(1...20))
    for number in 21...200 { learned.observe(title: nil, text: body(number)) }
    #expect(learned.furniture.isEmpty)
  }

  @Test func `memory is bounded, keeps what recurs`() {
    var learned = LearnedFurniture()
    for number in 1...3 * LearnedFurniture.fadingItems {
      learned.observe(title: nil, text: body(number, with: plea))
    }
    #expect(learned.lines.count <= LearnedFurniture.maximumLines)
    #expect(learned.itemsSeen < LearnedFurniture.fadingItems)
    #expect(learned.furniture.map(\.sample) == [plea])
    #expect(learned.encoded.count < 30_000)
  }

  @Test func `what was learned reads back`() {
    let learned = learned("Più: \(plea)", in: Set(1...20))
    #expect(LearnedFurniture(encoded: learned.encoded) == learned)
    #expect(LearnedFurniture(encoded: LearnedFurniture().encoded) == LearnedFurniture())
    #expect(LearnedFurniture(encoded: []) == nil)
    #expect(LearnedFurniture(encoded: learned.encoded.dropLast()) == nil)
    #expect(LearnedFurniture(encoded: learned.encoded + [0]) == nil)
    #expect(LearnedFurniture(encoded: [1] + learned.encoded.dropFirst()) == nil)
  }

  @Test func `furniture has an edition, is left out of excerpts`() {
    var learned = LearnedFurniture()
    for number in 1...6 { learned.observe(title: "Titolo \(number)", text: "Segue a pagina 3.") }
    #expect(learned.edition == 1)
    #expect(
      withoutFurniture("Uno.\nSegue a pagina 3.", title: "Altro", learned: learned) == "Uno.")
  }

  /// Two sites' copies of one post; the first one's items all carry a line of its own.
  @Test
  func `copies of a post with and without its site's lines hash alike from the first document`()
    throws
  {
    func item(_ number: Int, _ lines: String) -> UnknownItem {
      var item = Item()
      item.guid = "\(number)"
      item.title = "Titolo numero \(number)"
      item.content = RichText(.html, "<p>\(body(number))</p>\(lines)")
      return UnknownItem(
        item, key: keys(for: [item])[0], sourceHash: item.sourceHash, isNew: true)
    }
    var first = LearnedFurniture()
    let site = first.sightings(
      of: (1...20).map { item($0, "<p>Seguici sul canale della redazione</p>") }, language: nil)
    var second = LearnedFurniture()
    let other = second.sightings(of: (1...20).map { item($0, "") }, language: nil)
    #expect(site.map(\.textHash) == other.map(\.textHash))
    #expect(site.map(\.contentHash) != other.map(\.contentHash))
    #expect(site.allSatisfy { $0.furnitureEdition == 1 })
  }
}

extension LearnedFurniture {
  fileprivate mutating func observe(title: String?, text: String) {
    observe([(title: title, text: text)])
  }
}
