import FoundationEssentials
import Testing

@testable import Feeds

@Suite struct DefaultZoneTests {
  private func dates(_ text: String, zone: String?) throws -> [Date?] {
    var document = Document(bytes: Array(text.utf8))
    document.defaultZone = zone.flatMap { TimeZone(identifier: $0) }
    let feed = try Feed(parsing: document)
    return [feed.updated, feed.items.first?.published, feed.items.first?.modified]
  }

  /// 2026-11-24T07:00:00Z.
  private static let seven = Date(timeIntervalSince1970: 1_795_503_600)

  @Test func `a zone is for dates that name none`() throws {
    let text = """
      <rss><channel><lastBuildDate>Tue, 24 Nov 2026 07:00:00</lastBuildDate>
      <item><pubDate>24.11.2026 07:00</pubDate><dcterms:modified>2026-11-24T07:00:00Z\
      </dcterms:modified></item></channel></rss>
      """
    let hour: Double = 3600
    #expect(
      try dates(text, zone: "Europe/Rome")
        == [Self.seven - hour, Self.seven - hour, Self.seven])
    #expect(try dates(text, zone: nil) == [Self.seven, Self.seven, Self.seven])
  }

  @Test func `a zone is for JSON as well`() throws {
    let text = #"{"items":[{"id":"1","date_published":"2026-11-24T07:00:00"}]}"#
    #expect(try dates(text, zone: "Asia/Tokyo")[1] == Self.seven - 9 * 3600)
  }
}
