import Feeds
import FoundationEssentials
import Testing

@testable import Stories

@Suite struct SightingTests {
  private var item: Item {
    var item = Item()
    item.guid = "7"
    item.url = "https://example.org/a"
    item.title = "Un titolo"
    item.content = RichText(.html, "Il testo.")
    item.summary = RichText(.html, "In breve.")
    item.image = "https://example.org/a.jpg"
    item.published = Date(timeIntervalSince1970: 1_800_000_000)
    item.authors = [Author(name: "Ada"), Author(email: "b@example.org"), Author()]
    item.tags = ["cronaca"]
    item.attachments = [Attachment(url: "https://example.org/a.mp3")]
    return item
  }

  private func sighting(_ item: Item) throws -> Sighting {
    Sighting(item, key: try #require(keys(for: [item]).first), language: "it")
  }

  @Test func `an item's fields come cleaned`() throws {
    let sighting = try sighting(item)
    #expect(sighting.key.kind == .guid)
    #expect(sighting.sourceHash == item.sourceHash)
    #expect(sighting.contentHash == CanonicalText(title: "Un titolo", text: "Il testo.").hash)
    #expect(sighting.text == "Il testo.")
    #expect(sighting.author == "Ada, b@example.org")
    #expect(sighting.image == "https://example.org/a.jpg")
    #expect(sighting.published == item.published)
    #expect(sighting.tags == ["cronaca"])
    #expect(sighting.attachments == item.attachments)
    #expect(sighting.language == "it")
  }

  @Test func `the summary stands in for missing content`() throws {
    var item = item
    item.content = nil
    #expect(try sighting(item).text == "In breve.")
    item.content = RichText(.html, "")
    #expect(try sighting(item).text == "In breve.")
    item.summary = nil
    #expect(try sighting(item).text == "")
    item.content = nil
    #expect(try sighting(item).html == "")
  }

  @Test func `an item's own language goes before its feed's`() throws {
    var item = item
    item.language = "en"
    #expect(try sighting(item).language == "en")
  }

  @Test func `the text's hash does not depend on what is not text`() throws {
    var other = item
    other.guid = "8"
    other.url = "https://other.example/b"
    other.image = nil
    other.tags = []
    #expect(try sighting(item).contentHash == sighting(other).contentHash)
  }
}

@Suite struct SightingDateTests {
  @Test(
    arguments: [
      (nil, nil, nil), (7, nil, 7), (nil, 9, 9), (7, 9, 7),
    ] as [(Double?, Double?, Double?)])
  func `an item that only says when it was updated has that date`(
    published: Double?, updated: Double?, expected: Double?
  ) {
    var item = Item()
    item.guid = "1"
    item.published = published.map { Date(timeIntervalSince1970: $0) }
    item.modified = updated.map { Date(timeIntervalSince1970: $0) }
    let sighting = Sighting(item, key: keys(for: [item])[0])
    #expect(sighting.published?.timeIntervalSince1970 == expected)
  }
}

@Suite struct SourceHashTests {
  private static let changes: [@Sendable (inout Item) -> Void] = [
    { $0.guid = "x" }, { $0.url = "x" }, { $0.externalURL = "x" }, { $0.title = "x" },
    { $0.title = "" }, { $0.content = RichText(.html, "x") },
    { $0.content = RichText(.plain, "x") },
    { $0.summary = RichText(.html, "x") }, { $0.image = "x" }, { $0.language = "x" },
    { $0.published = Date(timeIntervalSince1970: 0) },
    { $0.modified = Date(timeIntervalSince1970: 0) },
    { $0.authors = [Author(name: "x")] }, { $0.authors = [Author(url: "x")] },
    { $0.authors = [Author(email: "x")] }, { $0.authors = [Author()] }, { $0.tags = ["x"] },
    { $0.tags = ["", "x"] }, { $0.attachments = [Attachment(url: "x")] },
    { $0.attachments = [Attachment(url: "x", mimeType: "y")] },
  ]

  @Test func `every field that a feed sends is part of it`() {
    let items =
      [Item()]
      + Self.changes.map { change in
        var item = Item()
        change(&item)
        return item
      }
    #expect(Set(items.map(\.sourceHash)).count == items.count)
    #expect(items.map(\.sourceHash) == items.map(\.sourceHash))
  }

  @Test func `a stored source hash reads back`() {
    let hash = Item().sourceHash
    #expect(hash.bytes.count == SourceHash.byteCount)
    #expect(SourceHash(bytes: hash.bytes) == hash)
    #expect(SourceHash(bytes: hash.bytes + [0]) == nil)
  }
}
