import Testing

@testable import Feeds

@Suite struct RecognisableItemsTests {
  private static let whole = "<item><guid>1</guid><title>One</title></item>"

  private func titles(_ items: String) throws -> [String?] {
    let text = "<rss version='2.0'><channel><title>T</title>" + items
    let feed = try Feed(parsing: Document(bytes: Array(text.utf8)))
    return feed.recognisableItems.map(\.title)
  }

  @Test func `half an item without a name waits for its other half`() throws {
    #expect(try titles(Self.whole + "<item><title>Fifty paths of la") == ["One"])
  }

  @Test func `half an item with its guid or address is kept`() throws {
    #expect(try titles(Self.whole + "<item><guid>2</guid><title>Two</title>") == ["One", "Two"])
    let link = "<link>https://a.example/2</link>"
    #expect(try titles(Self.whole + "<item>\(link)<title>Two</title>") == ["One", "Two"])
  }

  @Test(arguments: [
    "<guid>http://a.example/12", "<guid isPermaLink='false'><![CDATA[12", "<id>tag:a.example,2",
    "<link>https://a.example/1", "<guid>12</gu", "<pubDate>Tue, 24 Nov 20", "<updated>2026-11-",
  ])
  func `half a name, address or date is none`(cut: String) throws {
    let text = "<rss><channel>\(Self.whole)<item><title>Two</title>\(cut)"
    let feed = try Feed(parsing: Document(bytes: Array(text.utf8)))
    let last = try #require(feed.items.last)
    #expect(feed.items.count == 2)
    #expect(last == feed.halfItem)
    #expect(last.title == "Two")
    #expect(last.published == nil && last.modified == nil)
    #expect(feed.recognisableItems.map(\.guid) == ["1"])
  }

  @Test func `a document that is cut between two items has no half item`() throws {
    #expect(
      try titles("<item><title>Bare</title></item><item><title>Two</title></item>") == [
        "Bare", "Two",
      ])
    #expect(try titles("<item><title>Bare</title></item><ti") == ["Bare"])
  }

  @Test func `an item without a name in a whole document is kept`() throws {
    let end = "</channel></rss>"
    #expect(try titles("<item><title>Bare</title></item>" + end) == ["Bare"])
  }
}
