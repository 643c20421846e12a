import FoundationEssentials
import Stories
import Testing

@testable import Storage

/// Monday, 23 November 2026, 07:00 in Greenwich.
private let now = date(1_795_417_200)
private let url = "https://a.example/feed"

extension Store {
  /// Polls the feed once, which then sends these texts, each under the GUID before the colon.
  func poll(_ texts: String..., of url: String = url, at now: Date = now, backlogEnd: Date? = nil)
    throws
  {
    let sightings = try texts.map { text in
      let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
      return try sighting(parts[0], parts[1])
    }
    _ = try record(
      [PollRecord(feed: try known(url), sightings: sightings, backlogEnd: backlogEnd)], at: now)
  }

  /// Fixes an edition that prints everything pending, and returns what it was made of.
  @discardableResult
  func printAll(_ digest: String = "daily", feeds: Set<String> = [url]) throws -> PendingEdition {
    let pending = try pending(digest, feeds: feeds)
    let ledger = pending.items.map {
      LedgerEntry(
        seq: $0.seq, revision: $0.revision,
        outcome: pending.toldStories.contains($0.story) ? .merged(into: $0.story) : .printed)
    }
    let settlement = Settlement(
      feeds: feeds,
      corrections: pending.edited.map {
        Correction(seq: $0.item.seq, revision: $0.item.revision)
      }, editCutoff: pending.editCutoff)
    try fix(
      EditionRecord(
        digest: digest, number: pending.number, date: "2026-11-23", part: pending.number,
        dueAt: now, cutoff: pending.cutoff, content: []),
      ledger: ledger, settling: settlement)
    return pending
  }
}

@Suite struct CorrectionTests {
  private func printed(_ body: @escaping (Store) async throws -> Void) async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      try await store.poll("1:Tow dead", "2:Another")
      try await store.printAll()
      try await body(store)
    }
  }

  @Test func `an edited item is told as a correction once, and never as a new story`() async throws
  {
    try await printed { store in
      try await store.poll("1:Two dead", at: now.addingTimeInterval(600))
      let second = try await store.printAll()
      #expect(second.items.isEmpty)
      #expect(second.edited.map(\.item.title) == ["Two dead"])
      #expect(second.edited.map(\.toldTitle) == ["Tow dead"])
      #expect(second.edited.map(\.toldOn) == ["2026-11-23"])
      #expect(second.edited.map(\.editedAt) == [now.addingTimeInterval(600)])
      #expect(try await store.printAll().edited.isEmpty)
    }
  }

  @Test func `ten edits between two editions are one correction, from what was told`() async throws
  {
    try await printed { store in
      for number in 1...10 { try await store.poll("1:Dead are \(number)") }
      let edited = try await store.printAll().edited
      #expect(edited.map(\.toldTitle) == ["Tow dead"])
      #expect(edited.map(\.item.title) == ["Dead are 10"])
      try await store.poll("1:Dead are 11")
      #expect(try await store.printAll().edited.map(\.toldTitle) == ["Dead are 10"])
    }
  }

  @Test func `an edit that is taken back is no correction`() async throws {
    try await printed { store in
      try await store.poll("1:Two dead")
      try await store.poll("1:Tow dead")
      #expect(try await store.printAll().edited.isEmpty)
    }
  }

  @Test func `an item that was edited before it was told is told as it is`() async throws {
    try await printed { store in
      try await store.poll("3:Befor")
      try await store.poll("3:Before")
      let second = try await store.printAll()
      #expect(second.items.map(\.title) == ["Before"])
      #expect(second.edited.isEmpty)
      #expect(try await store.printAll().edited.isEmpty)
    }
  }

  @Test func `the item of a feed that left the digest is not corrected there`() async throws {
    try await printed { store in
      try await store.poll("1:Two dead")
      #expect(try await store.pending("daily", feeds: []).edited.isEmpty)
    }
  }
}

@Suite struct TallyTests {
  @Test func `items are counted by spans of a day that end with the edition`() async throws {
    try await withStore { store in
      let hour = 3_600.0
      try await store.poll("1:One", at: now.addingTimeInterval(-50 * hour))
      try await store.poll("2:Two", "3:Three", at: now.addingTimeInterval(-25 * hour))
      try await store.poll("4:Four", at: now.addingTimeInterval(-23 * hour))
      try await store.poll("5:Five", at: now)
      try await store.poll("6:Six", of: "https://b.example/feed", at: now)
      try await store.poll("7:Seven", at: now.addingTimeInterval(2 * hour))
      #expect(
        try await store.dailyItems(before: now, days: 3)
          == [url: [1, 2, 2], "https://b.example/feed": [0, 0, 1]])
      #expect(try await store.watchedDays(before: now, days: 4) == [false, true, true, true])
    }
  }

  @Test func `an edit and the backlog of a new feed are not counted`() async throws {
    try await withStore { store in
      var old = try sighting("0", "Zero")
      old.published = now.addingTimeInterval(-90_000)
      let feed = try await store.known(url)
      _ = try await store.record(
        [
          PollRecord(
            feed: feed, sightings: [old, try sighting("1", "One")],
            backlogEnd: now.addingTimeInterval(-86_400))
        ], at: now)
      try await store.poll("1:Uno")
      #expect(try await store.dailyItems(before: now, days: 1) == [url: [1]])
    }
  }
}

@Suite struct DigestStateTests {
  @Test func `the last edition is the one with the highest number, whatever its moment`()
    async throws
  {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      for (number, dueAt) in [(1, now.addingTimeInterval(1e9)), (2, now)] {
        try await store.fix(
          EditionRecord(
            digest: "daily", number: number, date: "2026-11-23", part: number, dueAt: dueAt,
            cutoff: 0, content: []), ledger: [])
      }
      #expect(try await store.digestStates().map(\.lastDueAt) == [now])
    }
  }

  @Test func `an item that was told early is not pending`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      try await store.poll("1:One", "2:Two")
      try await store.fix(
        EditionRecord(
          digest: "daily", number: 1, date: "2026-11-23", part: 1, dueAt: now, cutoff: 0,
          content: []),
        ledger: [LedgerEntry(seq: 2, revision: 1, outcome: .printed)])
      let pending = try await store.pending("daily", feeds: [url])
      #expect(pending.items.map(\.seq) == [1])
      #expect([pending.previousCutoff, pending.cutoff] == [0, 2])
    }
  }
}
