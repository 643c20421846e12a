import Feeds
import FoundationEssentials
import Stories
import Testing

@testable import Storage

/// What a person decides: see `Store.join`, `Store.split`.
@Suite struct DecisionTests {
  private let now = Date(timeIntervalSince1970: 1_795_503_600)

  private static let article = """
    Il consiglio comunale ha approvato ieri sera, dopo una lunga discussione, il piano che chiude al \
    traffico le strade intorno al mercato coperto. La misura entra in vigore dal primo del mese e vale \
    nei giorni feriali. I commercianti, che avevano chiesto un rinvio, annunciano un ricorso.
    """
  private static let other = """
    La squadra di casa ha vinto con due reti nel secondo tempo una partita che sembrava perduta, davanti \
    a un pubblico che non ha mai smesso di cantare e che alla fine ha invaso il campo per la festa.
    """

  private func add(_ text: String, from feed: Int, to store: Store) async throws {
    let state = try await store.known("https://\(feed).example/feed")
    var item = Item()
    item.guid = "1"
    item.title = "Titolo \(feed)"
    item.content = RichText(.html, text)
    let sighting = Sighting(item, key: try #require(keys(for: [item]).first))
    _ = try await store.record([PollRecord(feed: state, sightings: [sighting])], at: now)
  }

  private func stories(_ store: Store) async throws -> [Int64] {
    try await store.items(after: 0, limit: 99).map(\.story)
  }

  private func feeds(_ count: Int) -> Set<String> {
    Set((1...count).map { "https://\($0).example/feed" })
  }

  private func outcomes(_ store: Store) async throws -> [String?] {
    try await store.items(after: 0, limit: 99).map { $0.outcomes["daily"] }
  }

  @Test func `joined items are one story under the earlier, in the ledger too`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      try await add(Self.article, from: 1, to: store)
      try await add(Self.other, from: 2, to: store)
      #expect(try await store.join(2, 1, at: now) == 1)
      #expect(try await stories(store) == [1, 1])
      _ = try await store.publish(feeds(2), at: now)
      #expect(try await outcomes(store) == ["printed", "merged"])
      #expect(try await store.join(1, 9, at: now) == nil)
    }
  }

  @Test func `a joined story that was told is not told again`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      try await add(Self.article, from: 1, to: store)
      _ = try await store.publish(feeds(2), at: now)
      try await add(Self.other, from: 2, to: store)
      _ = try await store.join(1, 2, at: now)
      _ = try await store.publish(feeds(2), at: now)
      #expect(try await outcomes(store) == ["printed", "merged"])
    }
  }

  @Test func `an item that was split is told in the next edition`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      try await add(Self.article, from: 1, to: store)
      try await add(Self.article, from: 2, to: store)
      _ = try await store.publish(feeds(2), at: now)
      #expect(try await outcomes(store) == ["printed", "merged"])
      #expect(try await store.split(2, at: now) == 1)
      #expect(try await stories(store) == [1, 2])
      #expect(try await store.publish(feeds(2), at: now).map(\.seq) == [2])
      #expect(try await outcomes(store) == ["printed", "printed"])
      #expect(try await store.publish(feeds(2), at: now).isEmpty)
    }
  }

  @Test func `the rest of a story whose lead was split is told too`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      for feed in 1...3 { try await add(Self.article, from: feed, to: store) }
      _ = try await store.publish(feeds(3), at: now)
      #expect(try await store.split(1, at: now) == 2)
      #expect(try await stories(store) == [1, 2, 2])
      #expect(try await store.publish(feeds(3), at: now).map(\.seq) == [2, 3])
      #expect(try await outcomes(store) == ["printed", "printed", "merged"])
    }
  }

  @Test func `a split item that is joined again before an edition is merged`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      for feed in 1...2 { try await add(Self.article, from: feed, to: store) }
      _ = try await store.publish(feeds(2), at: now)
      _ = try await store.split(2, at: now)
      #expect(try await store.join(1, 2, at: now) == 1)
      #expect(try await store.publish(feeds(2), at: now).map(\.outcome) == [.merged(into: 1)])
    }
  }

  @Test func `what was split stays so when a later copy is like both`() async throws {
    try await withStore { store in
      for feed in 1...2 { try await add(Self.article, from: feed, to: store) }
      _ = try await store.split(2, at: now)
      try await add(Self.article, from: 3, to: store)
      #expect(try await stories(store) == [1, 2, 1])
      #expect(try await store.split(2, at: now) == nil)
      #expect(try await store.split(9, at: now) == nil)
    }
  }

  @Test func `an account tells what an item was compared with, what was decided`() async throws {
    try await withStore { store in
      try await add(Self.article, from: 1, to: store)
      try await add(Self.other, from: 2, to: store)
      try await add(Self.article + " Se ne riparla domani in aula.", from: 3, to: store)
      _ = try await store.join(1, 2, at: now)
      let account = try #require(try await store.account(of: 1))
      #expect(account.item.story == 1)
      #expect(account.comparisons.map(\.item.seq) == [2, 3])
      #expect(account.comparisons.map(\.match.isSameStory) == [false, true])
      #expect(account.comparisons.map(\.decision) == [.joined, nil])
      #expect(try await store.account(of: 9) == nil)
    }
  }

  @Test func `a replay shows what a threshold would change, changes nothing`() async throws {
    try await withStore { store in
      try await add(Self.article, from: 1, to: store)
      try await add(Self.article + " " + Self.other, from: 2, to: store)
      try await add(Self.other, from: 3, to: store)
      let half = Self.article.split(separator: " ").prefix(24).joined(separator: " ")
      try await add(
        half + " " + Self.other.split(separator: " ").prefix(12).joined(separator: " "),
        from: 4, to: store)
      let before = try await stories(store)
      let same = try await store.replay(StoryRules(), since: now)
      #expect(same.items == 4)
      #expect(same.storiesNow == Set(before).count)
      #expect(same.joined.isEmpty && same.split.isEmpty)
      let strict = try await store.replay(StoryRules(threshold: 1), since: now)
      #expect(strict.storiesThen >= same.storiesThen)
      #expect(strict.split.count == strict.storiesThen - strict.storiesNow)
      #expect(try await stories(store) == before)
    }
  }
}
