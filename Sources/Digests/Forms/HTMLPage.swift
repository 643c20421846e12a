/// An edition as one file for a browser.
///
/// Its Content-Security-Policy forbids everything but its own style sheet, so that no request can
/// leave the page; links tell nobody where the reader comes from. Headings descend in steps of one:
/// the title, the sections, the stories.
struct HTMLPage {
  private let edition: Edition
  private let almanac: Almanac
  private let stories: HTMLStories
  private var wording: any Wording { almanac.wording }
  private var masthead: Masthead { edition.masthead }

  init(_ edition: Edition) {
    self.edition = edition
    almanac = Almanac(edition.masthead)
    stories = HTMLStories(almanac)
  }

  var document: HTML {
    let title: HTML = "\(masthead.title.string), \(almanac.fullDate(masthead.day))"
    var page = HTMLFrame.opening(wording, title: title)
    page += "<a class=\"skip\" href=\"#stories\">\(wording.skipToStories)</a>\n"
    page += header
    if edition.sections.count > 1 { page += contents }
    page += "<main id=\"stories\" tabindex=\"-1\">\n"
    page += body
    page += corrections
    page += "</main>\n"
    page += footer
    page += HTMLFrame.closing
    return page
  }

  private var header: HTML {
    return """
      <header class="masthead">
      <h1 dir="auto">\(alone: masthead.title)</h1>
      <p class="folio"><span>\(wording.edition(number: almanac.count(masthead.number).digits))</span>
      <time datetime="\(Timestamp.text(masthead.writtenAt))">\(almanac.dateline(of: masthead))</time>
      <span>\(wording.stories(almanac.count(edition.counts.stories)))</span></p>
      </header>

      """
  }

  private var contents: HTML {
    var list: HTML = """
      <nav class="contents" aria-labelledby="contents">
      <h2 id="contents">\(wording.contents)</h2>
      <ol>

      """
    for (index, section) in edition.sections.enumerated() {
      let count = section.stories.count
      list += """
        <li><a href="#section-\(index + 1)">\(almanac.heading(of: section, in: edition))</a> \
        <span class="count">\(almanac.count(count).digits)</span></li>

        """
    }
    list += "</ol>\n</nav>\n"
    return list
  }

  private var body: HTML {
    if edition.opening == nil && edition.sections.isEmpty {
      return "<p class=\"nothing\">\(wording.nothingNew)</p>\n"
    }
    var body = HTML()
    if let opening = edition.opening { body += stories.opening(opening) }
    for (index, section) in edition.sections.enumerated() {
      body += """
        <section class="section" aria-labelledby="section-\(index + 1)">
        <h2 id="section-\(index + 1)">\(almanac.heading(of: section, in: edition))</h2>

        """
      body += stories.section(section)
      body += "</section>\n"
    }
    return body
  }

  private var corrections: HTML {
    guard !edition.changes.isEmpty else { return HTML() }
    var html: HTML = """
      <section class="section" aria-labelledby="corrections">
      <h2 id="corrections">\(wording.corrections)</h2>
      <ul class="changes">

      """
    for change in edition.changes { html += stories.change(change) }
    html += "</ul>\n</section>\n"
    return html
  }

  private var footer: HTML {
    return """
      <footer class="colophon">
      <h2>\(wording.completeness)</h2>
      <p>\(almanac.account(of: edition.counts))</p>
      \(troubles)\(silences)\(holes)<p class="zone">\(wording.times(in: masthead.zone))</p>
      <p><a href="index.html">\(wording.archive)</a></p>
      </footer>

      """
  }

  private var troubles: HTML {
    guard !edition.troubles.isEmpty else { return "<p>\(wording.everythingRead)</p>\n" }
    var list: HTML = "<h3>\(wording.notRead)</h3>\n<ul class=\"troubles\">\n"
    for trouble in edition.troubles {
      list += """
        <li><strong>\(trouble.source.title)</strong> \
        \(wording.since(almanac.stamp(trouble.since))): \(trouble.reason)</li>

        """
    }
    list += "</ul>\n"
    return list
  }

  private var silences: HTML {
    list(
      wording.quieter,
      edition.silences.map { "<strong>\($0.source.title)</strong>: \(almanac.account(of: $0))" })
  }

  private var holes: HTML {
    list(
      wording.mayBeMissing,
      edition.holes.map { "<strong>\($0.source.title)</strong>: \(almanac.span(of: $0))" })
  }

  private func list(_ heading: String, _ entries: [HTML]) -> HTML {
    guard !entries.isEmpty else { return HTML() }
    let items = entries.map { entry -> HTML in "<li>\(entry)</li>\n" }
    return "<h3>\(heading)</h3>\n<ul class=\"troubles\">\n\(items.joined())</ul>\n"
  }
}

/// What stands before and after every page of ours.
enum HTMLFrame {
  /// The head of the document and the beginning of its body.
  static func opening(_ wording: any Wording, title: HTML) -> HTML {
    """
    <!DOCTYPE html>
    <html lang="\(wording.language)" dir="\(wording.direction.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="rassegna">
    <title>\(title)</title>
    <style>\(Stylesheet.text)</style>
    </head>
    <body>

    """
  }

  static let closing: HTML = "</body>\n</html>\n"
}
