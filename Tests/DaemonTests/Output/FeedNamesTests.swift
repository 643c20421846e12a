import Links
import Testing

@testable import Daemon

@Suite struct FeedNamesTests {
  private func names(_ feeds: [(String, String?)], own: [String: String] = [:]) throws -> [String] {
    let text = feeds.map { url, title in
      "[[feed]]\nurl = \"\(url)\"\n" + (title.map { "title = \"\($0)\"\n" } ?? "")
    }
    let feeds = try load(["rassegna.toml": text.joined()]).feeds
    let names = FeedNames(feeds, titles: own)
    return feeds.map { names[$0.url.string] }
  }

  @Test func `a feed is called by its title, or its host`() throws {
    #expect(
      try names(
        [("https://a.example/feed", "A"), ("https://b.example/feed", nil)]
          + [("https://c.example/feed", nil)], own: ["https://c.example/feed": "C"])
        == ["A", "b.example", "C"])
  }

  @Test func `feeds that are called alike have their hosts beside that`() throws {
    #expect(
      try names([("https://a.example/feed", "News"), ("https://b.example/feed", "News")])
        == ["News (a.example)", "News (b.example)"])
  }

  @Test func `feeds of one host that are called alike have their paths`() throws {
    #expect(
      try names([("https://a.example/one", nil), ("https://me:secret@a.example/two", nil)])
        == ["a.example/one", "a.example/two"])
    #expect(
      try names([("https://a.example/one", "News"), ("https://a.example/two", "News")])
        == ["News (a.example/one)", "News (a.example/two)"])
  }

  @Test func `a feed that is configured no more is called by its own title`() {
    let names = FeedNames([], titles: [:])
    #expect(names.name(of: "https://a.example/feed", title: "A") == "A")
    #expect(names.name(of: "https://me:secret@a.example/", title: " ") == "https://a.example/")
  }
}
