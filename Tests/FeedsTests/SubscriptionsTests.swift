import Testing

@testable import Feeds

@Suite struct SubscriptionsTests {
  private func parse(_ text: String) throws -> Subscriptions {
    try Subscriptions(parsing: Array(text.utf8))
  }

  private func feed(_ name: String, _ folders: String...) -> Subscriptions.Subscription {
    Subscriptions.Subscription(
      url: "https://\(name).example/feed", title: name, folders: folders)
  }

  @Test func `folders in folders, categories, and a feed that stands twice`() throws {
    let list = try parse(
      """
      <?xml version="1.0"?>
      <opml version="2.0"><head><title> My  feeds </title><dateCreated>x</dateCreated></head><body>
      <outline text="a" xmlUrl="https://a.example/feed" type="rss"/>
      <outline text="News"><outline text="Italy" title="Italia">
        <outline text="b" TITLE="b" xmlurl="https://b.example/feed" htmlUrl="https://b.example/"/>
      </outline>
        <outline text="c" xmlUrl="https://c.example/feed" category="/Boston/Weather,Rain"/>
      </outline>
      <outline text="Twice"><outline text="other" xmlUrl="https://a.example/feed"/></outline>
      </body></opml>
      """)
    var b = feed("b", "News", "Italia")
    b.homePage = "https://b.example/"
    #expect(list.title == "My feeds")
    #expect(list.feeds == [feed("a", "Twice"), b, feed("c", "News", "Boston", "Weather", "Rain")])
  }

  @Test func `what is written is read again`() throws {
    let list = Subscriptions(
      title: "<all> & \"more\"",
      feeds: [
        feed("a"), feed("b", "News"), feed("c", "News", "Italia & <Europa>"), feed("d", "\"Q\""),
      ])
    #expect(try parse(list.opml) == list)
  }

  @Test func `feeds of one folder stand together, the folder where it came first`() throws {
    let list = Subscriptions(feeds: [feed("a", "X"), feed("b"), feed("c", "X")])
    #expect(try parse(list.opml).feeds.map(\.title) == ["a", "c", "b"])
    #expect(list.opml.split(separator: "\n").count { $0.contains("text=\"X\"") } == 1)
  }

  @Test func `control characters do not break the document`() throws {
    let list = Subscriptions(
      title: "\u{1B}[31m\n\u{FFFF}", feeds: [Subscriptions.Subscription(url: "a\u{0}b\tc")])
    let read = try parse(list.opml)
    #expect(read.title == "\u{FFFD}[31m \u{FFFD}")
    #expect(read.feeds.map(\.url) == ["a\u{FFFD}b c"])
  }

  @Test(arguments: [
    ("", FeedError.empty), ("{}", .notAFeed("JSON, not OPML")),
    ("hello", .notAFeed("text without markup")),
    ("<rss><channel/></rss>", .notAFeed("markup without an OPML document in it")),
    ("<!DOCTYPE o [<!ENTITY a \"b\">]><opml><body/></opml>", .entityDeclaration),
  ])
  func `what is no OPML is refused`(text: String, error: FeedError) {
    #expect(throws: error) { try parse(text) }
  }

  @Test func `a damaged list gives what can be read of it`() throws {
    let list = try parse(
      "<opml><body><outline text=\"R&D\"><outline text=a xmlUrl=\"https://a.example/?x=1&y=2\"/>")
    #expect(list.feeds.map(\.url) == ["https://a.example/?x=1&y=2"])
    #expect(list.feeds.map(\.folders) == [["R&D"]])
  }

  @Test func `no depth and no number of names does harm`() throws {
    let deep = String(repeating: "<outline text=\"x\">", count: 100_000)
    #expect(throws: FeedError.self) { try parse("<opml><body>" + deep) }
    let many = String(repeating: "n,", count: 100_000)
    let list = try parse(
      "<opml><body><outline xmlUrl=\"https://a.example/\" category=\"\(many)\"/></body></opml>")
    #expect(list.feeds.count == 1)
    let names = (0..<100_000).map { "f\($0)" }
    let long = Subscriptions(feeds: [Subscriptions.Subscription(url: "https://a/", folders: names)])
    #expect(try parse(long.opml).feeds.first?.folders.count == 64)
  }
}
