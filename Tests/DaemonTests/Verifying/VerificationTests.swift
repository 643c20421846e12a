import Digests
import FoundationEssentials
import Links
import Stories
import Testing

@testable import Daemon
@testable import Storage

@Suite struct VerificationTests {
  /// Two editions: stories of one source and of two, a correction, an item that is pending.
  private func bureau(_ body: (Bureau) async throws -> Void) async throws {
    try await Bureau.open { room in
      try await room.poll(["1": "The bridge is open", "2": "The market falls"])
      try await room.poll(["x": "The bridge is open"], of: Bureau.courier)
      try await room.publish()
      try await room.poll(["1": "The bridge is closed", "3": "Rain over the coast"])
      try await room.publish(at: Bureau.seven + 3_600)
      try await room.poll(["4": "A quiet evening in town"])
      try await body(room)
    }
  }

  @Test func `in a sound database every item is exactly one of five`() async throws {
    try await bureau { room in
      let report = try await room.verify()
      #expect(report.isSound, "\(report.findings)")
      let account = try #require(report.digests["daily"])
      #expect(
        [account.items, account.printed, account.merged, account.pending, account.outside]
          == [5, 3, 1, 1, 0])
      #expect(account.editions == 2)
    }
  }

  /// What is done to the database, and what `verify` finds.
  private static let damages = [
    ("DELETE FROM ledger WHERE item = 2", "lost told-without-row"),
    ("DELETE FROM ledger WHERE item = 3", "lost"),
    ("UPDATE ledger SET outcome = 'left out' WHERE item = 3", "no-rule"),
    ("UPDATE ledger SET outcome = 'printed' WHERE item = 3", "not-in-its-edition"),
    (
      "UPDATE ledger SET merged_into = 2 WHERE item = 3; DELETE FROM ledger WHERE item = 2",
      "lost merged-into-nothing told-without-row"
    ),
    ("UPDATE ledger SET edition = 99 WHERE item = 2", "no-edition told-without-row"),
    ("UPDATE ledger SET edition = 2 WHERE item = 2", "not-in-its-edition told-without-row"),
    ("DELETE FROM scope WHERE feed = (SELECT feed FROM item WHERE seq = 3)", "told-outside"),
    ("UPDATE scope SET after_seq = 2", "told-outside told-outside"),
    ("UPDATE edition SET content = x'7B7D' WHERE number = 1", "unreadable-edition"),
    (
      "UPDATE edition SET content = (SELECT content FROM edition WHERE number = 2)",
      "unreadable-edition"
    ),
    ("UPDATE edition SET number = 7 WHERE number = 2", "missing-edition"),
    ("DELETE FROM item WHERE seq = 4", "row-without-item"),
    ("UPDATE digest SET cutoff_seq = 5", "lost"),
  ]

  @Test(arguments: damages)
  func `a database that was broken is found out`(damage: String, kinds: String) async throws {
    try await bureau { room in
      let connection = try Connection(path: room.database, mode: .readWrite)
      try connection.execute("PRAGMA foreign_keys = OFF; " + damage)
      let report = try await room.verify()
      #expect(report.findings.map(\.kind).sorted().joined(separator: " ") == kinds)
      #expect(report.findingsCount == report.findings.count)
      #expect(!report.isSound)
    }
  }

  @Test func `feeds that come and go stay provable`() async throws {
    try await bureau { room in
      var alone = room
      alone.configuration.feeds.removeAll { $0.url.string == Bureau.courier }
      try await alone.poll(["y": "A storm is coming up"], of: Bureau.courier)
      #expect(try await alone.verify().digests["daily"]?.outside == 1)
      try await alone.publish(at: Bureau.seven + 7_200)
      try await room.poll(["z": "The storm has passed by"], of: Bureau.courier)
      try await room.publish(at: Bureau.seven + 10_800)
      let report = try await room.verify()
      #expect(report.isSound, "\(report.findings)")
      #expect(report.digests["daily"]?.outside == 1)
      #expect(report.digests["daily"]?.printed == 5)
    }
  }

  @Test func `a new digest is not held to what came before it`() async throws {
    try await bureau { room in
      try await room.store.registerDigests(
        ["new"], from: Bureau.seven, at: Bureau.seven)
      let report = try await room.verify()
      #expect(report.isSound)
      #expect(report.digests["new"]?.outside == 5)
    }
  }

  @Test func `items that are late, back-dated or from the future reach the next edition`()
    async throws
  {
    try await bureau { room in
      try await room.publish(at: Bureau.seven + 86_400)
      try await room.poll(["5": "An old letter was found"], at: Bureau.seven - 9e8)
      try await room.poll(["6": "News of another century"], at: Bureau.seven + 9e8)
      let edition = try await room.publish(at: Bureau.seven + 90_000)
      #expect(edition.counts.stories == 2)
      #expect(try await room.verify().isSound)
    }
  }

  @Test func `missed editions that are caught up each tell what was published by then`()
    async throws
  {
    try await Bureau.open { room in
      try await room.poll(["1": "Told on the first day"], at: Bureau.seven - 60)
      try await room.poll(["2": "Told on the second day"], at: Bureau.seven + 3_600)
      try await room.poll(["3": "Told on the third day"], at: Bureau.seven + 90_000)
      let moments = (0...2).map { Bureau.seven + Double($0) * 86_400 }
      let published = await room.editor.publish(room.digest, for: moments).published
      #expect(published.map(\.edition.counts.stories) == [1, 1, 1])
      #expect(published.map(\.edition.masthead.day.description).last == "2026-11-26")
      let report = try await room.verify()
      #expect(report.isSound, "\(report.findings)")
      #expect(report.digests["daily"]?.printed == 3)
    }
  }

  @Test func `a day's editions are written again to the byte`() async throws {
    try await bureau { room in
      let path = room.digest.directory + "/2026-11-24.html"
      let before = try Data(contentsOf: URL(filePath: path))
      try FileManager.default.removeItem(atPath: path)
      let rebuilt = try await room.editor.rebuild(
        room.digest, day: Day(year: 2026, month: 11, day: 24))
      #expect(rebuilt.count == 2)
      #expect(try Data(contentsOf: URL(filePath: path)) == before)
      let preview = try await room.editor.preview(room.digest, at: Bureau.seven + 7_200)
      #expect(preview.counts.stories == 1)
      #expect(try await room.verify().digests["daily"]?.pending == 1)
    }
  }
}
