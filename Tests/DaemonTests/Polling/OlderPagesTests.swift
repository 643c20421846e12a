import Feeds
import Fetching
import FoundationEssentials
import Links
import ScriptServer
import Storage
import Testing

@testable import Daemon

@Suite struct OlderPagesTests {
  private let last = Date(timeIntervalSince1970: 1_795_500_000)

  private func items(_ minutes: [Double?]) -> [Item] {
    minutes.map { minute in
      var item = Item()
      item.published = minute.map { last.addingTimeInterval($0 * 60) }
      return item
    }
  }

  @Test func `only items that are all new and all younger than the last poll leave a hole`() {
    let hole = Hole(from: last, until: last.addingTimeInterval(600))
    #expect(OlderPages.gap(of: items([30, 20, 10]), isKnown: false, since: last) == hole)
    #expect(OlderPages.gap(of: items([30, 20, 10]), isKnown: true, since: last) == nil)
    #expect(OlderPages.gap(of: items([30, 20, -10]), isKnown: false, since: last) == nil)
    #expect(OlderPages.gap(of: items([30, nil]), isKnown: false, since: last) == nil)
    #expect(OlderPages.gap(of: [], isKnown: false, since: last) == nil)
    #expect(OlderPages.gap(of: items([30]), isKnown: false, since: nil) == nil)
  }

  @Test(arguments: [
    ("https://a.example/feed/", "https://a.example/feed/?paged=2"),
    ("https://a.example/?feed=rss2", "https://a.example/?feed=rss2&paged=2"),
    ("https://a.example/feed/?paged=1&x=y", "https://a.example/feed/?x=y&paged=2"),
  ])
  func `WordPress has its older items at paged`(url: String, older: String) throws {
    var feed = Feed(format: "rss-2.0", encoding: "utf-8")
    let url = try #require(WebURL(url))
    #expect(OlderPages.address(behind: feed, at: url, number: 2) == nil)
    feed.generator = "https://WordPress.org/?v=6.4"
    #expect(OlderPages.address(behind: feed, at: url, number: 2)?.string == older)
    feed.pages.next = "/page/2"
    #expect(
      OlderPages.address(behind: feed, at: url, number: 2)?.string == "https://a.example/page/2")
    feed.pages.previousArchive = "/archive/1"
    let archive = OlderPages.address(behind: feed, at: url, number: 2)
    #expect(archive?.string == "https://a.example/archive/1")
  }

  /// A WordPress feed with these items, each so many minutes after `last`.
  private static func page(_ minutes: [Int]) -> String {
    let items = minutes.map { minute in
      let date = Date(timeIntervalSince1970: 1_795_500_000 + Double(minute) * 60).rfc3339
      return "<item><guid>\(minute)</guid><title>Item \(minute)</title>"
        + "<dc:date>\(date)</dc:date></item>"
    }.joined()
    return "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel>"
      + "<generator>https://wordpress.org/?v=6</generator>\(items)</channel></rss>"
  }

  /// Polls a feed twice; the second time its own page has only young items. Returns the titles that
  /// are stored, and the holes.
  private func pollTwice(_ pages: [String: [Int]]) async throws -> (titles: Int, holes: [Hole]) {
    let server = await ScriptServer { request in
      let isFirst = request.header("User-Agent") == "first"
      if isFirst { return .http(200, text: Self.page([-1, -2])) }
      guard let page = pages[request.path] else { return .http(404) }
      return .http(200, text: Self.page(page))
    }
    let folder = try makeTemporaryFolder()
    defer { removeTemporaryFolder(folder) }
    let store = try Store(path: folder + "/rassegna.db")
    var polling = PollingSettings()
    polling.hostGap = .zero
    for (agent, now) in [("first", last), ("second", last.addingTimeInterval(7200))] {
      let poll = Poll(
        feed: FeedSettings(
          url: try #require(WebURL(server.url("/feed"))), interval: .seconds(3600),
          followsRhythm: false, allowsPrivateAddresses: true,
          place: ConfigurationPlace(file: "", position: nil)),
        polling: polling, userAgent: agent, fetcher: Fetcher(), store: store, clock: Clock { now })
      let state = try #require(try await store.states(of: [server.url("/feed")]).first)
      let finished = try #require(try await poll.run(from: state))
      _ = try await store.record([finished.record], at: now)
    }
    await server.stop()
    let titles = try await store.items(after: 0, limit: 100).count
    return (titles, try await store.holes(since: .distantPast).map(\.hole))
  }

  @Test func `older pages are read until they reach the last poll`() async throws {
    let found = try await pollTwice([
      "/feed": [60, 50], "/feed?paged=2": [40, 30], "/feed?paged=3": [20, -1],
      "/feed?paged=4": [-2],
    ])
    #expect(found.titles == 7)
    #expect(found.holes.isEmpty)
  }

  @Test func `a feed that has no older page has lost nothing`() async throws {
    let found = try await pollTwice(["/feed": [60, 50]])
    #expect((found.titles, found.holes.count) == (4, 0))
  }

  @Test func `what older pages do not reach is a hole`() async throws {
    let pages = Dictionary(
      uniqueKeysWithValues: (2...9).map { ("/feed?paged=\($0)", [60 - 5 * $0]) }
    ).merging(["/feed": [60, 55]]) { first, _ in first }
    let found = try await pollTwice(pages)
    let until = last.addingTimeInterval(Double(60 - 5 * 6) * 60)
    #expect(found.holes == [Hole(from: last, until: until)])
    #expect(found.titles == 2 + 2 + 5)
  }

  @Test func `a document that reaches back asks for nothing more`() async throws {
    let found = try await pollTwice(["/feed": [60, 50, -1], "/feed?paged=2": [40]])
    #expect((found.titles, found.holes.count) == (4, 0))
  }
}
