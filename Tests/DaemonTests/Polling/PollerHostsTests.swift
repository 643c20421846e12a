import Fetching
import FoundationEssentials
import Links
import ScriptServer
import Storage
import Testing

@testable import Daemon

/// The real poller against a server that says what it wants, on a clock that the test sets.
@Suite struct PollerHostsTests {
  private static let feed = "<rss version='2.0'><channel><title>A</title></channel></rss>"

  /// A poller with a store in a folder of its own.
  private func withStore(_ body: (Store) async throws -> Void) async throws {
    let folder = try makeTemporaryFolder()
    defer { removeTemporaryFolder(folder) }
    try await body(try Store(path: folder + "/rassegna.db"))
  }

  private func poll(_ urls: [String], _ store: Store, at now: Double = 1_795_503_600) async throws
    -> PollSummary
  {
    var settings = PollingSettings()
    settings.hostGap = .zero
    let clock = Clock { Date(timeIntervalSince1970: now) }
    let fetcher = Fetcher()
    let tools = Poller.Tools(fetcher: fetcher, store: store, clock: clock, log: Log(.nobody))
    let feeds = try urls.map { url in
      FeedSettings(
        url: try #require(WebURL(url)), interval: .seconds(3600), followsRhythm: false,
        allowsPrivateAddresses: true, place: ConfigurationPlace(file: "", position: nil))
    }
    let summary = await Poller(tools, settings: settings, userAgent: "test").poll(feeds).summary
    await fetcher.shutDown()
    return summary
  }

  @Test func `a host that has had enough is left alone, by all its feeds and the next process too`()
    async throws
  {
    let server = await ScriptServer { _ in .http(429, ["Retry-After: 600"]) }
    let urls = ["/a", "/b", "/c"].map { server.url($0) }
    try await withStore { store in
      let first = try await poll(urls, store)
      #expect((first.failed, first.postponed) == (1, 2))
      let second = try await poll(urls, store, at: 1_795_503_600 + 590)
      #expect((second.failed, second.postponed) == (0, 3))
      #expect(await server.requests.count == 1)
      let third = try await poll(urls, store, at: 1_795_503_600 + 610)
      #expect((third.failed, third.postponed) == (1, 2))
    }
    await server.stop()
  }

  @Test func `a network that is lost is charged to no feed`() async throws {
    // Nobody listens on port 1 of these; each is a host of its own.
    let urls = (2...7).map { "http://127.0.0.\($0):1/feed" }
    try await withStore { store in
      let summary = try await poll(urls, store)
      #expect((summary.polled, summary.postponed) == (0, 6))
      #expect(try await store.feedStates().allSatisfy { $0.failures == 0 })
    }
  }

  @Test func `hosts that are down while another answers are charged`() async throws {
    let server = await ScriptServer { _ in .http(200, text: Self.feed) }
    let urls = (2...7).map { "http://127.0.0.\($0):1/feed" } + [server.url()]
    try await withStore { store in
      let summary = try await poll(urls, store)
      #expect((summary.failed, summary.modified, summary.postponed) == (6, 1, 0))
    }
    await server.stop()
  }

  @Test func `a feed that is gone on two days is polled no more, and comes back when it does`()
    async throws
  {
    let answers = [410, 410, 200]
    let server = await ScriptServer { request in
      let status = Int(request.header("User-Agent") ?? "") ?? 0
      return .http(status, text: status == 200 ? Self.feed : "")
    }
    try await withStore { store in
      for (day, status) in answers.enumerated() {
        let now = Date(timeIntervalSince1970: 1_795_503_600 + Double(day) * 86_400)
        let poll = Poll(
          feed: FeedSettings(
            url: try #require(WebURL(server.url())), interval: .seconds(3600),
            followsRhythm: false, allowsPrivateAddresses: true,
            place: ConfigurationPlace(file: "", position: nil)),
          polling: PollingSettings(), userAgent: "\(status)", fetcher: Fetcher(), store: store,
          clock: Clock { now })
        let state = try #require(try await store.states(of: [server.url()]).first)
        let finished = try #require(try await poll.run(from: state))
        #expect(finished.record.feed.isStopped == (day == 1))
        _ = try await store.record([finished.record], at: now)
      }
      let state = try #require(try await store.feedStates().first)
      #expect(state.goneSince == nil)
    }
    await server.stop()
  }
}
