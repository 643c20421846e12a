import Testing

@testable import Feeds

/// Documents that ask for more time or memory than they are worth.
@Suite(.timeLimit(.minutes(10))) struct BoundsTests {
  private func feed(_ item: String) throws -> Feed {
    let text =
      "<rss><channel><title>T</title><item><title>One</title>\(item)</item></channel></rss>"
    return try Feed(parsing: Document(bytes: Array(text.utf8)))
  }

  @Test func `of a hundred thousand names the first are kept`() throws {
    let many = (0..<100_000).map { "<category>\($0)</category><dc:creator>\($0)</dc:creator>" }
    let item = try #require(try feed(many.joined()).items.first)
    #expect(item.tags.count == FeedBuilder.maximumNames)
    #expect(item.authors.count == FeedBuilder.maximumNames)
    #expect(item.tags.first == "0")
  }

  @Test func `a million items of JSON are read up to the limit`() throws {
    let items = Array(repeating: #"{"id":"1"}"#, count: 200_000).joined(separator: ",")
    let feed = try Feed(parsing: Document(bytes: Array(#"{"items":[\#(items)]}"#.utf8)))
    #expect(feed.items.count == FeedBuilder.maximumItems)
    #expect(feed.warnings == [FeedBuilder.fullWarning])
  }

  @Test(arguments: [
    "<", "&", "<![CDATA[", "<!--", "<?", "<!x[", "</x>", "&#1;", "]]>",
  ])
  func `a million pieces of nothing are read at once`(piece: String) throws {
    let text =
      "<rss><channel><title>T</title><item><title>One</title></item>"
      + String(repeating: piece, count: 200_000)
    let feed = try Feed(parsing: Document(bytes: Array(text.utf8)))
    #expect(feed.items.map(\.title) == ["One"])
  }

  @Test func `ten megabytes of one element are one title`() throws {
    let title = String(repeating: "long ", count: 2_000_000)
    #expect(try feed("<title>\(title)</title>").items.first?.title == "One")
    let text = "<rss><channel><title>\(title)</title></channel></rss>"
    #expect(try Feed(parsing: Document(bytes: Array(text.utf8))).title?.utf8.count == 9_999_999)
  }

  @Test(arguments: [
    "<a>", "<rss " + String(repeating: "x='1' ", count: 10),
    "<rss><channel><item>",
  ])
  func `what nests without an end is refused`(piece: String) {
    let text = String(repeating: piece, count: 100_000)
    #expect(throws: FeedError.self) { try Feed(parsing: Document(bytes: Array(text.utf8))) }
  }
}
