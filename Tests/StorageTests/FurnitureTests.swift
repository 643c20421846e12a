import Feeds
import FoundationEssentials
import Stories
import Testing

@testable import Storage

/// What a feed's furniture does to what is stored: see `LearnedFurniture`.
@Suite struct FurnitureTests {
  private let now = Date(timeIntervalSince1970: 1_795_503_600)

  private func item(_ number: Int, _ line: String = "", guid: String? = nil) -> Item {
    var item = Item()
    item.guid = guid ?? "\(number)"
    item.title = "Titolo numero \(number)"
    item.published = now.addingTimeInterval(Double(-number))
    item.content = RichText(
      .html,
      "<p>La notizia numero \(number) parla della città \(number * 7) e del suo fiume.</p><p>\(line)</p>"
    )
    return item
  }

  /// One poll as the program does it.
  private func poll(_ items: [Item], of url: String, in store: Store) async throws -> [Store.Change]
  {
    let feed = try await store.known(url)
    let keys = keys(for: items)
    let known = try await store.sourceHashes(of: keys, in: feed.id)
    var furniture = try await store.furniture(of: feed.id)
    let unknown = items.indices.filter { known[$0] != items[$0].sourceHash }.map {
      UnknownItem(
        items[$0], key: keys[$0], sourceHash: items[$0].sourceHash, isNew: known[$0] == nil)
    }
    let sightings = furniture.sightings(of: unknown, language: "it")
    let record = PollRecord(feed: feed, sightings: sightings, keys: keys, furniture: furniture)
    return try await store.record([record], at: now).flatMap(\.self)
  }

  private static let plea = "Sostieni il giornale con un piccolo contributo"

  @Test func `a post with and without its site's lines is one story with one hash`() async throws {
    try await withStore { store in
      _ = try await poll((1...20).map { item($0, Self.plea) }, of: "https://a.example/", in: store)
      _ = try await poll((1...20).map { item($0) }, of: "https://b.example/", in: store)
      let items = try await store.items(after: 0, limit: 99)
      #expect(items.suffix(20).map(\.story) == (1...20).map { $0 })
      #expect(items.prefix(20).map(\.contentHash) == items.suffix(20).map(\.contentHash))
    }
  }

  @Test(arguments: [["a", "b"], ["b", "a"]])
  func `a short post with its site's lines is compared without them`(order: [String]) async throws {
    func short(_ number: Int, _ line: String) -> Item {
      var item = item(number)
      item.content = RichText(.html, "<p>Breve nota \(number) dal porto.</p><p>\(line)</p>")
      return item
    }
    try await withStore { store in
      for name in order {
        let items = (1...20).map { short($0, name == "a" ? Self.plea : "") }
        _ = try await poll(items, of: "https://\(name).example/", in: store)
      }
      let items = try await store.items(after: 0, limit: 99)
      #expect(items.suffix(20).map(\.story) == (1...20).map { $0 })
    }
  }

  @Test func `another advertising line is no edit`() async throws {
    try await withStore { store in
      let pleas = [Self.plea, "Scarica la nuova applicazione gratuita", "Visita il nostro negozio"]
      let items = (1...30).map { item($0, pleas[$0 % 3]) }
      _ = try await poll(items, of: "https://a.example/", in: store)
      let turned = (1...30).map { item($0, pleas[($0 + 1) % 3]) }
      let changes = try await poll(turned, of: "https://a.example/", in: store)
      #expect(changes == items.map { _ in .unchanged })
    }
  }

  /// Furniture that becomes known after an item was stored changes its text hash, but not what it is.
  @Test func `learning tells nothing twice, loses nothing`() async throws {
    try await withStore { store in
      let feed = "https://a.example/"
      _ = try await poll([item(1, Self.plea), item(2, Self.plea)], of: feed, in: store)
      _ = try await poll((3...12).map { item($0, Self.plea) }, of: feed, in: store)
      #expect(try await store.furniture(of: 1).furniture.map(\.sample) == [Self.plea])
      // The first two under new GUIDs, then with a change that is not of the text.
      let renewed = [item(1, Self.plea, guid: "new-1"), item(2, Self.plea, guid: "new-2")]
      #expect(try await poll(renewed, of: feed, in: store) == [.unchanged, .unchanged])
      var touched = renewed
      touched[0].author("Redazione")
      #expect(try await poll(touched, of: feed, in: store) == [.unchanged])
      let items = try await store.items(after: 0, limit: 99)
      #expect(items.map(\.seq) == (1...12).map { $0 })
      #expect(items.map(\.revision) == items.map { _ in 1 })
    }
  }

  @Test func `a sentence that two items share stays part of their texts`() async throws {
    try await withStore { store in
      let sentence = "Il ministro non ha voluto commentare la decisione del tribunale"
      let items = (1...20).map { item($0, $0 == 3 || $0 == 9 ? sentence : "") }
      _ = try await poll(items, of: "https://a.example/", in: store)
      #expect(try await store.furniture(of: 1).furniture.isEmpty)
    }
  }
}

extension Item {
  fileprivate mutating func author(_ name: String) { authors = [Author(name: name)] }
}
