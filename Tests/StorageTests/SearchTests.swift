import Feeds
import FoundationEssentials
import Stories
import Testing

@testable import Storage

@Suite struct SearchTests {
  private let now = Date(timeIntervalSince1970: 1_795_503_600)

  private func record(_ titles: [String], in url: String = "https://a.example/feed", _ store: Store)
    async throws
  {
    let feed = try await store.known(url)
    let sightings = try titles.map { try sighting($0, $0) }
    _ = try await store.record([PollRecord(feed: feed, sightings: sightings)], at: now)
  }

  private func index(_ store: Store) async throws {
    while true {
      let waiting = try await store.itemsToIndex(limit: 3)
      if waiting.isEmpty { return }
      try await store.index(waiting.map { $0.indexed(text: $0.html) })
    }
  }

  private func find(_ text: String, in feeds: Set<String>? = nil, _ store: Store, limit: Int = 9)
    async throws -> [String?]
  {
    let query = SearchQuery(parsing: text, at: now)
    return try await store.search(query, in: feeds, limit: limit).map(\.title)
  }

  @Test(arguments: [
    ("caffe", ["Il caffè di Perù"]), ("PERU", ["Il caffè di Perù"]), ("perù", ["Il caffè di Perù"]),
    ("autostrad*", ["Autostrada chiusa"]), ("\"alba sul\"", ["Alba sul mare"]),
    ("\"sul alba\"", []), ("alba -mare", ["Alba in collina"]),
    ("alba", ["Alba in collina", "Alba sul mare"]), ("strasse", []),
    (
      "eight words",
      [
        "Autostrada chiusa", "Il caffè di Perù", "Alba in collina", "Alba sul mare",
      ]
    ), ("-alba", ["Autostrada chiusa", "Il caffè di Perù"]), ("", []), ("nulla", []),
    ("p", []), ("<p>", []),
  ])
  func `a search finds words in titles and texts`(query: String, titles: [String]) async throws {
    try await withStore { store in
      try await record(
        ["Alba sul mare", "Alba in collina", "Il caffè di Perù", "Autostrada chiusa"], store)
      for item in try await store.itemsToIndex(limit: 9) {
        try await store.index([item.indexed(text: "eight words")])
      }
      #expect(try await find(query, store) == titles)
    }
  }

  @Test func `a page is full after so many, those that came last first`() async throws {
    try await withStore { store in
      try await record((1...5).map { "Alba \($0)" }, store)
      try await index(store)
      #expect(try await find("alba", store, limit: 2) == ["Alba 5", "Alba 4"])
    }
  }

  @Test func `feeds and dates narrow a search`() async throws {
    try await withStore { store in
      try await record(["Alba uno"], store)
      try await record(["Alba due"], in: "https://b.example/feed", store)
      try await index(store)
      #expect(try await find("alba", in: ["https://b.example/feed"], store) == ["Alba due"])
      #expect(try await find("alba", in: [], store) == [])
      #expect(try await find("tag:x", in: ["https://b.example/feed"], store) == ["Alba due"])
      let many = Set((0..<100).map { "https://\($0).example/feed" })
      _ = try await store.register(Array(many))
      #expect(
        try await find("alba", in: many.union(["https://a.example/feed"]), store) == ["Alba uno"])
      #expect(try await find("alba after:2026-11-24 before:2026-11-25", store).count == 2)
      #expect(try await find("alba after:2026-11-25", store) == [])
      #expect(try await find("before:2026-11-24", store) == [])
    }
  }

  @Test func `an edited item is found by its new words only`() async throws {
    try await withStore { store in
      let feed = try await store.known("https://a.example/feed")
      for title in ["Tow dead", "Two dead"] {
        let poll = PollRecord(feed: feed, sightings: [try sighting("1", title)])
        _ = try await store.record([poll], at: now)
        if title == "Tow dead" { try await index(store) }
      }
      // Between the edit and the index the old words are not shown as if they stood there.
      #expect(try await find("tow", store) == [])
      #expect(try await store.unindexedCount(upTo: 9) == 1)
      try await index(store)
      #expect(try await find("two", store) == ["Two dead"])
      #expect(try await find("tow", store) == [])
    }
  }

  @Test func `an edit while the item is being indexed is not overlooked`() async throws {
    try await withStore { store in
      let feed = try await store.known("https://a.example/feed")
      _ = try await store.record(
        [PollRecord(feed: feed, sightings: [try sighting("1", "Tow dead")])], at: now)
      let waiting = try await store.itemsToIndex(limit: 9)
      _ = try await store.record(
        [PollRecord(feed: feed, sightings: [try sighting("1", "Two dead")])], at: now)
      try await store.index(waiting.map { $0.indexed(text: $0.html) })
      #expect(try await find("tow", store) == [])
      try await index(store)
      #expect(try await find("two", store) == ["Two dead"])
    }
  }

  @Test func `what is gone is not found`() async throws {
    try await withStore { store in
      try await record(["Alba uno"], store)
      try await index(store)
      let all = RetentionPolicy(maximumAgeSeconds: 1, maximumItemsPerFeed: nil, digests: [])
      _ = try await store.purge(all, after: 0, at: now.addingTimeInterval(8 * 86_400))
      #expect(try await find("alba", store) == [])
    }
  }

  @Test func `a reader searches what is not indexed, too`() async throws {
    try await withStore { store in
      try await record(["Alba uno", "Alba due"], store)
      try await index(store)
      let feed = try await store.known("https://a.example/feed")
      _ = try await store.record(
        [PollRecord(feed: feed, sightings: [try sighting("Alba uno", "Tramonto uno")])], at: now)
      try await record(["Alba tre"], store)
      let reader = try Store(reading: await store.path)
      let missing = try await reader.itemsToSearch(after: nil, limit: 1)
      let more = try await reader.itemsToSearch(after: 3, limit: 1)
      try await reader.search(also: (missing + more).map { $0.indexed(text: $0.html) })
      #expect(try await find("alba", reader) == ["Alba tre", "Alba due"])
      #expect(try await find("tramonto", reader) == ["Tramonto uno"])
    }
  }

  @Test func `a volume in which nothing is alive is dropped`() async throws {
    try await withStore { store in
      try await record(["Alba uno", "Alba due"], store)
      try await index(store)
      try await store.beginVolume(3)
      try await record(["Alba tre"], store)
      try await index(store)
      #expect(try await store.volumes() == [0, 3])
      #expect(try await find("alba", store) == ["Alba tre", "Alba due", "Alba uno"])
      #expect(try await store.tidyIndex())
      try await index(store)
      #expect(try await store.volumes() == [3])
      #expect(try await find("alba", store).count == 3)
      #expect(try await store.tidyIndex() == false)
    }
  }

  @Test func `an index of another form is made anew`() async throws {
    try await withStore { store in
      try await record(["Alba uno"], store)
      try await index(store)
      try await store.spoilForm()
      #expect(try await store.unindexedCount(upTo: 9) == 1)
      try await index(store)
      #expect(try await find("alba", store) == ["Alba uno"])
    }
  }
}

extension Store {
  fileprivate var path: String {
    get throws {
      let list = try connection.prepare("SELECT file FROM pragma_database_list WHERE name = 'main'")
      return try list.first([]) { $0.text(0) } ?? ""
    }
  }

  fileprivate func beginVolume(_ number: Int64) throws {
    try connection.execute(
      "UPDATE sqlite_sequence SET seq = \(number << 16) WHERE name = 'search_entry'")
  }

  fileprivate func volumes() throws -> [Int64] { try SearchIndex(connection).numbers() }

  fileprivate func spoilForm() throws {
    try connection.execute("UPDATE search_mark SET form = 99")
  }
}
