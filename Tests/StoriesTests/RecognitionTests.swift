import Feeds
import FoundationEssentials
import Testing

@testable import Stories

@Suite struct RecognitionTests {
  /// What a feed sent of an item; the day counts from some first one, nil for no date.
  struct Sent: Sendable {
    var guid = "7"
    var url: String? = "https://example.org/a"
    var title: String? = "Il consiglio approva il bilancio"
    var text = "Il consiglio comunale ha approvato ieri sera il bilancio."
    var day: Int? = 1

    var sighting: Sighting {
      var item = Item()
      item.guid = guid
      item.url = url
      item.title = title
      item.content = RichText(.html, text)
      item.published = day.map { Date(timeIntervalSince1970: 1_800_000_000 + Double($0) * 86_400) }
      return Sighting(item, key: keys(for: [item])[0])
    }

    var known: KnownItem {
      let sighting = sighting
      return KnownItem(
        contentHash: sighting.contentHash, url: url, title: title, published: sighting.published)
    }
  }

  @Test(arguments: [
    (Sent(), Recognition.unchanged),
    (Sent(url: "https://example.org/b", day: 2), .unchanged),
    (Sent(text: "Altro."), .edited),
    (Sent(title: "Un titolo nuovo"), .edited),
    (Sent(title: "Un titolo nuovo", text: "Altro.", day: 2), .edited),
    (Sent(url: "https://example.org/b", title: "Un titolo nuovo"), .edited),
    (Sent(url: "http://example.org/a/", title: "Un titolo nuovo", day: 2), .edited),
    (Sent(url: "https://example.org/b", text: "Altro.", day: 2), .edited),
    (Sent(url: nil, title: "Un titolo nuovo", day: 2), .edited),
    (Sent(url: "https://example.org/b", title: nil, text: "Altro.", day: 2), .edited),
    (Sent(url: "https://example.org/b", title: "Un titolo nuovo", day: 2), .anotherItem),
    (Sent(url: "https://example.org/b", title: "Un titolo nuovo", day: nil), .anotherItem),
  ])
  func `a key found is an edit unless page, title, date all differ`(
    sent: Sent, expected: Recognition
  ) {
    #expect(Recognition(sent.sighting, foundByKey: Sent().known) == expected)
  }

  @Test func `without dates another page with another title is another item`() {
    let new = Sent(url: "https://example.org/b", title: "Un titolo nuovo", day: nil)
    #expect(Recognition(new.sighting, foundByKey: Sent(day: nil).known) == .anotherItem)
  }

  @Test(arguments: [
    (Sent(guid: "8"), Recognition.unchanged),
    (Sent(guid: "8", url: "https://new.example/a"), .unchanged),
    (Sent(guid: "8", day: 8), .anotherItem),
    (Sent(guid: "8", day: nil), .anotherItem),
    (Sent(guid: "8", text: "Altro."), .anotherItem),
  ])
  func `a new key with the text, date of an old item is that item`(
    sent: Sent, expected: Recognition
  ) {
    #expect(Recognition(sent.sighting, foundByText: Sent().known) == expected)
  }

  @Test func `undated items are the same by their text if it says enough`() {
    let long = Sent(day: nil)
    #expect(Recognition(long.sighting, foundByText: long.known) == .unchanged)
    let short = Sent(title: "Buongiorno", text: "", day: nil)
    #expect(Recognition(short.sighting, foundByText: short.known) == .anotherItem)
  }

  @Test func `the page's key is the one that neighbours with one GUID get`() {
    let items = (1...2).map { number in
      var item = Item()
      item.guid = "0"
      item.url = "https://example.org/\(number)"
      return item
    }
    let alone = items.map { Sighting($0, key: keys(for: [$0])[0]) }
    #expect(keys(for: items) == alone.map(\.pageKey))
    #expect(alone.allSatisfy { $0.key != alone[0].pageKey })
  }
}
