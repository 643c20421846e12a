import Feeds
import FoundationEssentials
import Testing

@testable import Digests

@Suite struct EditionsFeedTests {
  private static let archive = Archive(names: [
    "2026-11-24.html", "2026-11-24.txt", "2026-11-23.md",
  ])

  private func synopsis(_ day: Int, number: Int, headline: String = "Titolo") -> Synopsis {
    var edition = edition(saying: headline)
    edition.masthead.number = number
    edition.masthead.day = Day(year: 2026, month: 11, day: day)
    return Synopsis(edition)
  }

  private func feed(_ synopses: [Synopsis]) throws -> Feed {
    let text = EditionsFeed(Self.archive, synopses: synopses, masthead: masthead()).document.string
    return try Feed(parsing: Document(bytes: Array(text.utf8)))
  }

  @Test func `our own parser reads the feed, newest edition first`() throws {
    let feed = try feed([synopsis(23, number: 1), synopsis(24, number: 2)])
    #expect(feed.format == "atom-1.0")
    #expect(feed.warnings.isEmpty)
    #expect(feed.title == "Rassegna del mattino")
    #expect(
      feed.items.map(\.title) == ["martedì 24 novembre 2026", "lunedì 23 novembre 2026"])
    #expect(feed.items.map(\.url) == ["2026-11-24.html", "2026-11-23.md"])
  }

  @Test func `an edition keeps its name when others come and go`() throws {
    let one = try feed([synopsis(24, number: 2)]).items.first?.guid
    let two = try feed([synopsis(23, number: 1), synopsis(24, number: 2)]).items.map(\.guid)
    #expect(one?.hasPrefix("urn:uuid:") == true)
    #expect(two.first == one)
    #expect(Set(two).count == 2)
  }

  @Test func `an edition whose files are gone has no entry`() throws {
    #expect(try feed([synopsis(22, number: 1)]).items.isEmpty)
  }

  @Test func `an edition that is told twice has one entry`() throws {
    #expect(try feed([synopsis(24, number: 1), synopsis(24, number: 1)]).items.count == 1)
  }

  @Test(arguments: hostile) func `a headline stays text`(text: String) throws {
    let item = try #require(try feed([synopsis(24, number: 1, headline: text)]).items.first)
    let harmless = try #require(try feed([synopsis(24, number: 1, headline: "x")]).items.first)
    let content = try #require(item.content?.source)
    #expect(content.components("<") == harmless.content?.source.components("<"))
  }

  @Test func `a name is made of all its parts`() {
    #expect(StableName.urn("a", "bc") != StableName.urn("ab", "c"))
    #expect(
      StableName.urn("a").wholeMatch(
        of: /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
  }
}
