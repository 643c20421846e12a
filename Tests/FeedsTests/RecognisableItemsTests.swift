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

  @Test func `an item without a name in a whole document is kept`() throws {
    let end = "</channel></rss>"
    #expect(try titles("<item><title>Bare</title></item>" + end) == ["Bare"])
  }
}
