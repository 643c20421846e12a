import Fetching
import FoundationEssentials
import Links
import ScriptServer
import Storage
import Testing

@testable import Daemon

/// What a feed's entry entrusts to its origin reaches no other, whatever leads there.
@Suite(.timeLimit(.minutes(2))) struct EntrustedTests {
  /// How a poll comes to another origin.
  enum Way: CaseIterable, Sendable {
    case redirect, believedRedirect, page, olderPage
  }

  private static let now = Date(timeIntervalSince1970: 1_795_500_000)

  /// What the first server answers, which can lead to the second.
  private static func answer(_ way: Way, to other: String) -> ScriptServer.Reply {
    switch way {
    case .redirect, .believedRedirect: .http(302, ["Location: \(other)"])
    case .page:
      .http(
        200,
        text: "<html><head><link rel=alternate type=application/rss+xml href='\(other)'></head>")
    case .olderPage: .http(200, text: document(next: other))
    }
  }

  /// One young item, and older ones elsewhere.
  private static func document(next: String?) -> String {
    let link = next.map { "<link rel='prev-archive' href='\($0)'/>" } ?? ""
    let date = now.addingTimeInterval(-60).rfc3339
    return "<feed xmlns='http://www.w3.org/2005/Atom'><id>f</id><title>F</title>\(link)"
      + "<entry><id>\(next ?? "x")</id><title>T</title><published>\(date)</published></entry></feed>"
  }

  private func settings(_ url: String) throws -> FeedSettings {
    var own = RequestSettings()
    own.headers = [try #require(RequestHeader(name: "X-Api-Key", value: "k"))]
    own.credentials = .bearer(Secret(path: "/t", text: "token"))
    return FeedSettings(
      url: try #require(WebURL(url)), interval: .seconds(3600), followsRhythm: false,
      allowsPrivateAddresses: true, request: .own(own),
      place: ConfigurationPlace(file: "", position: nil))
  }

  /// Polls the feed twice, as its state has it after the first poll, and at once.
  private func poll(_ feed: FeedSettings, _ way: Way, to other: String) async throws {
    try await withTemporaryFolder { folder in
      let store = try Store(path: folder + "/rassegna.db")
      let fetcher = Fetcher()
      var polling = PollingSettings()
      polling.hostGap = .zero
      let poll = Poll(
        feed: feed, polling: polling, userAgent: "test", fetcher: fetcher, store: store,
        clock: Clock { Self.now })
      var state = try #require(try await store.states(of: [feed.url.string]).first)
      let earlier = Self.now.addingTimeInterval(-3600)
      switch way {
      case .believedRedirect:
        state.refreshedAt = earlier
        state.move = Move(target: other, count: 5, since: .distantPast, believedAt: earlier)
      case .olderPage: (state.firstPolledAt, state.succeededAt) = (earlier, earlier)
      case .redirect, .page: break
      }
      for _ in 0..<2 {
        guard let finished = try await poll.run(from: state) else { break }
        state = finished.record.feed
      }
      await fetcher.shutDown()
    }
  }

  @Test(arguments: Way.allCases)
  func `no secret comes to another origin`(way: Way) async throws {
    let other = await ScriptServer { _ in .http(200, text: Self.document(next: nil)) }
    let server = await ScriptServer { _ in Self.answer(way, to: other.url("/feed")) }
    try await poll(settings(server.url("/")), way, to: other.url("/feed"))
    let strangers = await other.requests
    #expect(!strangers.isEmpty)
    #expect(strangers.allSatisfy { $0.header("X-Api-Key") == nil })
    #expect(strangers.allSatisfy { $0.header("Authorization") == nil })
    #expect(await server.requests.allSatisfy { $0.header("Authorization") == "Bearer token" })
    await server.stop()
    await other.stop()
  }

  @Test(arguments: Way.allCases)
  func `what leads to another place of the same origin is asked with all secrets`(way: Way)
    async throws
  {
    let server = await ScriptServer { request in
      request.path == "/feed"
        ? .http(200, text: Self.document(next: nil)) : Self.answer(way, to: "/feed")
    }
    try await poll(settings(server.url("/")), way, to: server.url("/feed"))
    let requests = await server.requests
    #expect(requests.contains { $0.path == "/feed" })
    #expect(requests.allSatisfy { $0.header("X-Api-Key") == "k" })
    #expect(requests.allSatisfy { $0.header("Authorization") == "Bearer token" })
    await server.stop()
  }

  @Test(arguments: [
    ("https://e.org/b", true, true), ("http://e.org/f", false, true),
    ("https://e.org:8443/f", false, true), ("https://www.e.org/f", false, false),
  ])
  func `another host is asked without certificate, and on public addresses only`(
    url: String, isTrusted: Bool, isPrivate: Bool
  ) throws {
    var feed = try settings("https://e.org/f")
    var own = try #require(feed.request.settings)
    own.clientCertificate = "/c.pem"
    feed.request = .own(own)
    let options = try FetchOptions(
      feed, PollingSettings(), userAgent: "test", asking: try #require(WebURL(url)))
    #expect((options.clientCertificate != nil) == isTrusted)
    #expect(options.headers.isEmpty != isTrusted)
    #expect((options.addresses == .any) == isPrivate)
  }
}
