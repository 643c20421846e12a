import Feeds
import FoundationEssentials
import Stories
import Testing

@testable import Storage

@Suite struct PurgeTests {
  private let start = Date(timeIntervalSince1970: 1_795_503_600)
  private let year = RetentionPolicy(
    maximumAgeSeconds: 365 * 86_400, maximumItemsPerFeed: nil, digests: ["daily"])

  private func day(_ number: Double) -> Date { start.addingTimeInterval(number * 86_400) }

  /// Stores one item of a feed on a day.
  private func add(
    _ guid: String, _ text: String, feed url: String = "https://a.example/feed", to store: Store,
    on number: Double = 0
  ) async throws -> [Store.Change] {
    var feed = try await store.known(url)
    feed.firstPolledAt = start
    feed.refreshedAt = day(number)
    let poll = PollRecord(feed: feed, sightings: [try sighting(guid, text)])
    return try await store.record([poll], at: day(number))[0]
  }

  /// Tells the pending items of the digest: the first of each story printed, the others merged.
  private func tell(_ store: Store, on number: Double) async throws {
    let feeds = Set(try await store.feedStates().map(\.url))
    let pending = try await store.pending("daily", feeds: feeds)
    var leads: [Int64: Int64] = [:]
    let ledger = pending.items.map { item in
      if let lead = leads[item.story] {
        return LedgerEntry(seq: item.seq, revision: 1, outcome: .merged(into: lead))
      }
      leads[item.story] = item.seq
      return LedgerEntry(seq: item.seq, revision: 1, outcome: .printed)
    }
    let edition = EditionRecord(
      digest: "daily", number: pending.number, date: "day \(number)", part: 1, dueAt: day(number),
      cutoff: pending.cutoff, content: [])
    try await store.fix(edition, ledger: ledger)
  }

  private func purge(_ store: Store, _ policy: RetentionPolicy, on number: Double) async throws
    -> [String?]
  {
    var step = try await store.purge(policy, after: 0, at: day(number))
    while let next = step.next {
      step = try await store.purge(policy, after: next, at: day(number))
    }
    return try await store.items(after: 0, limit: 999).map(\.title)
  }

  @Test func `what was told goes when it is old`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: start, at: start)
      _ = try await add("1", "Old", to: store)
      _ = try await add("2", "New", to: store, on: 300)
      try await tell(store, on: 301)
      #expect(try await purge(store, year, on: 364) == ["Old", "New"])
      #expect(try await purge(store, year, on: 366) == ["New"])
    }
  }

  @Test func `what no digest has told stays, however old`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily", "weekly"], from: start, at: start)
      _ = try await add("1", "Waits", to: store)
      #expect(try await purge(store, year, on: 9999) == ["Waits"])
      try await tell(store, on: 9999)
      var both = year
      both.digests = ["daily", "weekly"]
      #expect(try await purge(store, both, on: 9999) == ["Waits"])
      #expect(try await purge(store, year, on: 9999) == [])
    }
  }

  @Test func `a digest that was never registered may still want everything`() async throws {
    try await withStore { store in
      _ = try await add("1", "Waits", to: store)
      #expect(try await purge(store, year, on: 9999) == ["Waits"])
    }
  }

  @Test func `a story that was told stays while a copy of it waits`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: start, at: start)
      _ = try await add("1", "One", to: store)
      try await tell(store, on: 1)
      _ = try await add("2", "One", feed: "https://b.example/feed", to: store, on: 2)
      #expect(try await purge(store, year, on: 9999) == ["One", "One"])
      let pending = try await store.pending("daily", feeds: ["https://b.example/feed"])
      #expect(pending.toldStories == [1])
    }
  }

  @Test func `an item stays until its edit is told`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: start, at: start)
      _ = try await add("1", "One", to: store)
      try await tell(store, on: 1)
      #expect(try await add("1", "Two", to: store, on: 2) == [.updated])
      #expect(try await purge(store, year, on: 9999) == ["Two"])
    }
  }

  @Test func `an item that was split from a told story stays until it is told`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: start, at: start)
      _ = try await add("1", "One", to: store)
      try await tell(store, on: 1)
      try await store.reopen(1)
      #expect(try await purge(store, year, on: 9999) == ["One"])
    }
  }

  @Test func `an item that others were merged into goes after them`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: start, at: start)
      _ = try await add("1", "One", to: store)
      _ = try await add("2", "One", feed: "https://b.example/feed", to: store, on: 1)
      try await tell(store, on: 1)
      let few = RetentionPolicy(
        maximumAgeSeconds: nil, maximumItemsPerFeed: 0, digests: ["daily"])
      // Both at once: nothing that stays refers to what goes.
      #expect(try await purge(store, few, on: 100) == [])
    }
  }

  @Test func `a feed keeps its latest items, and all of the last week`() async throws {
    try await withStore { store in
      for number in 1...5 {
        _ = try await add("\(number)", "Item \(number)", to: store, on: Double(number * 10))
      }
      _ = try await add("x", "Other", feed: "https://b.example/feed", to: store, on: 1)
      let two = RetentionPolicy(maximumAgeSeconds: nil, maximumItemsPerFeed: 2, digests: [])
      #expect(try await purge(store, two, on: 36) == ["Item 3", "Item 4", "Item 5", "Other"])
      let none = RetentionPolicy(maximumAgeSeconds: nil, maximumItemsPerFeed: 0, digests: [])
      #expect(try await purge(store, none, on: 52) == ["Item 5"])
    }
  }

  @Test func `more than one step is needed for many`() async throws {
    try await withStore { store in
      var feed = try await store.known("https://a.example/feed")
      feed.firstPolledAt = start
      let many = try (1...1200).map { try sighting("\($0)", "Item \($0)") }
      _ = try await store.record([PollRecord(feed: feed, sightings: many)], at: start)
      let policy = RetentionPolicy(maximumAgeSeconds: 1, maximumItemsPerFeed: nil, digests: [])
      let step = try await store.purge(policy, after: 0, at: day(8))
      #expect(step == Store.PurgeStep(removedItems: 500, next: 500))
      #expect(try await purge(store, policy, on: 8) == [])
      #expect(try await store.releaseRoom(pages: 100_000) == 0)
    }
  }
}

@Suite struct TombstoneTests {
  private let start = Date(timeIntervalSince1970: 1_795_503_600)
  private let everything = RetentionPolicy(
    maximumAgeSeconds: 1, maximumItemsPerFeed: nil, digests: [])

  private func day(_ number: Double) -> Date { start.addingTimeInterval(number * 86_400) }

  private func record(_ sighting: Sighting, in store: Store, on number: Double) async throws
    -> [Store.Change]
  {
    var feed = try await store.known("https://a.example/feed")
    feed.firstPolledAt = start
    feed.refreshedAt = day(number)
    return try await store.record([PollRecord(feed: feed, sightings: [sighting])], at: day(number))[
      0]
  }

  @Test func `an item that comes back after its purge is not new`() async throws {
    try await withStore { store in
      let item = try sighting("1", "One")
      #expect(try await record(item, in: store, on: 0) == [.new])
      _ = try await store.purge(everything, after: 0, at: day(8))
      #expect(try await record(item, in: store, on: 9) == [.unchanged])
      #expect(try await store.items(after: 0, limit: 9).isEmpty)
    }
  }

  @Test func `not even edited, or under another guid`() async throws {
    try await withStore { store in
      #expect(try await record(sighting("1", "One"), in: store, on: 0) == [.new])
      _ = try await store.purge(everything, after: 0, at: day(8))
      let renewed = try sighting("new-1", "One")
      #expect(try await record(renewed, in: store, on: 9) == [.unchanged])
      #expect(try await record(sighting("new-1", "Edited"), in: store, on: 10) == [.unchanged])
      let keys = [renewed.key]
      #expect(try await store.sourceHashes(of: keys, in: 1) != [nil])
    }
  }

  @Test func `what the feed still has costs no second look`() async throws {
    try await withStore { store in
      let item = try sighting("1", "One")
      _ = try await record(item, in: store, on: 0)
      _ = try await store.purge(everything, after: 0, at: day(8))
      #expect(try await store.sourceHashes(of: [item.key], in: 1) == [item.sourceHash])
    }
  }

  @Test func `a new item under the guid of one that is gone is new`() async throws {
    func latest(_ number: Double) throws -> Sighting {
      var item = Item()
      item.guid = "latest"
      item.title = "Number \(number)"
      item.url = "https://a.example/\(number)"
      item.published = day(number)
      return Sighting(item, key: try #require(keys(for: [item]).first))
    }
    try await withStore { store in
      #expect(try await record(latest(0), in: store, on: 0) == [.new])
      _ = try await store.purge(everything, after: 0, at: day(8))
      #expect(try await record(latest(9), in: store, on: 9) == [.new])
      #expect(try await record(latest(0), in: store, on: 9) == [.unchanged])
    }
  }

  @Test func `a document that stays the same for long keeps its tombstones`() async throws {
    try await withStore { store in
      let item = try sighting("1", "One")
      _ = try await record(item, in: store, on: 0)
      _ = try await store.purge(everything, after: 0, at: day(8))
      // It comes again and again, equal to the byte: nobody looks at its items.
      var feed = try await store.known("https://a.example/feed")
      feed.refreshedAt = day(200)
      _ = try await store.record([PollRecord(feed: feed)], at: day(200))
      #expect(try await store.expireTombstones() == 0)
      #expect(try await record(item, in: store, on: 201) == [.unchanged])
    }
  }

  @Test func `a tombstone goes when its feed has done without the item for long`() async throws {
    try await withStore { store in
      let item = try sighting("1", "One")
      _ = try await record(item, in: store, on: 0)
      _ = try await store.purge(everything, after: 0, at: day(8))
      #expect(try await store.expireTombstones() == 0)
      _ = try await record(sighting("2", "Two"), in: store, on: 97)
      #expect(try await store.expireTombstones() == 0)
      // The document of that day still had it.
      _ = try await store.sourceHashes(of: [item.key], in: 1)
      _ = try await record(sighting("3", "Three"), in: store, on: 97)
      _ = try await record(sighting("4", "Four"), in: store, on: 186)
      #expect(try await store.expireTombstones() == 0)
      _ = try await record(sighting("5", "Five"), in: store, on: 188)
      #expect(try await store.expireTombstones() == 1)
      #expect(try await record(item, in: store, on: 189) == [.new])
    }
  }
}

extension Store {
  fileprivate func reopen(_ seq: Int64) throws {
    try connection.execute("INSERT INTO reopened (digest, item) VALUES ('daily', \(seq))")
  }
}
