import Archiving
import FoundationEssentials

/// An edition as an EPUB 3 book: a file for the opening, one for each section, one for the colophon.
///
/// The archive holds no time but the edition's own, so that the same edition gives the same bytes.
/// Source: EPUB 3.3, with the metadata of EPUB Accessibility 1.1.
struct EPUBBook {
  private let edition: Edition
  private let almanac: Almanac
  private var wording: any Wording { almanac.wording }
  private var masthead: Masthead { edition.masthead }

  init(_ edition: Edition) {
    self.edition = edition
    almanac = Almanac(edition.masthead)
  }

  /// The file.
  var document: [UInt8] {
    get throws(DigestError) {
      do throws(ZipError) {
        var archive = try ZipArchive(time: time)
        // First and as it is, so that its bytes stand where readers look for them. §4.2.3
        try archive.add("mimetype", Array("application/epub+zip".utf8), .stored)
        for (name, text) in files {
          try archive.add(name, Array(text.string.utf8), .deflated)
        }
        for (name, bytes) in pictures {
          try archive.add("EPUB/" + name, bytes, .stored)
        }
        return try archive.finished()
      } catch {
        throw .archive(code: error.code)
      }
    }
  }

  private var files: [(String, HTML)] {
    let chapters = chapters
    return [
      ("META-INF/container.xml", Self.container),
      ("EPUB/package.opf", package(chapters)),
      ("EPUB/nav.xhtml", navigation(chapters)),
      ("EPUB/style.css", pictures.isEmpty ? EPUBStyle.text : EPUBStyle.withPictures),
    ] + chapters.map { ("EPUB/" + $0.file, $0.page) }
  }

  private var chapters: [EPUBChapter] {
    let pages = EPUBPages(edition, almanac)
    var chapters = [
      EPUBChapter(file: "front.xhtml", title: "\(alone: masthead.title)", page: pages.front)
    ]
    for (index, section) in edition.sections.enumerated() {
      let heading = almanac.heading(of: section, in: edition)
      chapters.append(
        EPUBChapter(
          file: "section-\(index + 1).xhtml", title: "\(alone: heading)",
          page: pages.section(section, heading)))
    }
    if !edition.changes.isEmpty {
      chapters.append(
        EPUBChapter(
          file: "corrections.xhtml", title: "\(wording.corrections)", page: pages.corrections))
    }
    chapters.append(
      EPUBChapter(
        file: "colophon.xhtml", title: "\(wording.completeness)", page: pages.colophon))
    return chapters
  }

  /// The pictures that stand with stories, as they are read.
  private var pictures: [(file: String, bytes: [UInt8])] {
    edition.picturesOfBook.map { ($0.picture.fileOfBook, $0.bytes) }
  }

  private var time: ZipTime {
    let zone = masthead.timeZone
    let parts = Calendar.gregorian(in: zone).dateComponents(
      [.year, .month, .day, .hour, .minute], from: masthead.writtenAt)
    return ZipTime(
      year: parts.year ?? 1980, month: parts.month ?? 1, day: parts.day ?? 1,
      hour: parts.hour ?? 0, minute: parts.minute ?? 0)
  }

  private static let container: HTML = """
    <?xml version="1.0" encoding="utf-8"?>
    <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
    <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
    </rootfiles>
    </container>

    """
}

/// A file of the book with its line in the table of contents.
struct EPUBChapter {
  let file: String
  let title: HTML
  let page: HTML
  /// The name of the file in the package.
  var id: String { String(file.prefix { $0 != "." }) }
}

extension EPUBBook {
  private func package(_ chapters: [EPUBChapter]) -> HTML {
    let moment = Timestamp.text(masthead.writtenAt)
    let id = StableName.urn(
      "rassegna edition", masthead.digest, String(masthead.number), moment)
    var package: HTML = """
      <?xml version="1.0" encoding="utf-8"?>
      <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" \
      xml:lang="\(wording.language)" dir="\(wording.direction.rawValue)">
      \(metadata(id: id, moment: moment))<manifest>
      <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
      <item id="style" href="style.css" media-type="text/css"/>

      """
    for chapter in chapters {
      package += """
        <item id="\(chapter.id)" href="\(chapter.file)" media-type="application/xhtml+xml"/>

        """
    }
    for (picture, _) in edition.picturesOfBook {
      package += """
        <item id="picture-\(picture.name)" href="\(picture.fileOfBook)" \
        media-type="\(picture.kind.mediaType)"/>

        """
    }
    package += """
      </manifest>
      <spine page-progression-direction="\(wording.direction.rawValue)">

      """
    // The table of contents stands behind the front page, for readers that show none themselves.
    for id in [chapters[0].id, "nav"] + chapters.dropFirst().map(\.id) {
      package += "<itemref idref=\"\(id)\"/>\n"
    }
    package += "</spine>\n</package>\n"
    return package
  }

  private func metadata(id: String, moment: String) -> HTML {
    """
    <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">\(id)</dc:identifier>
    <dc:title>\(masthead.title.string), \(almanac.title(of: masthead.day, part: masthead.part))\
    </dc:title>
    <dc:language>\(wording.language)</dc:language>
    <dc:creator>\(alone: masthead.title)</dc:creator>
    <dc:date>\(moment)</dc:date>
    <meta property="dcterms:modified">\(moment)</meta>
    <meta property="schema:accessMode">textual</meta>
    <meta property="schema:accessModeSufficient">textual</meta>
    <meta property="schema:accessibilityFeature">structuralNavigation</meta>
    <meta property="schema:accessibilityFeature">tableOfContents</meta>
    <meta property="schema:accessibilityHazard">none</meta>
    </metadata>

    """
  }

  private func navigation(_ chapters: [EPUBChapter]) -> HTML {
    var body: HTML = """
      <nav epub:type="toc" role="doc-toc" aria-labelledby="contents">
      <h1 id="contents">\(wording.contents)</h1>
      <ol>

      """
    for chapter in chapters {
      body += "<li><a href=\"\(chapter.file)\">\(chapter.title)</a></li>\n"
    }
    body += """
      </ol>
      </nav>
      <nav epub:type="landmarks" aria-label="\(wording.contents)" hidden="hidden">
      <ol>
      <li><a epub:type="toc" href="nav.xhtml">\(wording.contents)</a></li>
      <li><a epub:type="bodymatter" href="\(chapters[0].file)">\(chapters[0].title)</a></li>
      </ol>
      </nav>

      """
    return EPUBPages.page(wording, title: "\(wording.contents)", body)
  }
}

extension Edition {
  /// Those of its pictures that every e-reader shows, as they are read: WebP came to the format late.
  /// Source: EPUB 3.3 §3.2, EPUB 3.2 §3.
  fileprivate var picturesOfBook: [(picture: Picture, bytes: [UInt8])] {
    let told = (opening.map { [$0] } ?? []) + sections.flatMap(\.told)
    return told.compactMap(shownInBook)
  }

  func shownInBook(_ story: Story) -> (picture: Picture, bytes: [UInt8])? {
    shown(story).flatMap { $0.picture.kind == .webp ? nil : $0 }
  }
}

extension Picture {
  /// Below the folder of the pages.
  var fileOfBook: String { "pictures/\(name).\(kind.fileExtension)" }
}
