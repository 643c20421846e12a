/// The list of a digest's editions, by month, newest first: `index.html` beside them.
struct ArchivePage {
  private let archive: Archive
  private let masthead: Masthead
  private let almanac: Almanac
  private var wording: any Wording { almanac.wording }

  /// - Parameter masthead: of any edition; gives the title and the language.
  init(_ archive: Archive, masthead: Masthead) {
    self.archive = archive
    self.masthead = masthead
    almanac = Almanac(masthead)
  }

  var document: HTML {
    var page = HTMLFrame.opening(
      wording, title: "\(masthead.title.string): \(wording.archive)")
    page += """
      <header class="masthead">
      <h1 dir="auto">\(alone: masthead.title)</h1>
      <p class="folio"><span>\(wording.archive)</span></p>
      </header>
      <main class="archive">

      """
    for month in months {
      page += "<section class=\"section\">\n<h2>\(almanac.month(of: month[0].day))</h2>\n<ul>\n"
      for entry in month { page += line(entry) }
      page += "</ul>\n</section>\n"
    }
    page += "</main>\n"
    page += HTMLFrame.closing
    return page
  }

  private var months: [[Archive.Entry]] {
    archive.entries.reduce(into: []) { months, entry in
      if let day = months.last?.first?.day, day.year == entry.day.year,
        day.month == entry.day.month
      {
        months[months.count - 1].append(entry)
      } else {
        months.append([entry])
      }
    }
  }

  /// The first form is what the date leads to, the others are named after it.
  private func line(_ entry: Archive.Entry) -> HTML {
    let forms = Form.allCases.filter(entry.forms.contains)
    let date =
      almanac.fullDate(entry.day)
      + (entry.part == 1 ? "" : " (\(almanac.count(entry.part).digits))")
    let links = forms.enumerated().map { index, form -> HTML in
      let text: HTML = index == 0 ? "\(date)" : "\(form.label)"
      return "<a href=\"\(entry.name(in: form))\">\(text)</a>"
    }
    return "<li>\(links.joined(separator: " "))</li>\n"
  }
}

extension Form {
  /// What the form is called, in every language.
  fileprivate var label: String {
    switch self {
    case .html: "HTML"
    case .markdown: "Markdown"
    case .text: "TXT"
    }
  }
}
