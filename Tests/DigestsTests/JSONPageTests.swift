import Digests
import Feeds
import FoundationEssentials
import Testing

@Suite struct JSONPageTests {
  private func feed(_ edition: Edition) throws -> Feed {
    try Feed(parsing: Document(bytes: edition.rendered(as: .json)))
  }

  /// As much of the form as a test looks at.
  private struct Page: Decodable {
    struct Item: Decodable {
      var title: String
    }
    var items: [Item]
  }

  @Test func `our own parser reads the edition as JSON Feed`() throws {
    let feed = try feed(sample)
    #expect(feed.format == "json-feed-1.1")
    #expect(feed.title == "Rassegna del mattino")
    #expect(feed.warnings.isEmpty)
    let titles = sample.stories.map { $0.title.isEmpty ? nil : $0.title.string }
    #expect(feed.items.map(\.title) == titles)
    #expect(feed.items.map(\.url) == sample.stories.map { $0.link?.string })
    #expect(feed.items.map(\.guid) == sample.stories.map { "story-\($0.story)" })
    #expect(feed.items.map(\.published) == sample.stories.map { $0.moment })
  }

  @Test(arguments: hostile) func `text of a feed stays text`(text: String) throws {
    let json = try edition(saying: text).rendered(as: .json)
    let page = try JSONDecoder().decode(Page.self, from: Data(json))
    #expect(page.items.map(\.title) == [Line(text).string])
  }

  @Test func `what JSON Feed has no field for stands under a name of ours`() throws {
    let text = try sample.text(as: .json)
    for part in [
      "\"also_in\" : [", "\"title_before\" : \"Genova, tre navi\"", "\"quiet_days\" : 16",
      "\"place\" : \"opening\"", "\"written_at\" : \"2026-11-24T06:00:00Z\"",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }
}
