import Feeds
import FoundationEssentials
import Stories
import Testing

@testable import Storage

func sighting(_ guid: String, _ text: String) throws -> Sighting {
  var item = Item()
  item.guid = guid
  item.title = text
  item.content = RichText(.html, "<p>\(text), and eight more words that make the text weigh enough")
  return Sighting(item, key: try #require(keys(for: [item]).first))
}

func date(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }

@Suite struct StoreTests {
  private let now = date(1_795_503_600)

  @Test func `an item is new once`() async throws {
    try await withStore { store in
      let feed = try await store.known("https://a.example/feed")
      let poll = PollRecord(feed: feed, sightings: [try sighting("1", "One")])
      #expect(try await store.record([poll], at: now) == [[.new]])
      #expect(try await store.record([poll], at: now) == [[.unchanged]])
      #expect(try await store.items(after: 0, limit: 9).map(\.seq) == [1])
    }
  }

  @Test func `an edit is a revision, not an item`() async throws {
    try await withStore { store in
      let feed = try await store.known("https://a.example/feed")
      let before = PollRecord(feed: feed, sightings: [try sighting("1", "One")])
      let after = PollRecord(feed: feed, sightings: [try sighting("1", "Two")])
      _ = try await store.record([before], at: now)
      #expect(try await store.record([after], at: now) == [[.updated]])
      let items = try await store.items(after: 0, limit: 9)
      #expect(items.map(\.revision) == [2])
      #expect(items.map(\.title) == ["Two"])
    }
  }

  @Test func `two undated items of one document with the same words are both kept`() async throws {
    try await withStore { store in
      let feed = try await store.known("https://a.example/feed")
      let first = try sighting("1", "Introduction")
      let second = try sighting("2", "Introduction")
      let third = try sighting("3", "Introduction")
      let together = PollRecord(feed: feed, sightings: [first, second])
      #expect(try await store.record([together], at: now) == [[.new, .new]])
      let later = PollRecord(
        feed: feed, sightings: [third], keys: [first.key, second.key, third.key])
      #expect(try await store.record([later], at: now) == [[.new]])
      let renamed = PollRecord(feed: feed, sightings: [try sighting("4", "Introduction")])
      #expect(try await store.record([renamed], at: now) == [[.unchanged]])
    }
  }

  @Test func `the same text from two feeds is one story with two items`() async throws {
    try await withStore { store in
      let one = try await store.known("https://a.example/feed")
      let two = try await store.known("https://b.example/feed")
      let polls = [
        PollRecord(feed: one, sightings: [try sighting("1", "One")]),
        PollRecord(feed: two, sightings: [try sighting("x", "One"), try sighting("y", "Two")]),
      ]
      _ = try await store.record(polls, at: now)
      let items = try await store.items(after: 0, limit: 9)
      #expect(items.map(\.story) == [1, 1, 3])
      #expect(items.map(\.feedURL) == [one.url, two.url, two.url])
    }
  }

  /// A headline as the front page's feed and a section's feed carry it.
  private func headline(_ title: String, at url: String, guid: String) -> Sighting {
    var item = Item()
    item.guid = guid
    item.title = title
    item.url = url
    return Sighting(item, key: keys(for: [item])[0])
  }

  @Test(arguments: [
    ("Mayor resigns", "http://p.example/mayor?utm_source=rss", true),
    ("Mayor resigns", "https://p.example/mayor-of-elsewhere", false),
    ("Mayor wins", "https://p.example/mayor", false),
    ("Mayor", "https://p.example/mayor", false),
  ])
  func `a headline on one page of a publisher is one story`(
    title: String, url: String, isOne: Bool
  ) async throws {
    try await withStore { store in
      let front = try await store.known("https://p.example/front.xml")
      let city = try await store.known("https://p.example/city.xml")
      let first = headline(
        title == "Mayor" ? title : "Mayor resigns", at: "https://p.example/mayor", guid: "1")
      _ = try await store.record([PollRecord(feed: front, sightings: [first])], at: now)
      let second = headline(title, at: url, guid: "x")
      _ = try await store.record([PollRecord(feed: city, sightings: [second])], at: now)
      let stories = try await store.items(after: 0, limit: 9).map(\.story)
      #expect(stories == [1, isOne ? 1 : 2])
    }
  }

  @Test func `headlines that all lead to the front page are stories of their own`() async throws {
    try await withStore { store in
      for name in ["a", "b"] {
        let feed = try await store.known("https://\(name).example/feed")
        let poll = PollRecord(
          feed: feed, sightings: [headline("Servers down", at: "https://p.example/", guid: name)])
        _ = try await store.record([poll], at: now)
      }
      #expect(try await store.items(after: 0, limit: 9).map(\.story) == [1, 2])
    }
  }

  @Test func `an undated headline that gets another guid is not told again`() async throws {
    try await withStore { store in
      let feed = try await store.known("https://p.example/feed")
      for (guid, change) in [("1", Store.Change.new), ("2", .unchanged)] {
        let item = headline("Mayor resigns", at: "https://p.example/mayor", guid: guid)
        #expect(
          try await store.record([PollRecord(feed: feed, sightings: [item])], at: now) == [[change]]
        )
      }
    }
  }

  @Test func `a feed can not touch another feed's item by its guid`() async throws {
    try await withStore { store in
      let one = try await store.known("https://a.example/feed")
      let thief = try await store.known("https://thief.example/feed")
      _ = try await store.record(
        [PollRecord(feed: one, sightings: [try sighting("1", "The original")])], at: now)
      let poll = PollRecord(feed: thief, sightings: [try sighting("1", "Something else")])
      #expect(try await store.record([poll], at: now) == [[.new]])
      let items = try await store.items(after: 0, limit: 9)
      #expect(items.map(\.title) == ["The original", "Something else"])
      #expect(items.map(\.story) == [1, 2])
    }
  }

  @Test func `the same text after the window is another story`() async throws {
    try await withStore { store in
      let one = try await store.known("https://a.example/feed")
      let two = try await store.known("https://b.example/feed")
      let first = PollRecord(feed: one, sightings: [try sighting("1", "One")])
      let later = PollRecord(feed: two, sightings: [try sighting("2", "One")])
      _ = try await store.record([first], at: now)
      _ = try await store.record([later], at: now.addingTimeInterval(73 * 3600))
      #expect(try await store.items(after: 0, limit: 9).map(\.story) == [1, 2])
    }
  }

  @Test func `validators and hints come back as they were`() async throws {
    try await withStore { store in
      var feed = try await store.known("https://a.example/feed")
      feed.etag = "W/\"a\""
      feed.lastModified = "yesterday"
      feed.hints.skipHours = [0, 23]
      feed.hints.skipDays = ["Sunday"]
      feed.hints.ttlMinutes = 90
      feed.nextPollAt = date(1_795_507_200)
      feed.failures = 2
      feed.failure = "gone"
      _ = try await store.record([PollRecord(feed: feed)], at: now)
      #expect(try await store.states(of: [feed.url]) == [feed])
      #expect(
        try await store.register([feed.url])
          == [FeedTurn(nextPollAt: feed.nextPollAt, checkedAt: nil, failures: 2)])
    }
  }
}

/// Keys that deceive: see `Recognition`.
@Suite struct DeceptiveKeyTests {
  private let now = date(1_795_503_600)

  private func sighting(
    _ guid: String, title: String?, page: String, day: Double,
    text: String = "Eight words or more, "
      + "so that this text means something by itself."
  ) throws -> Sighting {
    var item = Item()
    item.guid = guid
    item.title = title
    item.url = "https://a.example/" + page
    item.published = date(1_795_000_000 + day * 86_400)
    item.content = RichText(.html, text)
    return Sighting(item, key: try #require(keys(for: [item]).first))
  }

  private func record(_ sightings: Sighting..., in store: Store, at now: Date) async throws
    -> [Store.Change]
  {
    let feed = try await store.known("https://a.example/feed")
    let changes = try await store.record([PollRecord(feed: feed, sightings: sightings)], at: now)
    return changes.flatMap(\.self)
  }

  @Test func `a feed that uses one guid for its latest item loses none`() async throws {
    try await withStore { store in
      let items = [
        try sighting("latest", title: "Monday", page: "1", day: 1, text: "The first of three."),
        try sighting("latest", title: "Tuesday", page: "2", day: 2, text: "The second of three."),
        try sighting("latest", title: "Wednesday", page: "3", day: 3, text: "The third of three."),
      ]
      for item in items { #expect(try await record(item, in: store, at: now) == [.new]) }
      for item in items { #expect(try await record(item, in: store, at: now) == [.unchanged]) }
      let titles = try await store.items(after: 0, limit: 9).map(\.title)
      #expect(titles == ["Monday", "Tuesday", "Wednesday"])
    }
  }

  @Test func `a site that renews all its guids is not told again, weeks later`() async throws {
    try await withStore { store in
      let before = try sighting("old-1", title: "One", page: "1", day: 1)
      let after = try sighting("new-1", title: "One", page: "new/1", day: 1)
      let later = now.addingTimeInterval(30 * 86_400)
      #expect(try await record(before, in: store, at: now) == [.new])
      #expect(try await record(after, in: store, at: later) == [.unchanged])
      #expect(try await store.sourceHashes(of: [after.key], in: 1) == [after.sourceHash])
      #expect(try await store.items(after: 0, limit: 9).map(\.revision) == [1])
    }
  }

  @Test func `a notice that comes with the same words each day is an item each day`() async throws {
    try await withStore { store in
      let monday = try sighting("1", title: "Opening hours", page: "1", day: 1)
      let tuesday = try sighting("2", title: "Opening hours", page: "2", day: 2)
      #expect(try await record(monday, in: store, at: now) == [.new])
      #expect(try await record(tuesday, in: store, at: now) == [.new])
    }
  }

  @Test func `pictures without words that came in one second are an item each`() async throws {
    try await withStore { store in
      let pictures = try (1...3).map {
        try sighting("\($0)", title: nil, page: "\($0)", day: 1, text: "")
      }
      #expect(
        try await record(pictures[0], pictures[1], pictures[2], in: store, at: now)
          == [.new, .new, .new])
    }
  }

  @Test func `two items of one GUID, page and title are both kept, whichever goes first`()
    async throws
  {
    let notes = ["Dawn over the harbour", "Rain at last"].map { text in
      var item = Item()
      item.guid = "7"
      item.url = "https://a.example/notes"
      item.content = RichText(.html, "<p>\(text), and eight more words that make it weigh enough")
      item.published = date(1_795_500_000)
      return item
    }
    func poll(_ items: [Item], _ feed: FeedState) -> PollRecord {
      PollRecord(feed: feed, sightings: zip(items, keys(for: items)).map { Sighting($0, key: $1) })
    }
    for remaining in notes {
      try await withStore { store in
        let feed = try await store.known("https://a.example/feed")
        #expect(try await store.record([poll([notes[0]], feed)], at: now) == [[.new]])
        #expect(try await store.record([poll(notes, feed)], at: now) == [[.unchanged, .new]])
        #expect(try await store.record([poll([remaining], feed)], at: now) == [[.unchanged]])
        #expect(try await store.items(after: 0, limit: 9).map(\.revision) == [1, 1])
      }
    }
  }

  @Test func `a title that is corrected stays a revision`() async throws {
    try await withStore { store in
      let before = try sighting("1", title: "Tow dead", page: "1", day: 1)
      let after = try sighting("1", title: "Two dead", page: "1", day: 1)
      #expect(try await record(before, in: store, at: now) == [.new])
      #expect(try await record(after, in: store, at: now) == [.updated])
    }
  }
}

@Suite struct EditionTests {
  private let now = date(1_795_503_600)

  private func record(_ pending: PendingEdition) -> EditionRecord {
    EditionRecord(
      digest: "daily", number: pending.number, date: "2026-11-24",
      part: (pending.partsByDate["2026-11-24"] ?? 0) + 1, dueAt: now, cutoff: pending.cutoff,
      content: [1, 2, 3])
  }

  @Test func `an item is in exactly one edition`() async throws {
    try await withStore { store in
      let feed = try await store.known("https://a.example/feed")
      try await store.registerDigests(["daily"], from: now, at: now)
      _ = try await store.record(
        [PollRecord(feed: feed, sightings: [try sighting("1", "One")])], at: now)
      let first = try await store.pending("daily", feeds: [feed.url])
      #expect(first.items.map(\.seq) == [1])
      let entry = LedgerEntry(seq: 1, revision: 1, outcome: .printed)
      try await store.fix(record(first), ledger: [entry])
      let second = try await store.pending("daily", feeds: [feed.url])
      #expect(second.items.isEmpty)
      #expect(second.number == 2)
      #expect(second.partsByDate == ["2026-11-24": 1])
      #expect(try await store.items(after: 0, limit: 9).map(\.outcomes) == [["daily": "printed"]])
    }
  }

  @Test func `a copy that comes later knows that its story was told`() async throws {
    try await withStore { store in
      let one = try await store.known("https://a.example/feed")
      let two = try await store.known("https://b.example/feed")
      try await store.registerDigests(["daily"], from: now, at: now)
      _ = try await store.record(
        [PollRecord(feed: one, sightings: [try sighting("1", "One")])], at: now)
      let first = try await store.pending("daily", feeds: [one.url, two.url])
      let entry = LedgerEntry(seq: 1, revision: 1, outcome: .printed)
      try await store.fix(record(first), ledger: [entry])
      _ = try await store.record(
        [PollRecord(feed: two, sightings: [try sighting("2", "One")])], at: now)
      let second = try await store.pending("daily", feeds: [one.url, two.url])
      #expect(second.items.map(\.seq) == [2])
      #expect(second.toldStories == [1])
    }
  }

  @Test func `an edition without files is found after a crash`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      let edition = record(try await store.pending("daily", feeds: []))
      try await store.fix(edition, ledger: [])
      #expect(try await store.unpublishedEditions(of: "daily") == [edition])
      try await store.markPublished("daily", number: 1)
      #expect(try await store.unpublishedEditions(of: "daily").isEmpty)
    }
  }

  @Test func `an edition that can not be fixed leaves no trace`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      let edition = record(try await store.pending("daily", feeds: []))
      let wrong = LedgerEntry(seq: 99, revision: 1, outcome: .printed)
      await #expect(throws: StorageError.self) {
        try await store.fix(edition, ledger: [wrong])
      }
      #expect(try await store.unpublishedEditions(of: "daily").isEmpty)
    }
  }
}
