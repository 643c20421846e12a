import FoundationEssentials
import Links
import Testing

@testable import Daemon
@testable import Storage

@Suite struct HealthTests {
  private let now = Date(timeIntervalSince1970: 1_795_503_600)

  private func feed(_ name: String) throws -> FeedSettings {
    FeedSettings(
      url: try #require(WebURL("https://\(name).example/feed")), title: name,
      interval: .seconds(3600), followsRhythm: true,
      allowsPrivateAddresses: false, place: ConfigurationPlace(file: "x", position: nil))
  }

  private func state(_ change: (inout FeedState) -> Void = { _ in }) -> FeedState {
    var state = FeedState(id: 1, url: "", nextPollAt: now.addingTimeInterval(600))
    state.checkedAt = now.addingTimeInterval(-3000)
    change(&state)
    return state
  }

  private func facts(
    _ change: (inout Health.Facts) -> Void = { _ in }
  ) -> Health.Facts {
    var facts = Health.Facts(
      holder: .process(7),
      inventory: StoreInventory(
        items: 1, lastSeq: 1, newestItemAt: nil, tombstones: 0, editions: 0,
        unpublishedEditions: [:],
        unindexedItems: 0, databaseBytes: 1),
      room: DiskRoom(freeBytes: 1 << 40, freeFiles: 1 << 20), feeds: [], digests: [],
      digestStates: [])
    change(&facts)
    return facts
  }

  private func problems(_ change: (inout Health.Facts) -> Void) -> [String] {
    Health(facts(change), at: now).problems
  }

  @Test func `nothing is wrong with a daemon that runs`() {
    #expect(problems { _ in } == [])
  }

  @Test func `files that are not written are told of digests that are configured`() {
    let said = problems {
      $0.digests = [DigestSettings(name: "daily")]
      $0.inventory.unpublishedEditions = ["daily": 1, "removed": 2]
    }
    #expect(said == ["1 fixed edition without files: they could not be written"])
    #expect(problems { $0.inventory.unpublishedEditions = ["removed": 2] } == [])
  }

  @Test func `what a daemon that runs can not do needs a look`() {
    #expect(problems { $0.troubles = ["metrics": "no\u{1B}t"] } == ["metrics: no\u{FFFD}t"])
    let stopped = problems {
      ($0.troubles, $0.holder) = (["metrics": "not"], .nobody)
    }
    #expect(!stopped.contains { $0.contains("metrics") })
  }

  @Test func `a daemon that does not run needs a look, and not its late feeds`() throws {
    let late = (try feed("a"), state { $0.nextPollAt = self.now.addingTimeInterval(-9999) })
    let said = problems {
      $0.holder = .nobody
      $0.feeds = [late]
    }
    #expect(said == ["the daemon does not run: nothing is polled by itself"])
    #expect(problems { $0.feeds = [late] } == ["1 of 1 feed is late"])
  }

  @Test func `a feed that fails is told, and more than half of them need a look`() throws {
    let well = (try feed("a"), state())
    let ill = (
      try feed("b"),
      state {
        $0.failures = 3
        $0.failingSince = self.now.addingTimeInterval(-7200)
        $0.failure = "HTTP 500"
      }
    )
    let health = Health(facts { $0.feeds = [well, ill] }, at: now)
    #expect(health.problems == [])
    #expect(health.failing.map(\.name) == ["b"])
    #expect(
      problems { $0.feeds = [well, ill, ill] } == ["2 of 3 feeds fail: is the network there?"])
  }

  @Test func `an edition that is not written in time is late`() {
    let digest = DigestSettings(name: "daily")
    var skipping = digest
    skipping.missedEditions = .skip
    skipping.times = TimeOfDay("05:30").map { [$0] } ?? []
    func late(_ seconds: Double, _ digest: DigestSettings) -> [String] {
      problems {
        $0.digests = [digest]
        let last = self.now.addingTimeInterval(-86_400 - seconds)
        $0.digestStates = [
          DigestState(name: "daily", registeredAt: last, lastDueAt: last)
        ]
      }
    }
    // 2026-11-24 07:00 is the moment of the test.
    #expect(late(0, digest) == [])
    #expect(late(3 * 86_400, digest).count == 1)
    // One of the future holds no other up, and one that is skipped is not waited for.
    #expect(late(-9e8 - 86_400, digest) == [])
    #expect(late(3 * 86_400, skipping) == [])
    #expect(Health(facts { $0.digests = [digest] }, at: now).digests.map(\.lastAt) == [nil])
  }

  /// The states of the letters of three editions, the newest first; how many are told.
  @Test(
    arguments: [
      ([.sent, .sent, .sent], 0, false), ([.waiting, .sent, .givenUp], 2, false),
      ([.sending, .sent, .sent], 1, false), ([.sent, .givenUp, .sent], 1, false),
      ([.givenUp, .sent, .sent], 1, true),
    ] as [([OutboxLetter.State], Int, Bool)])
  func `letters that are not sent are told, a newest one that is given up needs a look`(
    states: [OutboxLetter.State], told: Int, needsALook: Bool
  ) {
    let letters = states.enumerated().map { place, state in
      OutboxLetter(
        digest: "daily", number: 3 - place, state: state, attempts: 1, isDoubtful: false,
        putAt: now, nextAttemptAt: now)
    }
    let health = Health(
      facts {
        $0.digests = [DigestSettings(name: "daily"), DigestSettings(name: "weekly")]
        $0.letters = letters
      }, at: now)
    #expect(health.digests.map(\.letters.count) == [told, 0])
    #expect(
      health.problems
        == (needsALook ? ["edition 3 of 'daily' is not mailed, and not tried again"] : []))
  }

  @Test(arguments: [
    (DiskRoom(freeBytes: 1 << 20, freeFiles: 1 << 20), 1),
    (DiskRoom(freeBytes: 1 << 40, freeFiles: 3), 1),
    (DiskRoom(freeBytes: 1 << 40, freeFiles: .max), 0),
  ])
  func `a disk that is nearly full needs a look`(room: DiskRoom, count: Int) {
    #expect(problems { $0.room = room }.count == count)
  }

  @Test(arguments: [
    (0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (3_140_000_000, "3.1 GB"),
    (45_600_000, "46 MB"),
  ])
  func `sizes for people`(bytes: Int, text: String) {
    #expect(ByteCount(bytes: bytes).rounded == text)
  }
}
