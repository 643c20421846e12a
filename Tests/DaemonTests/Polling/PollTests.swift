import Fetching
import FoundationEssentials
import Links
import ScriptServer
import Storage
import Synchronization
import Testing

@testable import Daemon

/// What one poll does with what a server sends.
@Suite(.timeLimit(.minutes(2))) struct PollTests {
  private static let validators = ["ETag: \"1\"", "Last-Modified: yesterday"]

  @Test func `validators are echoed, and a 304 stores nothing`() async throws {
    let server = await ScriptServer { request in
      request.header("If-None-Match") == "\"1\""
        && request.header("If-Modified-Since") == "yesterday"
        ? .http(304, Self.validators) : .http(200, Self.validators, text: feed(["One"]))
    }
    try await withFeed(server) { poll, _ in
      #expect(await poll(0) == PollSummary(polled: 1, modified: 1, newItems: 1))
      #expect(await poll(0) == PollSummary(polled: 1, notModified: 1))
    }
    await server.stop()
  }

  @Test func `a document that is cut keeps no validators, so that the rest comes`() async throws {
    let whole = feed(["One", "Two", "Three"])
    let cut = String(whole.prefix(whole.count - 60))
    let count = Atomic<Int>(0)
    let server = await ScriptServer { request in
      if request.header("If-None-Match") != nil { return .http(304) }
      let isFirst = count.wrappingAdd(1, ordering: .relaxed).oldValue == 0
      return .http(200, Self.validators, text: isFirst ? cut : whole)
    }
    try await withFeed(server) { poll, store in
      let first = await poll(0)
      #expect(first.modified == 1)
      let state = try #require(try await store.feedStates().first)
      #expect(state.etag == nil)
      let second = await poll(0)
      #expect(first.newItems + second.newItems == 3)
      #expect(try await store.items(after: 0, limit: 9).count == 3)
    }
    await server.stop()
  }

  @Test func `a body shorter than its length is a failure that forgets nothing`() async throws {
    let count = Atomic<Int>(0)
    let server = await ScriptServer { _ in
      let number = count.wrappingAdd(1, ordering: .relaxed).oldValue
      return number == 1
        ? ScriptServer.Reply(
          "HTTP/1.1 200 OK\r\nETag: \"2\"\r\nContent-Length: 9999\r\n\r\n<rss>", end: .close)
        : .http(200, Self.validators, text: feed(["One"]))
    }
    try await withFeed(server) { poll, store in
      #expect(await poll(0) == PollSummary(polled: 1, modified: 1, newItems: 1))
      #expect(await poll(0) == PollSummary(polled: 1, failed: 1))
      let state = try #require(try await store.feedStates().first)
      #expect(state.etag == "\"1\"")
      #expect(state.failures == 1)
      let third = await poll(0)
      #expect(third == PollSummary(polled: 1, modified: 1))
    }
    await server.stop()
  }

  /// The same items in another order, in another encoding, and behind other validators.
  @Test func `items are the same in any order and any encoding`() async throws {
    let count = Atomic<Int>(0)
    let server = await ScriptServer { _ in
      let titles = ["Perché", "Città", "Già"]
      switch count.wrappingAdd(1, ordering: .relaxed).oldValue {
      case 0: return .http(200, ["ETag: \"a\""], text: feed(titles))
      case 1: return .http(200, ["ETag: \"b\""], text: feed(titles.reversed()))
      default:
        let text = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + feed(titles)
        let latin = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        return .http(200, ["ETag: \"c\""], body: latin)
      }
    }
    try await withFeed(server) { poll, store in
      #expect(await poll(0) == PollSummary(polled: 1, modified: 1, newItems: 3))
      #expect(await poll(0) == PollSummary(polled: 1, modified: 1))
      #expect(await poll(0) == PollSummary(polled: 1, modified: 1))
      let items = try await store.items(after: 0, limit: 9)
      #expect(items.map(\.revision) == [1, 1, 1])
    }
    await server.stop()
  }

  @Test func `a page in a feed's place is a failure that touches no item`() async throws {
    let count = Atomic<Int>(0)
    let server = await ScriptServer { _ in
      count.wrappingAdd(1, ordering: .relaxed).oldValue == 1
        ? .http(200, text: "<!DOCTYPE html><html><title>Log in</title></html>")
        : .http(200, text: feed(["One"]))
    }
    try await withFeed(server) { poll, store in
      _ = await poll(0)
      #expect(await poll(0) == PollSummary(polled: 1, failed: 1))
      let items = try await store.items(after: 0, limit: 9)
      #expect(items.count == 1)
      #expect(await poll(0) == PollSummary(polled: 1, notModified: 1))
    }
    await server.stop()
  }

  @Test func `a 304 with other validators does not hide the body that they belong to`() async throws
  {
    let count = Atomic<Int>(0)
    let server = await ScriptServer { request in
      switch (count.wrappingAdd(1, ordering: .relaxed).oldValue, request.header("If-None-Match")) {
      case (0, _): .http(200, ["ETag: \"1\""], text: feed(["One"]))
      case (1, _), (_, "\"2\""): .http(304, ["ETag: \"2\""])
      default: .http(200, ["ETag: \"2\""], text: feed(["Two", "One"]))
      }
    }
    try await withFeed(server) { poll, _ in
      _ = await poll(0)
      #expect(await poll(0) == PollSummary(polled: 1, notModified: 1))
      #expect(await poll(0) == PollSummary(polled: 1, modified: 1, newItems: 1))
    }
    await server.stop()
  }

  @Test func `after a week one whole document is asked for, not one at every poll`() async throws {
    let server = await ScriptServer { request in
      request.header("If-None-Match") == nil
        ? .http(200, Self.validators, text: feed(["One"])) : .http(304)
    }
    try await withFeed(server) { poll, _ in
      for days in [0, 1, 8, 8.1, 8.2] { _ = await poll(days) }
      let asked = await server.requests.map { $0.header("If-None-Match") != nil }
      #expect(asked == [false, true, false, true, true])
    }
    await server.stop()
  }

  /// Polls the server's one feed whenever it is told to, some days from now.
  private func withFeed(
    _ server: ScriptServer,
    _ body: (@Sendable (_ days: Double) async -> PollSummary, Store) async throws -> Void
  ) async throws {
    let feed = FeedSettings(
      url: try #require(WebURL(server.url("/feed"))), interval: .seconds(3600),
      followsRhythm: false, allowsPrivateAddresses: true,
      place: ConfigurationPlace(file: "rassegna.toml", position: nil))
    try await withTemporaryFolder { folder in
      let store = try Store(path: folder + "/rassegna.db")
      let fetcher = Fetcher(connections: 1)
      var settings = PollingSettings()
      settings.hostGap = .zero
      let polling = settings
      let poll: @Sendable (Double) async -> PollSummary = { days in
        let clock = Clock { Date().addingTimeInterval(days * 86_400) }
        let tools = Poller.Tools(fetcher: fetcher, store: store, clock: clock, log: Log(.nobody))
        return await Poller(tools, settings: polling, userAgent: "test").poll([feed]).summary
      }
      try await body(poll, store)
      await fetcher.shutDown()
    }
  }
}
