import FoundationEssentials

/// The Atom feed of a digest's editions, newest first: `feed.xml` beside them.
///
/// An entry leads to the edition's file and tells its first headlines. Links are relative, so that the
/// folder can be served from anywhere; identifiers are made of the digest's name and the edition's
/// number and moment, and stay the same wherever it goes. Source: RFC 4287.
struct EditionsFeed {
  private static let maximumEntries = 30

  private let masthead: Masthead
  private let almanac: Almanac
  /// Newest first.
  private let entries: [(synopsis: Synopsis, file: Archive.Entry)]

  /// - Parameters:
  ///   - archive: the editions that are there; only those get an entry.
  ///   - synopses: what is told of them, in any order.
  ///   - masthead: of the newest edition; gives the title and the language.
  init(_ archive: Archive, synopses: [Synopsis], masthead: Masthead) {
    self.masthead = masthead
    almanac = Almanac(masthead)
    let told = Dictionary(synopses.map { ($0.fileStem, $0) }) { _, later in later }
    let entries = archive.entries.lazy.compactMap { file in
      told[file.stem].map { (synopsis: $0, file: file) }
    }
    self.entries = Array(entries.prefix(Self.maximumEntries))
  }

  /// The feed, which is XML; HTML's escapes are XML's, too.
  var document: HTML {
    let updated = entries.first?.synopsis.writtenAt ?? masthead.writtenAt
    var feed: HTML = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(masthead.language)">
      <id>\(StableName.urn("rassegna digest", masthead.digest))</id>
      <title>\(alone: masthead.title)</title>
      <updated>\(Timestamp.text(updated))</updated>
      <author><name>\(alone: masthead.title)</name></author>
      <generator>rassegna</generator>
      <link rel="self" type="application/atom+xml" href="feed.xml"/>
      <link rel="alternate" type="text/html" href="index.html"/>

      """
    for entry in entries { feed += self.entry(entry.synopsis, entry.file) }
    feed += "</feed>\n"
    return feed
  }

  private func entry(_ synopsis: Synopsis, _ file: Archive.Entry) -> HTML {
    let moment = Timestamp.text(synopsis.writtenAt)
    let id = StableName.urn(
      "rassegna edition", masthead.digest, String(synopsis.number), moment)
    let form = Form.allCases.first { file.forms.contains($0) } ?? .html
    let stories = almanac.wording.stories(almanac.count(synopsis.stories))
    var content: HTML = "<p>\(stories)</p>"
    if !synopsis.headlines.isEmpty {
      content += "<ul>"
      for headline in synopsis.headlines { content += "<li dir=\"auto\">\(alone: headline)</li>" }
      content += "</ul>"
    }
    return """
      <entry>
      <id>\(id)</id>
      <title>\(almanac.title(of: synopsis.day, part: synopsis.part))</title>
      <published>\(moment)</published>
      <updated>\(moment)</updated>
      <link rel="alternate" type="\(form.mediaType)" href="\(file.name(in: form))"/>
      <content type="html">\(content.string)</content>
      </entry>

      """
  }
}

extension Form {
  /// What a server should send the form's files as.
  var mediaType: String {
    switch self {
    case .html: "text/html"
    case .markdown: "text/markdown"
    case .text: "text/plain"
    case .json: "application/feed+json"
    case .epub: "application/epub+zip"
    }
  }
}
