import Feeds
import FoundationEssentials
import Stories
import Testing

@testable import Storage

/// What feeds do to their items, by mistake or on purpose, against the store and the digest.
@Suite struct IdentityTrapTests {
  private let now = Date(timeIntervalSince1970: 1_795_503_600)
  private let feeds: Set<String> = ["https://a.example/feed", "https://thief.example/feed"]

  private func item(_ number: Int, guid: String, page: String, text: String? = nil) -> Item {
    var item = Item()
    item.guid = guid
    item.url = page
    item.title = "La notizia numero \(number) del giorno"
    item.published = now.addingTimeInterval(-3600 * Double(number))
    item.content = RichText(
      .html,
      text
        ?? "Il testo numero \(number) racconta per intero che cosa è successo nel quartiere \(number)."
    )
    return item
  }

  private func record(_ items: [Item], of url: String, in store: Store) async throws
    -> [Store.Change]
  {
    let feed = try await store.known(url)
    let sightings = zip(items, keys(for: items)).map { Sighting($0, key: $1) }
    return try await store.record([PollRecord(feed: feed, sightings: sightings)], at: now)
      .flatMap(\.self)
  }

  @Test func `a site that gives all items new names in one night is told once`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      let before = (1...20).map {
        item($0, guid: "https://a.example/?p=\($0)", page: "https://a.example/\($0)")
      }
      _ = try await record(before, of: "https://a.example/feed", in: store)
      #expect(try await store.publish(feeds, at: now).count == 20)
      let after = (1...20).map {
        item($0, guid: "urn:new:\($0)", page: "https://new.a.example/n/\($0)")
      }
      let changes = try await record(after, of: "https://a.example/feed", in: store)
      #expect(changes == after.map { _ in .unchanged })
      #expect(try await store.publish(feeds, at: now).isEmpty)
      #expect(try await store.items(after: 0, limit: 99).count == 20)
    }
  }

  @Test func `a live blog that changes its title ten times is one item, told once`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      for number in 1...10 {
        let blog = item(number, guid: "live", page: "https://a.example/live")
        let changes = try await record([blog], of: "https://a.example/feed", in: store)
        #expect(changes == [number == 1 ? .new : .updated])
        #expect(try await store.publish(feeds, at: now).count == (number == 1 ? 1 : 0))
      }
      #expect(try await store.items(after: 0, limit: 9).map(\.revision) == [10])
    }
  }

  @Test func `a feed that takes another's names, text gains a place beside it, no more`()
    async throws
  {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      let original = item(1, guid: "g", page: "https://a.example/1")
      _ = try await record([original], of: "https://a.example/feed", in: store)
      let copies = [
        item(1, guid: "g", page: "https://a.example/1"),
        item(
          1, guid: "h", page: "https://a.example/1",
          text:
            "Tutt'altro: comprate adesso da noi, e solo da noi, quello che vi serve per la casa."),
      ]
      #expect(
        try await record(copies, of: "https://thief.example/feed", in: store) == [.new, .new])
      let items = try await store.items(after: 0, limit: 9)
      #expect(items.map(\.story) == [1, 1, 3])
      let ledger = try await store.publish(feeds, at: now)
      #expect(ledger.map(\.outcome) == [.printed, .merged(into: 1), .printed])
      var edited = original
      edited.content = RichText(
        .html, "Il testo numero 1 è stato corretto dalla redazione questa sera.")
      #expect(try await record([edited], of: "https://a.example/feed", in: store) == [.updated])
      #expect(try await store.items(after: 0, limit: 9).map(\.revision) == [2, 1, 1])
    }
  }

  /// Two texts in one, to make one story of two.
  @Test func `a feed that glues two stories together unites nothing`() async throws {
    try await withStore { store in
      let texts = [
        "Il consiglio comunale ha approvato ieri sera il piano che chiude al traffico le strade intorno al mercato coperto della città vecchia.",
        "La squadra di casa ha vinto con due reti nel secondo tempo una partita che sembrava perduta davanti al suo pubblico in festa.",
      ]
      for (number, text) in texts.enumerated() {
        let news = item(number, guid: "\(number)", page: "https://a.example/\(number)", text: text)
        _ = try await record([news], of: "https://a.example/feed", in: store)
      }
      let glued = item(
        7, guid: "x", page: "https://thief.example/x", text: texts.joined(separator: " "))
      _ = try await record([glued], of: "https://thief.example/feed", in: store)
      #expect(try await store.items(after: 0, limit: 9).map(\.story) == [1, 2, 3])
    }
  }
}
