import FoundationEssentials
import Testing

@testable import Digests

@Suite struct EPUBTests {
  @Test func `a book says first what it is`() throws {
    let bytes = try sample.rendered(as: .epub)
    #expect(
      String(decoding: bytes[30..<58], as: UTF8.self) == "mimetypeapplication/epub+zip")
  }

  @Test func `every page of the book is well-formed, whatever a feed says`() throws {
    for text in hostile {
      let edition = edition(saying: text)
      let pages = EPUBPages(edition, Almanac(edition.masthead))
      let section = edition.sections[0]
      for page in [
        pages.front, pages.section(section, Line(text)), pages.colophon, pages.corrections,
      ] {
        var open: [Substring] = []
        for tag in page.string.matches(of: /<(\/?)([a-z0-9:]+)[^>]*?(\/?)>/) {
          if tag.1 == "/" {
            #expect(open.popLast() == tag.2)
          } else if tag.3 == "" {
            open.append(tag.2)
          }
        }
        #expect(open.isEmpty)
        #expect(!page.string.contains("<script"))
      }
    }
  }

  @Test func `a page has one title and headings that descend in steps of one`() {
    let pages = EPUBPages(sample, Almanac(sample.masthead))
    for page in [pages.front, pages.section(sample.sections[0], Line("S")), pages.colophon] {
      let levels = page.string.matches(of: /<h([1-6])/).compactMap { Int($0.1) }
      #expect(levels.first == 1)
      for (above, below) in zip(levels, levels.dropFirst()) { #expect(below <= above + 1) }
    }
  }
}
