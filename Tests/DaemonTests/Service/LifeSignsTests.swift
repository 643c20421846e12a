import Fetching
import FoundationEssentials
import Glibc
import ScriptServer
import Storage
import Testing

@testable import Daemon

@Suite struct LifeSignsTests {
  @Test func `parts that get on answer`() async throws {
    try await withParts { signs in
      #expect(await signs.stuckPolls(at: .now).isEmpty)
    }
  }

  @Test func `a blocked store gives no sign of life until it goes on`() async throws {
    try await withParts { signs in
      let gate = Gate()
      async let blocked: Void = signs.store.wait(for: gate)
      await expectSilence(of: signs, until: gate)
      await blocked
    }
  }

  @Test func `a blocked fetch queue gives no sign of life until it goes on`() async throws {
    try await withParts { signs in
      let gate = Gate()
      async let blocked: Void = signs.fetcher.wait(for: gate)
      await expectSilence(of: signs, until: gate)
      await blocked
    }
  }

  @Test func `a poll that does not end is named`() async throws {
    let (asked, continuation) = AsyncStream.makeStream(of: Void.self)
    let server = await ScriptServer { _ in
      continuation.yield()
      return .init("", end: .silence)
    }
    try await withParts { signs in
      let url = "http://127.0.0.1:\(server.port)/"
      _ = try await signs.store.register([url])
      await signs.poller.add([try feed(url)])
      for await _ in asked { break }
      #expect(await signs.stuckPolls(at: .now).isEmpty)
      #expect(await signs.stuckPolls(at: .now + .seconds(3600)) == [url])
    }
    await server.stop()
  }

  @Test(arguments: [
    ("", 60 + 5 * 22), ("timeout = \"10m\"", 600 + 5 * 22), ("timeout = \"5s\"", 5 + 5 * 7),
  ])
  func `a poll may take its own time, and older pages theirs`(key: String, seconds: Int)
    async throws
  {
    let longest = PollingSettings().longestPoll(of: try feed("http://127.0.0.1/", key))
    #expect(longest == .seconds(seconds))
    let (asked, continuation) = AsyncStream.makeStream(of: Void.self)
    let server = await ScriptServer { _ in
      continuation.yield()
      return .init("", end: .silence)
    }
    try await withParts { signs in
      let begun = SuspendingClock.now
      await signs.poller.add([try feed("http://127.0.0.1:\(server.port)/", key)])
      for await _ in asked { break }
      #expect(await signs.stuckPolls(at: begun + longest).isEmpty)
    }
    await server.stop()
  }

  /// Asks while `gate` is shut: systemd hears of life only after it is opened.
  private func expectSilence(of signs: LifeSigns, until gate: Gate) async {
    await gate.waitUntilBlocked()
    let alive = Gate()
    async let asking: Void = {
      _ = await signs.stuckPolls(at: .now)
      alive.open()
    }()
    #expect(!alive.isOpen(withinMilliseconds: 50))
    gate.open()
    await asking
    #expect(alive.isOpen(withinMilliseconds: 0))
  }

  private func feed(_ url: String, _ key: String = "") throws -> FeedSettings {
    let text = "[[feed]]\nurl = \"\(url)\"\nallow_private = true\n\(key)\n"
    return try #require(try load(["rassegna.toml": text]).feeds.first)
  }

  private func withParts(_ body: (LifeSigns) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      let store = try Store(path: folder + "/rassegna.db")
      let fetcher = Fetcher()
      let poller = Poller(
        Poller.Tools(fetcher: fetcher, store: store, clock: .system, log: Log(.nobody)),
        settings: PollingSettings(), userAgent: "test")
      try await body(LifeSigns(store: store, fetcher: fetcher, poller: poller))
      await poller.stop()
      await fetcher.shutDown()
      await poller.drained()
    }
  }
}

/// A pipe that a queue blocks on until the test opens it.
private final class Gate: Sendable {
  private let reading: Int32
  private let writing: Int32
  private let blocked: AsyncStream<Void>
  private let block: AsyncStream<Void>.Continuation

  init() {
    var ends: [Int32] = [0, 0]
    _ = unsafe pipe(&ends)
    (reading, writing) = (ends[0], ends[1])
    (blocked, block) = AsyncStream.makeStream(of: Void.self)
  }

  deinit {
    close(reading)
    close(writing)
  }

  /// Holds the thread that calls it.
  func pass() {
    block.yield()
    _ = isOpen(withinMilliseconds: -1)
  }

  func waitUntilBlocked() async {
    for await _ in blocked { break }
  }

  func open() {
    let byte: UInt8 = 1
    _ = unsafe withUnsafePointer(to: byte) { unsafe write(writing, $0, 1) }
  }

  func isOpen(withinMilliseconds limit: Int32) -> Bool {
    var request = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&request, 1, limit) == 1
  }
}

extension Store {
  fileprivate func wait(for gate: Gate) { gate.pass() }
}

extension Fetcher {
  fileprivate func wait(for gate: Gate) { gate.pass() }
}
