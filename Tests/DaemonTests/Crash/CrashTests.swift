import FoundationEssentials
import Glibc
import ScriptServer
import Testing

@testable import Daemon
@testable import Storage

/// `kill -9` in the middle of a poll and of a digest, then the same command again: nothing is lost,
/// nothing is there twice, and `verify` agrees (invariants 1, 2, 3).
///
/// The moments come from a seed that is printed; `CRASH_SEED` repeats them as far as the machine does,
/// `CRASH_KILLS` is how many kills there are. `make crash` makes 200 of each kind.
@Suite(.serialized, .timeLimit(.minutes(15))) struct CrashTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let kills = environment["CRASH_KILLS"].flatMap { Int($0) } ?? 5
  private static let seed =
    environment["CRASH_SEED"].flatMap { UInt64($0) } ?? .random(in: 0...UInt64(UInt32.max))

  @Test func `a poll that is killed loses no item and stores none twice`() async throws {
    let server = await Newsroom.server()
    let whole = try await withTemporaryFolder { folder in
      let scene = try Scene(in: folder, server)
      let changes = try await scene.changes(of: "poll", "--all")
      return (items: try await scene.items(), changes: changes)
    }
    #expect(whole.items.count == Newsroom.items)
    try await repeatedly("poll", upTo: whole.changes) { moment, _ in
      try await withTemporaryFolder { folder in
        let scene = try Scene(in: folder, server)
        guard try await scene.kill(at: moment, "poll", "--all") else { return .missed }
        let left = try await scene.items()
        #expect(Set(left).isSubset(of: whole.items))
        #expect(Set(left).count == left.count)
        _ = try await scene.run("poll", "--all")
        #expect(try await scene.items() == whole.items)
        #expect(try scene.isSound)
        _ = try await scene.run("verify")
        return left.isEmpty || left.count == whole.items.count ? .edge : .partial
      }
    }
    await server.stop()
  }

  @Test func `a digest that is killed is whole the next time, told once, mailed once`()
    async throws
  {
    let server = await Newsroom.server()
    let mail = await MailScriptServer { MailScriptServer.reply(to: $0) }
    let changes = try await withTemporaryFolder { folder in
      let scene = try Scene(in: folder, server, mail: mail.port)
      _ = try await scene.run("poll", "--all")
      return try await scene.changes(of: "digest")
    }
    try await repeatedly("digest", upTo: changes) { moment, _ in
      try await withTemporaryFolder { folder in
        let scene = try Scene(in: folder, server, mail: mail.port)
        _ = try await scene.run("poll", "--all")
        let before = await mail.messages.count
        guard try await scene.kill(at: moment, "digest") else { return .missed }
        let isHalfDone = try await !scene.unpublished.isEmpty
        _ = try await scene.run("digest")
        #expect(try await scene.unpublished.isEmpty)
        try await scene.checkEditions()
        try await scene.checkMail(mail.messages.dropFirst(before))
        #expect(try scene.isSound)
        _ = try await scene.run("verify")
        return isHalfDone ? .partial : .edge
      }
    }
    await mail.stop()
    await server.stop()
  }

  /// What a kill met.
  private enum Hit {
    /// The process had ended before.
    case missed
    /// Nothing was done, or everything.
    case edge
    case partial
  }

  /// Kills at random moments until there were enough kills, one of which at least in a partial state.
  private func repeatedly(
    _ command: String, upTo changes: Int, _ attempt: (Int, Int) async throws -> Hit
  ) async throws {
    var random = SplitMix(seed: Self.seed)
    var hits: [Hit] = []
    for number in 0..<(Self.kills * 10) {
      let moment = Int.random(in: 1...max(1, changes), using: &random)
      let hit = try await attempt(moment, number)
      if hit != .missed { hits.append(hit) }
      if hits.count >= Self.kills && hits.contains(.partial) { break }
    }
    let partial = hits.count { $0 == .partial }
    print(
      "crash: \(command): CRASH_SEED=\(Self.seed), \(hits.count) kills within \(changes) changes, "
        + "\(partial) of them in a partial state")
    #expect(hits.count >= Self.kills)
    #expect(partial > 0)
  }
}
