import FoundationEssentials
import Glibc
import ScriptServer
import Testing

@testable import Daemon
@testable import Storage

@Suite(.timeLimit(.minutes(2))) struct PollBesideDaemonTests {
  /// Two feeds of a server, the second of which is none.
  private func configuration(_ server: ScriptServer) -> String {
    """
    [polling]
    allow_private = true
    per_host = 8
    host_gap = "0s"
    [digest.daily]
    at = ["07:00"]
    [[feed]]
    url = "\(server.url("/good"))"
    title = "Good"
    [[feed]]
    url = "\(server.url("/bad"))"
    """
  }

  private func server() async -> ScriptServer {
    await ScriptServer { request in
      request.path == "/good" ? .http(200, text: feed(["One", "Two"])) : .http(404)
    }
  }

  @Test func `a poll beside a daemon prints what one without it prints`() async throws {
    let server = await server()
    let alone = try await withTemporaryFolder { folder in
      try write(configuration(server), to: folder + "/rassegna.toml")
      return try await Run(
        ["poll", "--all", "--config", folder + "/rassegna.toml"],
        environment: ["STATE_DIRECTORY": folder + "/state"], in: folder)
    }
    // The daemon has its feeds' first polls before it, so that the command's are the first ones too.
    let wait = putOff(["/good", "/bad"].map(server.url))
    try await withDaemon(configuration(server), prepare: wait) { daemon in
      _ = await daemon.notifications.next(with: "READY=1")
      let beside = try await daemon.run("poll", "--all")
      #expect(beside.ending == .exit(0))
      #expect(beside.output == alone.output)
      #expect(
        beside.output == "Polled 2 feeds: 2 new items, 0 updated; 0 not modified. 1 failed.\n")
      #expect(events(beside) == events(alone))
    }
    await server.stop()
  }

  /// Makes feeds known that are due in an hour.
  private func putOff(_ urls: [String]) -> (String) async throws -> Void {
    { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/state", withIntermediateDirectories: true)
      let path = folder + "/state/rassegna.db"
      _ = try await Store(path: path).register(urls)
      let due = Int(Date().timeIntervalSince1970) + 3600
      try Connection(path: path, mode: .readWrite).execute(
        "UPDATE feed SET next_poll_at_s = \(due)")
    }
  }

  @Test func `json is the same object, and feeds can be named`() async throws {
    let server = await server()
    try await withDaemon(configuration(server)) { daemon in
      _ = await daemon.log.next(with: "poll feed=\(server.url("/good"))")
      let run = try await daemon.run("poll", "--json", "Good")
      #expect(run.errors == "")
      #expect(
        run.output.hasPrefix(
          #"{"polled": 1, "modified": 0, "not_modified": 1, "failed": 0, "new_items": 0, "#
            + #""updated_items": 0, "duration_s": "#))
      let bad = try await daemon.run("poll", server.url("/bad"))
      #expect(bad.ending == .exit(1))
      let none = try await daemon.run("poll", "Unknown")
      #expect(none.ending == .exit(66))
      #expect(none.errors == "rassegna poll: no feed 'Unknown' is configured\n")
    }
    await server.stop()
  }

  @Test func `a digest beside a daemon is written by it, once`() async throws {
    let server = await server()
    try await withDaemon(configuration(server)) { daemon in
      _ = await daemon.log.next(with: "poll feed=\(server.url("/good"))")
      let first = try await daemon.run("digest", "daily")
      let lines = first.output.split(separator: "\n").map(String.init)
      #expect(lines.first == "daily: 2 stories")
      for path in lines.filter({ $0.hasPrefix("  /") }) {
        #expect(FileManager.default.fileExists(atPath: String(path.dropFirst(2))))
      }
      #expect(Set(lines.suffix(2)) == ["  · One", "  · Two"])
      let second = try await daemon.run("digest")
      #expect(second.output == "daily: nothing new since the last edition.\n")
      #expect(try await daemon.run("digest", "weekly").ending == .exit(66))
    }
    await server.stop()
  }

  @Test func `a poll is told when the daemon is ended under it`() async throws {
    let server = await ScriptServer { _ in ScriptServer.Reply("", end: .silence) }
    try await withDaemon(configuration(server)) { daemon in
      _ = await daemon.notifications.next(with: "READY=1")
      let command = Task { try await daemon.run("poll", "--all") }
      _ = await daemon.log.next(with: "request poll=all")
      #expect(await daemon.terminate() == .exit(0))
      let run = try await command.value
      #expect(run.ending == .exit(75))
    }
    await server.stop()
  }

  @Test func `without a daemon that answers, the lock is named`() async throws {
    try await withTemporaryFolder { folder in
      try write("", to: folder + "/rassegna.toml")
      try FileManager.default.createDirectory(
        atPath: folder + "/state", withIntermediateDirectories: false)
      let lock = try InstanceLock(path: folder + "/state/rassegna.lock")
      let run = try await Run(
        ["poll", "--config", folder + "/rassegna.toml"],
        environment: ["STATE_DIRECTORY": folder + "/state"], in: folder)
      #expect(run.ending == .exit(75))
      #expect(
        run.errors == "rassegna poll: another rassegna has the database (process \(getpid()))\n")
      withExtendedLifetime(lock) {}
    }
  }

  /// The lines of standard error without their times, in no order.
  private func events(_ run: Run) -> Set<Substring> {
    Set(run.errors.split(separator: "\n").map { $0.dropFirst(10) })
  }
}
