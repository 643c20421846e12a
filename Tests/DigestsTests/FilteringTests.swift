import Digests
import FoundationEssentials
import Stories
import Testing

@Suite struct FilteringTests {
  private static let pending = [
    item(1, of: agency, story: 1, title: "Oroscopo: Ariete", minutesBefore: 50),
    item(2, of: courier, story: 2, title: "Il porto riapre", minutesBefore: 40),
    item(3, of: agency, story: 2, title: "Porto, è oroscopo", minutesBefore: 45),
    item(4, of: blog, story: 4, title: "Lotto", minutesBefore: 30),
    item(5, of: blog, story: 5, title: "Oroscopo di ieri", isBacklog: true),
  ]

  private static func material(_ change: (inout Material) -> Void) -> Material {
    var material = DigestsTests.material(pending)
    change(&material)
    return material
  }

  @Test func `What a filter leaves out has its rule in the ledger and its count on the page`() {
    let (edition, ledger) = Self.material {
      $0.filters = [
        Filter(name: "stars", titleWords: ["oroscopo"]), Filter(name: "luck", words: ["lotto"]),
      ]
    }.composed()
    #expect(edition.stories.map(\.seq) == [2])
    #expect(edition.stories.flatMap(\.also).isEmpty)
    #expect(
      ledger.map(\.outcome) == [
        .leftOut(rule: "stars"), .printed, .leftOut(rule: "stars"), .leftOut(rule: "luck"),
        .leftOut(rule: "stars"),
      ])
    #expect(edition.counts.leftOut == 4)
    #expect(
      edition.counts.byFilters.map { "\($0.filter.string) \($0.items)" } == ["stars 3", "luck 1"])
  }

  @Test func `Without a filter nothing of this is said`() throws {
    let (edition, _) = Self.material { _ in }.composed()
    #expect(edition.counts.byFilters.isEmpty)
    #expect(edition.counts.leftOut == 1)
    #expect(try Edition(decoding: edition.encoded()) == edition)
  }

  @Test func `An item of a story that was told is left out by the filter all the same`() {
    let (_, ledger) = Self.material {
      $0.told = [1]
      $0.filters = [Filter(name: "stars", titleWords: ["oroscopo"])]
    }.composed()
    #expect(ledger.first?.outcome == .leftOut(rule: "stars"))
  }

  @Test func `A filter's section comes first, and may be that of a tag`() {
    let (edition, _) = Self.material {
      $0.filters = [
        Filter(name: "Mare", action: .section, titleWords: ["porto"]),
        Filter(name: "esteri", action: .section, titleWords: ["lotto"]),
      ]
    }.composed()
    #expect(
      edition.places == [
        "Mare / Agenzia / 3", "esteri / Notes on Swift / 4", "italia / Agenzia / 1",
      ])
  }

  @Test func `Words that are boosted lift a story, muted ones sink it`() {
    func order(_ boost: [String], _ mute: [String]) -> [Int64] {
      var material = DigestsTests.material([
        item(1, of: agency, title: "Uno", minutesBefore: 10),
        item(2, of: agency, title: "Due", text: "Sul TERREMOTO.", minutesBefore: 20),
        item(3, of: agency, title: "Tre", minutesBefore: 30),
      ])
      (material.boost, material.mute) = (boost, mute)
      return material.composed().edition.stories.map(\.seq)
    }
    #expect(order([], []) == [1, 2, 3])
    #expect(order(["terremot*"], []) == [2, 1, 3])
    #expect(order([], ["uno"]) == [2, 3, 1])
    #expect(order(["tre"], ["tre"]) == [1, 2, 3])
  }

  @Test func `The source of the highest rank leads, and lifts what it tells`() {
    let (edition, _) = Self.material {
      $0.ranks = [courier.url: 9, agency.url: 2]
    }.composed()
    let port = edition.stories.first { $0.story == 2 }
    #expect(port?.seq == 2)
    #expect(port?.also.map(\.source.string) == ["Agenzia"])
    let weights = edition.stories.reduce(into: [:]) { $0[$1.story] = $1.weight }
    #expect((weights[2] ?? 0) - (weights[1] ?? 0) == 90)
  }

  @Test func `The page says by which rules items were left out, the backlog among them`() throws {
    let (edition, _) = Self.material {
      $0.filters = [Filter(name: "luck", titleWords: ["lotto"])]
    }.composed()
    let page = String(decoding: try edition.rendered(as: .text), as: UTF8.self)
      .split { $0.isWhitespace }.joined(separator: " ")
    #expect(page.contains("2 articoli esclusi (luck 1, vecchi articoli di fonti nuove 1)"))
  }

  @Test(arguments: Form.allCases.filter { $0 != .epub })
  func `The name of a filter stands escaped on each page`(_ form: Form) throws {
    let (edition, _) = Self.material {
      $0.filters = [Filter(name: "<b>*x*</b> & 1", titleWords: ["oroscopo"])]
    }.composed()
    let page = String(decoding: try edition.rendered(as: form), as: UTF8.self)
    let written =
      switch form {
      case .html: "&lt;b&gt;*x*&lt;/b&gt; &amp; 1 3"
      case .markdown: #"\<b\>\*x\*\</b\> \& 1 3"#
      case .text: "<b>*x*</b> & 1 3"
      default: #""filter" : "<b>*x*</b> & 1""#
      }
    #expect(page.contains(written), "\(page)")
  }
}
