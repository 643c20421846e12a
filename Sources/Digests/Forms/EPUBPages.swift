/// The pages of the book, in the XML form of HTML.
struct EPUBPages {
  private let edition: Edition
  private let almanac: Almanac
  private var wording: any Wording { almanac.wording }
  private var masthead: Masthead { edition.masthead }

  init(_ edition: Edition, _ almanac: Almanac) {
    self.edition = edition
    self.almanac = almanac
  }

  /// The title and the story that opens the edition.
  var front: HTML {
    var body: HTML = """
      <header>
      <h1 dir="auto">\(alone: masthead.title)</h1>
      <p class="folio">\(almanac.dateline(of: masthead)) · \
      \(wording.edition(number: almanac.count(masthead.number).digits)) · \
      \(wording.stories(almanac.count(edition.counts.stories)))</p>
      </header>

      """
    if edition.opening == nil && edition.sections.isEmpty {
      body += "<p>\(wording.nothingNew)</p>\n"
    }
    if let opening = edition.opening {
      body += "<article class=\"opening\">\n<h2 dir=\"auto\"\(lang(of: opening))>"
      body += "\(title(of: opening))</h2>\n"
      body += picture(of: opening)
      body += below(opening)
      body += "</article>\n"
    }
    return Self.page(wording, title: "\(alone: masthead.title)", body)
  }

  func section(_ section: Edition.Section, _ heading: Line) -> HTML {
    var body: HTML = "<section>\n<h1 dir=\"auto\">\(alone: heading)</h1>\n"
    for story in section.told {
      body += "<article>\n<h2 dir=\"auto\"\(lang(of: story))>\(title(of: story))</h2>\n"
      body += picture(of: story)
      body += below(story)
      body += "</article>\n"
    }
    if !section.further.isEmpty {
      body += "<h2>\(wording.andMore(almanac.count(section.further.count)))</h2>\n<ul>\n"
      for story in section.further {
        body += "<li dir=\"auto\">\(title(of: story)) · \(story.source)</li>\n"
      }
      body += "</ul>\n"
    }
    body += "</section>\n"
    return Self.page(wording, title: "\(alone: heading)", body)
  }

  var colophon: HTML {
    var body: HTML = """
      <h1>\(wording.completeness)</h1>
      <p>\(almanac.account(of: edition.counts))</p>

      """
    if edition.troubles.isEmpty { body += "<p>\(wording.everythingRead)</p>\n" }
    body += list(
      wording.notRead,
      edition.troubles.map {
        "<strong>\($0.source.title)</strong> \(wording.since(almanac.stamp($0.since))): \($0.reason)"
      })
    body += list(
      wording.quieter,
      edition.silences.map { "<strong>\($0.source.title)</strong>: \(almanac.account(of: $0))" })
    body += list(
      wording.mayBeMissing,
      edition.holes.map { "<strong>\($0.source.title)</strong>: \(almanac.span(of: $0))" })
    body += "<p>\(wording.times(in: masthead.zone))</p>\n"
    return Self.page(wording, title: "\(wording.completeness)", body)
  }

  /// Corrections to what earlier editions told.
  var corrections: HTML {
    let entries = edition.changes.map { change -> HTML in
      let after: HTML = change.after.isEmpty ? "\(wording.untitled)" : "\(change.after)"
      let before: HTML =
        change.isOfHeadline
        ? "\(wording.before): <del>\(change.before)</del>" : "\(wording.textRevised)"
      let moment = almanac.stamp(change.moment).description
      return """
        <strong>\(linked(after, to: change.link))</strong> · \(before) · \(moment) · \
        \(change.source) · \(almanac.told(change))
        """
    }
    let items = entries.map { entry -> HTML in "<li>\(entry)</li>\n" }
    return Self.page(
      wording, title: "\(wording.corrections)",
      "<h1>\(wording.corrections)</h1>\n<ul>\n\(items.joined())</ul>\n")
  }

  private func list(_ heading: String, _ entries: [HTML]) -> HTML {
    guard !entries.isEmpty else { return HTML() }
    let items = entries.map { entry -> HTML in "<li>\(entry)</li>\n" }
    return "<h2>\(heading)</h2>\n<ul>\n\(items.joined())</ul>\n"
  }

  /// It says nothing that the text does not: it has no alternative.
  private func picture(of story: Edition.Story) -> HTML {
    guard let (picture, _) = edition.shownInBook(story) else { return HTML() }
    return """
      <p class="picture"><img src="\(picture.fileOfBook)" alt="" \
      width="\(picture.width)" height="\(picture.height)"/></p>

      """
  }

  private func title(of story: Edition.Story) -> HTML {
    let title: HTML = story.title.isEmpty ? "\(wording.untitled)" : "\(alone: story.title)"
    return linked(title, to: story.link)
  }

  /// The language of what a feed wrote, as attributes.
  private func lang(of story: Edition.Story) -> HTML {
    story.language.map { " lang=\"\($0.string)\" xml:lang=\"\($0.string)\"" } ?? ""
  }

  private func below(_ story: Edition.Story) -> HTML {
    let parts: [HTML?] = [
      "\(almanac.stamp(story.moment).description)",
      "\(story.source)", story.author.map { "\($0)" },
      story.readingMinutes.map { "\(wording.readingTime(almanac.count($0)))" },
    ]
    var html: HTML = """
      <p class="meta">\(parts.compactMap(\.self).joined(separator: " · "))</p>

      """
    if !story.excerpt.isEmpty {
      html += "<p dir=\"auto\"\(lang(of: story))>\(alone: story.excerpt)</p>\n"
    }
    if !story.also.isEmpty {
      let mentions = story.also.map { mention -> HTML in
        let source = linked("\(mention.source)", to: mention.link)
        return "\(source) (\(almanac.stamp(mention.moment).description))"
      }
      html += "<p class=\"meta\">\(wording.alsoIn) \(mentions.joined(separator: ", "))</p>\n"
    }
    return html
  }

  private func linked(_ html: HTML, to link: Link?) -> HTML {
    link.map { "<a href=\"\($0)\">\(html)</a>" } ?? html
  }

  /// A page of the book around its body.
  static func page(_ wording: any Wording, title: HTML, _ body: HTML) -> HTML {
    """
    <?xml version="1.0" encoding="utf-8"?>
    <!DOCTYPE html>
    <html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" \
    lang="\(wording.language)" xml:lang="\(wording.language)" dir="\(wording.direction.rawValue)">
    <head>
    <title>\(title)</title>
    <link rel="stylesheet" type="text/css" href="style.css"/>
    </head>
    <body>
    \(body)</body>
    </html>

    """
  }
}

/// The style of the book: little, because readers choose their own.
enum EPUBStyle {
  static let text: HTML = """
    h1, h2, h3 { line-height: 1.2; page-break-after: avoid; break-after: avoid; }
    h1 { margin: 0 0 .6em; }
    h2 { margin: 1.6em 0 .4em; }
    h3 { margin: 1.2em 0 .2em; }
    p { margin: .3em 0; }
    a { color: inherit; }
    h2 a, h3 a { text-decoration: none; }
    .folio, .meta { font-size: .85em; }
    nav ol { list-style: none; padding: 0; }

    """

  /// The same for a book that has pictures.
  static var withPictures: HTML {
    var style = text
    style += """
      .picture { margin: .6em 0; text-align: center; }
      .picture img { max-width: 100%; max-height: 50vh; width: auto; height: auto; }

      """
    return style
  }
}
