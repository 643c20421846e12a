import Fetching
import FoundationEssentials
import Links
import ScriptServer
import Storage
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(2))) struct PollerTests {
  @Test func `a round counts each feed once, by what became of it`() async throws {
    let server = await ScriptServer { request in
      switch request.path {
      case "/good": .http(200, text: feed(["One", "Two"]))
      default: .http(500)
      }
    }
    try await withPoller { poller, store, _ in
      let feeds = try ["/good", "/bad"].map { try settings(server.url($0)) }
      let first = PollSummary(polled: 2, modified: 1, failed: 1, newItems: 2)
      #expect(await poller.poll(feeds) == Round.Result(summary: first))
      // The same body again, to the byte.
      let second = PollSummary(polled: 2, notModified: 1, failed: 1)
      #expect(await poller.poll(feeds) == Round.Result(summary: second))
      #expect(try await store.items(after: 0, limit: 9).map(\.guid) == ["One", "Two"])
      #expect(await poller.held == (0, 0))
    }
    await server.stop()
  }

  @Test func `a feed that two ask for is fetched once, and both are told`() async throws {
    let server = await ScriptServer { _ in .http(200, text: feed(["One"])) }
    try await withPoller { poller, _, _ in
      let feeds = [try settings(server.url("/a"))]
      async let first = poller.poll(feeds)
      async let second = poller.poll(feeds)
      let both = await [first, second]
      // One may have begun when the other was over; together they have found the item once or twice
      // asked for, and never stored it twice.
      #expect(both.map(\.summary.polled) == [1, 1])
      #expect(await server.requests.count <= 2)
    }
    await server.stop()
  }

  /// Invariant 8: what is held is bounded by the transfers at once, not by the feeds.
  @Test func `while the store is busy no more is fetched than can be held`() async throws {
    let server = await ScriptServer { _ in .http(200, text: feed(["One"])) }
    let gate = Gate()
    try await withPoller { poller, _, _ in
      let feeds = try (0..<60).map { try settings(server.url("/\($0)")) }
      let round = Task { await poller.poll(feeds) }
      // Until the store's turn has come and nothing runs any more.
      while await gate.waiting == 0 { await Task.yield() }
      while await poller.held.running > 0 { await Task.yield() }
      for _ in 0..<1000 { await Task.yield() }
      let held = await poller.held
      #expect(held.running == 0)
      // Those that are being stored, and as many as ran when the outbox was nearly full.
      #expect(held.unstored <= 4 * 4)
      #expect(await server.requests.count == held.unstored)
      await gate.open()
      #expect(await round.value.summary.polled == 60)
    } record: { store in
      { polls, now throws(StorageError) in
        await gate.pass()
        return try await store.record(polls, at: now)
      }
    }
    await server.stop()
  }

  @Test func `polls that could not be stored are told once, and come again`() async throws {
    let server = await ScriptServer { _ in .http(200, text: feed(["One"])) }
    let full = StorageError.full(SQLiteFailure(code: 13, message: "full"))
    let gate = Gate()
    try await withPoller { poller, store, _ in
      let feeds = try ["/a", "/b"].map { try settings(server.url($0)) }
      let (said, saying) = AsyncStream.makeStream(of: LogEvent.self)
      let round = Task { await poller.poll(feeds) { saying.yield($0) } }
      while await poller.held != (0, 2) { await Task.yield() }
      await gate.open()
      #expect(await round.value == Round.Result(storageError: full))
      saying.finish()
      let events = await said.reduce(into: []) { $0.append($1.line) }
      // One for each attempt to store, not one for each feed.
      #expect((1...2).contains(events.count))
      #expect(events.allSatisfy { $0.hasPrefix("store polls=") })
      #expect(try await store.items(after: 0, limit: 9).isEmpty)
    } record: { _ in
      { _, _ throws(StorageError) in
        await gate.pass()
        throw full
      }
    }
    await server.stop()
  }

  @Test func `what the end of the program breaks off is withdrawn`() async throws {
    let server = await ScriptServer { _ in ScriptServer.Reply("", end: .silence) }
    try await withPoller { poller, store, fetcher in
      let feeds = try (0..<9).map { try settings(server.url("/\($0)")) }
      let round = Task { await poller.poll(feeds) }
      while await server.requests.isEmpty { await Task.yield() }
      await poller.stop()
      await fetcher.shutDown()
      #expect(await round.value == Round.Result(summary: PollSummary(withdrawn: 9)))
      await poller.drained()
      #expect(try await store.feedStates().allSatisfy { $0.failures == 0 && $0.checkedAt == nil })
    }
    await server.stop()
  }

  /// A poll whose server could not be reached is held back until it is clear whose fault it was.
  @Test func `what is held back is settled when what it waits for is broken off`() async throws {
    let server = await ScriptServer { _ in ScriptServer.Reply("", end: .silence) }
    try await withPoller { poller, store, fetcher in
      // Nobody listens on port 1.
      let feeds = try ["http://127.0.0.2:1/", server.url()].map { try settings($0) }
      let round = Task { await poller.poll(feeds) }
      while await server.requests.isEmpty { await Task.yield() }
      while await poller.held.running > 1 { await Task.yield() }
      await fetcher.shutDown()
      let summary = PollSummary(polled: 1, failed: 1, withdrawn: 1)
      #expect(await round.value == Round.Result(summary: summary))
      await poller.drained()
    }
    await server.stop()
  }

  @Test func `what is held back is settled when what waits is taken back`() async throws {
    try await withPoller { poller, _, _ in
      var patient = PollingSettings()
      patient.hostGap = .seconds(3600)
      await poller.adopt(patient, userAgent: "test")
      let feeds = try ["/a", "/b"].map { try settings("http://127.0.0.2:1" + $0) }
      let round = Task { await poller.poll(feeds) }
      while await poller.figures != (0, 1) { await Task.yield() }
      await poller.stop()
      let summary = PollSummary(polled: 1, failed: 1, withdrawn: 1)
      #expect(await round.value == Round.Result(summary: summary))
      await poller.drained()
    }
  }

  @Test func `only feeds that ask are a try whether the network is back`() async throws {
    try await withPoller { poller, _, _ in
      // Nobody listens on port 1 of these; each is a host of its own.
      let feeds = try (2...4).map { try settings("http://127.0.0.\($0):1/") }
      #expect(await poller.poll(feeds).summary.postponed == 3)
      let patience = await poller.network.patience
      for _ in 0..<3 { await poller.add([]) }
      #expect(await poller.network.patience == patience)
      _ = await poller.poll(feeds)
      #expect(await poller.network.patience == patience * 2)
    }
  }

  private func settings(_ url: String) throws -> FeedSettings {
    FeedSettings(
      url: try #require(WebURL(url)), interval: .seconds(3600), followsRhythm: false,
      allowsPrivateAddresses: true,
      place: ConfigurationPlace(file: "rassegna.toml", position: nil))
  }

  private typealias Recorder =
    @Sendable ([PollRecord], Date) async throws(StorageError) -> [[Store.Change]]

  /// A poller of four transfers at once, on a store of its own.
  private func withPoller(
    _ body: (Poller, Store, Fetcher) async throws -> Void,
    record: (Store) -> Recorder? = { _ in nil }
  ) async throws {
    try await withTemporaryFolder { folder in
      let store = try Store(path: folder + "/rassegna.db")
      var tools = Poller.Tools(
        fetcher: Fetcher(connections: 4), store: store, clock: .system, log: Log(.nobody))
      if let record = record(store) { tools.record = record }
      var settings = PollingSettings()
      settings.transfers = 4
      settings.transfersPerHost = 4
      settings.hostGap = .zero
      let poller = Poller(tools, settings: settings, userAgent: "test")
      try await body(poller, store, tools.fetcher)
      await tools.fetcher.shutDown()
    }
  }
}

/// Lets nobody through until it is opened.
private actor Gate {
  private var isOpen = false
  private var waiters: [CheckedContinuation<Void, Never>] = []

  var waiting: Int { waiters.count }

  func pass() async {
    guard !isOpen else { return }
    await withCheckedContinuation { waiters.append($0) }
  }

  func open() {
    isOpen = true
    for waiter in waiters { waiter.resume() }
    waiters = []
  }
}
