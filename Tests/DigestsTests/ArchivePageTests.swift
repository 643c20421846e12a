import FoundationEssentials
import Stories
import Testing

@testable import Digests

@Suite struct ArchivePageTests {
  private func page(_ synopses: [Synopsis]) throws -> String {
    let archive = Archive(names: ["2026-11-24.html", "2026-11-24.epub", "2026-10-02.txt"])
    return try ArchivePage(archive, synopses: synopses, masthead: masthead())
      .document(.standard)
  }

  @Test func `an edition is told with its number, its forms and its headlines`() throws {
    let page = try page([Synopsis(sample)])
    #expect(page.contains("<a class=\"day\" href=\"2026-11-24.html\">martedì 24 novembre 2026</a>"))
    #expect(page.contains("N. 128 · 6 notizie"))
    #expect(page.contains("<a href=\"2026-11-24.epub\">EPUB</a>"))
    #expect(page.contains("GENOVA. Riapre il porto"))
    #expect(page.contains("<a class=\"day\" href=\"2026-10-02.txt\">venerdì 2 ottobre 2026</a>"))
  }

  @Test func `the one script that may run is the page's own`() throws {
    let page = try page([])
    let script = try #require(page.firstMatch(of: /<script>([^<]*(?:<[^\/][^<]*)*)<\/script>/)).1
    let hash = Data(Checksum.sha256(Array(script.utf8))).base64EncodedString()
    #expect(page.contains("script-src 'sha256-\(hash)';"))
    #expect(page.matches(of: /<script/).count == 1)
    #expect(!script.contains("innerHTML"))
  }

  @Test func `each section's first headline comes before any second one`() {
    let edition = material(
      [
        item(1, of: agency, title: "A1", minutesBefore: 1),
        item(2, of: agency, title: "A2", minutesBefore: 200), item(3, of: blog, title: "B1"),
      ]
    ).composed().edition
    #expect(Synopsis(edition).headlines.map(\.string) == ["A1", "B1", "A2"])
  }

  @Test func `headlines beyond the first can be searched, though they are not seen`() throws {
    var synopsis = Synopsis(sample)
    synopsis.further = [Line("The ninth & last")]
    let page = try page([synopsis])
    #expect(page.contains("<p hidden><bdi>The ninth &amp; last</bdi></p>"))
    synopsis.further = nil
    #expect(try !self.page([synopsis]).contains("<p hidden>"))
  }

  @Test func `a synopsis is read again as it was written`() throws {
    let synopsis = Synopsis(sample)
    #expect(try Synopsis(decoding: synopsis.encoded()) == synopsis)
  }
}
