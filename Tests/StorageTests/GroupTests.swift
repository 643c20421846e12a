import Feeds
import FoundationEssentials
import Stories
import Testing

@testable import Storage

/// Stories about one event through the store: see `Affinity`.
@Suite struct GroupTests {
  private let now = Date(timeIntervalSince1970: 1_795_503_600)

  private static let news: [(title: String, text: String)] = [
    (
      "Terremoto a Norcia, scossa di magnitudo 4.2 avvertita in tutta l'Umbria",
      "La terra è tornata a tremare nella notte in Valnerina: scuole chiuse per le verifiche, nessun ferito secondo la protezione civile."
    ),
    (
      "Calcio, la Fiorentina batte il Genoa e torna in zona Europa",
      "Decisivo un gol nel secondo tempo. L'allenatore soddisfatto: abbiamo giocato una grande partita davanti ai nostri tifosi."
    ),
    (
      "Umbria, forte scossa di terremoto nella notte: epicentro vicino a Norcia",
      "Paura ma nessun danno grave. Il sindaco di Norcia ha disposto la chiusura delle scuole in attesa delle verifiche sugli edifici."
    ),
    (
      "Norcia trema ancora: scossa di terremoto nella notte, scuole chiuse in Umbria",
      "In Valnerina la protezione civile è al lavoro per le verifiche dopo la scossa di questa notte; nessun ferito."
    ),
  ]

  /// How many items stand in the window before, which show what words are common.
  private static let others = 40

  private func fill(_ store: Store) async throws {
    let common = """
      nella della tutta forte nessun ancora vicino stata hanno dopo alla grave secondo sugli degli
      """
    let feed = try await store.known("https://others.example/feed")
    var sightings: [Sighting] = []
    for number in 0..<Self.others {
      var item = Item()
      item.guid = "\(number)"
      item.title = "Altro\(number)titolo di\(number)verso"
      let words = common.split(separator: " ").enumerated().map { "\($1) par\(number)x\($0)ola" }
      item.content = RichText(.html, words.joined(separator: " "))
      sightings.append(Sighting(item, key: try #require(keys(for: [item]).first)))
    }
    _ = try await store.record([PollRecord(feed: feed, sightings: sightings)], at: now)
  }

  /// Records news after the others; returns all but those, numbered from 1.
  private func record(_ numbers: [Int], in store: Store) async throws -> [ItemRecord] {
    if try await store.items(after: 0, limit: 1).isEmpty { try await fill(store) }
    for number in numbers {
      let feed = try await store.known("https://\(number).example/feed")
      var item = Item()
      item.guid = "1"
      item.title = Self.news[number].title
      item.content = RichText(.html, Self.news[number].text)
      let sighting = Sighting(item, key: try #require(keys(for: [item]).first))
      _ = try await store.record([PollRecord(feed: feed, sightings: [sighting])], at: now)
    }
    return try await news(store)
  }

  private func news(_ store: Store) async throws -> [ItemRecord] {
    let start = Int64(Self.others)
    return try await store.items(after: start, limit: 9).map { item in
      var item = item
      item.story -= start
      item.group -= start
      return item
    }
  }

  @Test func `one event in other words is a group of stories`() async throws {
    try await withStore { store in
      let items = try await record([0, 1, 2, 3], in: store)
      #expect(items.map(\.story) == [1, 2, 3, 4])
      #expect(items.map(\.group) == [1, 2, 1, 1])
    }
  }

  @Test func `a restart loses no group`() async throws {
    try await withFolder { path in
      _ = try await record([0, 1], in: Store(path: path))
      let items = try await record([2], in: Store(path: path))
      #expect(items.map(\.group) == [1, 2, 1])
    }
  }

  @Test func `a joined story brings its group along`() async throws {
    try await withStore { store in
      _ = try await record([1, 0, 2], in: store)
      #expect(try await news(store).map(\.group) == [1, 2, 2])
      let first = Int64(Self.others) + 1
      #expect(try await store.join(first, first + 1, at: now) == first)
      let items = try await news(store)
      #expect(items.map(\.story) == [1, 1, 3])
      #expect(items.map(\.group) == [1, 1, 1])
    }
  }

  @Test func `a digest learns which of its stories are about one event`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      _ = try await record([0, 1, 2], in: store)
      let feeds = Set((0...3).map { "https://\($0).example/feed" })
      let first = Int64(Self.others) + 1
      #expect(try await store.pending("daily", feeds: feeds).groups == [first + 2: first])
      let account = try #require(try await store.account(of: first + 2))
      #expect(account.group == first)
      let beside = account.comparisons.first { $0.item.seq == first }
      #expect(beside?.affinity?.isSameEvent == true)
    }
  }
}
