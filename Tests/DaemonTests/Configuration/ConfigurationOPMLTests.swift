import Feeds
import Links
import Testing

@testable import Daemon

@Suite struct ConfigurationOPMLTests {
  private let opml = """
    <opml version="2.0"><body><outline text="italia"><outline text="cronaca">
    <outline text="A" xmlUrl="https://a.example/feed"/></outline>
    <outline text="B" xmlUrl="https://b.example/feed"/></outline>
    <outline text="Mail" xmlUrl="mailto:me@example.org"/></body></opml>
    """

  @Test func `the feeds of an included OPML file have its folders as tags`() throws {
    let configuration = try load([
      "rassegna.toml": "include = [\"subscriptions.opml\"]", "subscriptions.opml": opml,
    ])
    #expect(
      configuration.feeds.map(\.url.string) == ["https://a.example/feed", "https://b.example/feed"])
    #expect(configuration.feeds.map(\.tags) == [["italia", "cronaca"], ["italia"]])
    #expect(configuration.feeds.map(\.title) == ["A", "B"])
    #expect(configuration.warnings.count == 1)
  }

  @Test func `links that open a reader are feeds, and a list in a list is told of`() throws {
    let configuration = try load([
      "rassegna.toml": "include = \"s.opml\"",
      "s.opml": """
      <opml version="1.1"><body><outline text="A" xmlUrl="feed://a.example/feed"/>
      <outline text="B" xmlUrl="FEED:https://b.example/feed"/>
      <outline text="More" type="include" url="https://me:secret@c.example/list"/></body></opml>
      """,
    ])
    #expect(
      configuration.feeds.map(\.url.string) == ["http://a.example/feed", "https://b.example/feed"])
    #expect(
      configuration.warnings.map(\.line) == [
        "s.opml: warning: the list \"https://…@c.example/list\", which this one includes, is not read: "
          + "store it here as a file"
      ])
  }

  @Test func `what the configuration says itself comes first`() throws {
    let configuration = try load([
      "rassegna.toml": """
      include = ["*.opml"]
      [[feed]]
      url = "https://a.example/feed"
      title = "Mine"
      """, "s.opml": opml,
    ])
    #expect(configuration.feeds.map(\.title) == ["Mine", "B"])
    #expect(
      configuration.warnings.map(\.line).contains {
        $0.contains("https://a.example/feed stands already at rassegna.toml:3:7")
      })
  }

  @Test func `what is no OPML is an error`() {
    let lines = problemLines([
      "rassegna.toml": "include = [\"s.opml\"]", "s.opml": "<html></html>",
    ])
    #expect(lines.count == 1)
    #expect(lines.first?.hasPrefix("s.opml: error: this is no OPML") == true)
  }

  @Test func `an import prints TOML that the configuration reads`() throws {
    let list = try Subscriptions(parsing: Array(opml.utf8))
    let feeds = ImportedFeeds(list, known: ["https://b.example/feed"])
    let configuration = try load(["rassegna.toml": feeds.toml])
    #expect(configuration.feeds.map(\.url.string) == ["https://a.example/feed"])
    #expect(configuration.feeds.map(\.tags) == [["italia", "cronaca"]])
    #expect(
      feeds.remarks == [
        "1 entry is not by http, https or file", "1 feed is configured already",
      ])
  }

  @Test func `import and export go round`() throws {
    let once = try load(["rassegna.toml": "include = [\"s.opml\"]", "s.opml": opml])
    let again = try load([
      "rassegna.toml": "include = [\"s.opml\"]", "s.opml": Subscriptions(once, [:]).opml,
    ])
    #expect(again.feeds == once.feeds)
  }
}
