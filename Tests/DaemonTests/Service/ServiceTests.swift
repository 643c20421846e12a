import FoundationEssentials
import Glibc
import ScriptServer
import Storage
import Testing

@testable import Daemon

/// The daemon as a process, as systemd sees it.
@Suite(.timeLimit(.minutes(2))) struct ServiceTests {
  private func configuration(_ urls: [String], digest: String = "at = [\"07:00\"]") -> String {
    let feeds = urls.map { "[[feed]]\nurl = \"\($0)\"\n" }
    return """
      [polling]
      allow_private = true
      host_gap = "0s"
      [digest.daily]
      \(digest)
      \(feeds.joined())
      """
  }

  private func server() async -> ScriptServer {
    await ScriptServer { request in .http(200, text: feed(["\(request.path) one"])) }
  }

  /// The digest is two days old and has no edition: the machine was off.
  private func missEditions(in folder: String) async throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/state", withIntermediateDirectories: true)
    let store = try Store(path: folder + "/state/rassegna.db")
    let before = Date().addingTimeInterval(-2 * 86_400)
    try await store.registerDigests(["daily"], from: before, at: before)
  }

  @Test func `it is ready when it can work, polls what is due, and ends on SIGTERM`() async throws {
    let server = await server()
    try await withDaemon(configuration([server.url("/a")])) { daemon in
      #expect(await daemon.notifications.next(with: "READY=1") != nil)
      #expect(await daemon.log.next(with: "poll feed=\(server.url("/a")) new=1") != nil)
      daemon.child.send(SIGTERM)
      #expect(await daemon.notifications.next(with: "STOPPING=1") != nil)
      #expect(await daemon.child.end() == .exit(0))
      #expect(FileManager.default.fileExists(atPath: daemon.state + "/rassegna.socket") == false)
    }
    await server.stop()
  }

  @Test func `SIGTERM in the middle of a transfer ends it, and is no failure of the feed`()
    async throws
  {
    let server = await ScriptServer { _ in
      ScriptServer.Reply("HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n<rss>", end: .silence)
    }
    try await withDaemon(configuration([server.url("/a")])) { daemon in
      while await server.requests.isEmpty { await Task.yield() }
      let begun = ContinuousClock.now
      #expect(await daemon.terminate() == .exit(0))
      #expect(ContinuousClock.now - begun < .seconds(5))
      let store = try Store(reading: daemon.state + "/rassegna.db")
      let state = try #require(try await store.feedStates().first)
      #expect(state.failures == 0)
      #expect(state.checkedAt == nil)
    }
    await server.stop()
  }

  @Test(
    arguments: [
      ("[digest.daily]\nat = [\"25:00\"]\n", "25:00"), ("feeds = []\n", "feeds"),
      ("[[feed]\n", "rassegna.toml"), ("\u{0}\u{1}", "rassegna.toml"),
    ])
  func `a configuration that does not load changes nothing`(broken: String, named: String)
    async throws
  {
    let server = await server()
    try await withDaemon(configuration([server.url("/a")])) { daemon in
      _ = await daemon.log.next(with: "poll feed=\(server.url("/a"))")
      try write(broken, to: daemon.configuration)
      daemon.child.send(SIGHUP)
      #expect(await daemon.notifications.next(with: "RELOADING=1") != nil)
      let line = await daemon.log.next(with: "reload")
      #expect(line?.contains("error") == true)
      #expect(line?.contains(named) == true)
      #expect(line?.contains("kept=\"the old configuration\"") == true)
      #expect(await daemon.notifications.next(with: "READY=1") != nil)
      // The old one is whole: its feed is known and is polled, its digest is written.
      try write(configuration([server.url("/a")]), to: daemon.folder + "/other.toml")
      let poll = try await Run(
        ["poll", "--all", "--json", "--config", daemon.folder + "/other.toml"],
        environment: ["STATE_DIRECTORY": daemon.state], in: daemon.folder)
      #expect(poll.output.hasPrefix("{\"polled\": 1,"))
    }
    await server.stop()
  }

  @Test func `a reload that the store does not take changes nothing`() async throws {
    let server = await server()
    try await withDaemon(configuration([server.url("/a")])) { daemon in
      _ = await daemon.log.next(with: "poll feed=\(server.url("/a"))")
      try write(configuration([server.url("/b")]), to: daemon.configuration)
      try rename("digest", to: "away", in: daemon.state + "/rassegna.db")
      daemon.child.send(SIGHUP)
      #expect(await daemon.log.next(with: "kept=\"the old configuration\"") != nil)
      try rename("away", to: "digest", in: daemon.state + "/rassegna.db")
      let poll = try await daemon.run("poll", "--all", "--json")
      #expect(poll.output.hasPrefix("{\"polled\": 1,"))
      #expect(await server.requests.map(\.path) == ["/a", "/a"])
    }
    await server.stop()
  }

  @Test func `a configuration that loads is followed`() async throws {
    let server = await server()
    try await withDaemon(configuration([server.url("/a")])) { daemon in
      _ = await daemon.log.next(with: "poll feed=\(server.url("/a"))")
      try write(configuration([server.url("/b")]), to: daemon.configuration)
      daemon.child.send(SIGHUP)
      #expect(await daemon.log.next(with: "poll feed=\(server.url("/b")) new=1") != nil)
      #expect(await server.requests.map(\.path) == ["/a", "/b"])
    }
    await server.stop()
  }

  @Test func `an edition that was missed is written at the start, once`() async throws {
    let server = await server()
    try await withDaemon(configuration([server.url("/a")]), prepare: missEditions) { daemon in
      let line = await daemon.log.next(with: "digest name=daily")
      let path = try #require(line?.split(separator: "file=").last.map(String.init))
      #expect(FileManager.default.fileExists(atPath: path))
      #expect(await daemon.terminate() == .exit(0))
      let store = try Store(reading: daemon.state + "/rassegna.db")
      let states = try await store.digestStates()
      #expect(try #require(states.first?.lastDueAt) <= Date())
      let name = path.split(separator: "/").last.map { String($0.prefix(10)) }
      #expect(try await store.editions("daily", date: name ?? "").map(\.number) == [1])
    }
    await server.stop()
  }

  @Test func `files of an edition that a crash left without are written at the start`()
    async throws
  {
    let server = await server()
    try await withDaemon(configuration([server.url("/a")])) { daemon in
      _ = await daemon.log.next(with: "poll feed=\(server.url("/a"))")
      let run = try await daemon.run("digest", "daily")
      let paths = run.output.split(separator: "\n").filter { $0.hasPrefix("  /") }
        .map { String($0.dropFirst(2)) }
      #expect(paths.count >= 3)
      let pages = try paths.map { try String(contentsOfFile: $0, encoding: .utf8) }
      #expect(await daemon.terminate() == .exit(0))
      // As if it had been killed between the commit and the files.
      for path in paths { try FileManager.default.removeItem(atPath: path) }
      try forgetFiles(of: daemon.state + "/rassegna.db")
      let again = try await DaemonProcess(in: daemon.folder)
      defer { again.child.send(SIGKILL) }
      #expect(await again.notifications.next(with: "READY=1") != nil)
      #expect(try paths.map { try String(contentsOfFile: $0, encoding: .utf8) } == pages)
      #expect(await again.terminate() == .exit(0))
    }
    await server.stop()
  }

  @Test func `an edition that can not be written is fixed once, and written when it can be`()
    async throws
  {
    let server = await server()
    // A file stands where the folder would be.
    let prepare: (String) async throws -> Void = { folder in
      try await missEditions(in: folder)
      try write("in the way", to: folder + "/state/digests")
    }
    try await withDaemon(configuration([server.url("/a")]), prepare: prepare) { daemon in
      let line = await daemon.log.next(with: "digest name=daily")
      #expect(line?.contains("edition 1 is fixed, not written yet") == true)
      let again = try await daemon.run("digest")
      #expect(again.ending == .exit(73))
      #expect(again.errors.contains("daily: "))
      try FileManager.default.removeItem(atPath: daemon.state + "/digests")
      #expect(try await daemon.run("digest").ending == .exit(0))
      #expect(await daemon.terminate() == .exit(0))
      let store = try Store(reading: daemon.state + "/rassegna.db")
      #expect(try await store.synopses("daily").count == 1)
      #expect(try await store.unpublishedEditions(of: "daily").isEmpty)
      #expect(FileManager.default.fileExists(atPath: daemon.state + "/digests/daily/latest.html"))
    }
    await server.stop()
  }

  @Test func `the watchdog is fed while it lives`() async throws {
    let watchdog = ["WATCHDOG_USEC": "100000"]
    try await withDaemon(configuration([]), environment: watchdog) { daemon in
      for _ in 0..<3 { #expect(await daemon.notifications.next(with: "WATCHDOG=1") != nil) }
      // One that is stopped says nothing; what was on its way is passed over.
      daemon.child.send(SIGSTOP)
      daemon.child.send(SIGCONT)
      #expect(await daemon.notifications.next(with: "WATCHDOG=1") != nil)
    }
  }

  @Test func `a second daemon is refused and says who has the database`() async throws {
    try await withDaemon(configuration([])) { daemon in
      _ = await daemon.notifications.next(with: "READY=1")
      let second = try await daemon.run("run")
      #expect(second.ending == .exit(75))
      #expect(second.errors.contains("(process \(daemon.child.id))"))
    }
  }
}
