import Feeds
import FoundationEssentials
import Stories
import Testing

@testable import Storage

/// Near-duplicates through the store: see `StoryTable`.
@Suite struct NearDuplicateTests {
  private let now = Date(timeIntervalSince1970: 1_795_503_600)

  private static let article = """
    Il consiglio comunale ha approvato ieri sera, dopo una lunga discussione, il piano che chiude al \
    traffico le strade intorno al mercato coperto. La misura entra in vigore dal primo del mese e vale \
    nei giorni feriali. I commercianti, che avevano chiesto un rinvio, annunciano un ricorso. Il sindaco \
    ha spiegato che i posti auto persi saranno sostituiti da un parcheggio ai margini del quartiere.
    """
  private static let flash = """
    Il consiglio comunale ha approvato ieri sera, dopo una lunga discussione, il piano che chiude al \
    traffico le strade intorno al mercato coperto. La misura entra in vigore dal primo del mese […]
    """

  /// Records one item for each feed, the feeds in turn; returns their stories.
  private func record(_ texts: [String], in store: Store, hoursApart: Double = 0) async throws
    -> [Int64]
  {
    for (index, text) in texts.enumerated() {
      let feed = try await store.known("https://\(index).example/feed")
      var item = Item()
      item.guid = "1"
      item.title = "Titolo \(index)"
      item.content = RichText(.html, text)
      let sighting = Sighting(item, key: try #require(keys(for: [item]).first))
      let moment = now.addingTimeInterval(Double(index) * hoursApart * 3600)
      let poll = PollRecord(feed: feed, sightings: [sighting])
      #expect(try await store.record([poll], at: moment) == [[.new]])
    }
    return try await store.items(after: 0, limit: 1000).map(\.story)
  }

  @Test(arguments: [[article, flash], [flash, article], [flash, article, flash, article]])
  func `a flash, the article that grew out of it are one story in any order`(texts: [String])
    async throws
  {
    try await withStore { store in
      let stories = try await record(texts, in: store)
      #expect(stories == texts.map { _ in 1 })
    }
  }

  @Test func `copies after the window are another story`() async throws {
    try await withStore { store in
      let texts = [Self.article, Self.flash]
      let stories = try await record(texts, in: store, hoursApart: 73)
      #expect(stories == [1, 2])
    }
  }

  private static let edited = article.replacing("commercianti", with: "negozianti")
    .replacing("dal primo del mese", with: "da lunedì")

  private static let ruled: [(rules: StoryRules, hours: Double, stories: [Int64])] = [
    (StoryRules(), 71, [1, 1]), (StoryRules(windowSeconds: 80 * 3600), 73, [1, 1]),
    (StoryRules(windowSeconds: 3600), 2, [1, 2]), (StoryRules(threshold: 1), 1, [1, 2]),
  ]

  @Test(arguments: ruled) func `the store follows the rules that it was given`(
    _ row: (rules: StoryRules, hours: Double, stories: [Int64])
  ) async throws {
    try await withStore { store in
      await store.follow(row.rules)
      let texts = [Self.article, Self.edited]
      let stories = try await record(texts, in: store, hoursApart: row.hours)
      #expect(stories == row.stories)
    }
  }

  @Test func `a restart loses nothing of the window`() async throws {
    try await withFolder { path in
      _ = try await record([Self.article], in: Store(path: path))
      let store = try Store(path: path)
      let feed = try await store.known("https://z.example/feed")
      var item = Item()
      item.guid = "1"
      item.content = RichText(.html, Self.flash)
      let sighting = Sighting(item, key: try #require(keys(for: [item]).first))
      _ = try await store.record([PollRecord(feed: feed, sightings: [sighting])], at: now)
      #expect(try await store.items(after: 0, limit: 9).map(\.story) == [1, 1])
    }
  }

  @Test func `a feed that copies, adds a page of its own hides nothing`() async throws {
    try await withStore { store in
      let thief = Self.article + "\n\n" + String(repeating: "Comprate adesso da noi. ", count: 40)
      let stories = try await record([Self.article, thief, Self.flash], in: store)
      #expect(stories == [1, 1, 1])
      let items = try await store.items(after: 0, limit: 9)
      #expect(items.map(\.title) == ["Titolo 0", "Titolo 1", "Titolo 2"])
    }
  }

  @Test func `signatures leave when their window has passed`() async throws {
    try await withFolder { path in
      let store = try Store(path: path)
      _ = try await record([Self.article, Self.flash, Self.article], in: store, hoursApart: 80)
      let connection = try Connection(path: path, mode: .readOnly)
      #expect(try connection.integer("SELECT count(*) FROM signature") == 1)
    }
  }

  /// Sets of bulletins, each from one template: none is another's copy.
  @Test(arguments: BulletinSet.all)
  func `bulletins from one template are stories of their own`(set: BulletinSet) async throws {
    try await withStore { store in
      let stories = try await record(set.texts, in: store)
      #expect(stories == (1...Int64(set.texts.count)).map { $0 })
    }
  }
}
