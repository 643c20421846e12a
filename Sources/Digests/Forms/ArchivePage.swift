import Mustache

/// The list of a digest's editions, by month, newest first: `index.html` beside them.
///
/// Its search needs no server: a script of a few lines, the only one that the page's policy allows,
/// looks through the dates and headlines on the page. Without scripts there is no search.
struct ArchivePage {
  private let archive: Archive
  private let masthead: Masthead
  private let almanac: Almanac
  private let synopses: [String: Synopsis]
  private var wording: any Wording { almanac.wording }

  /// - Parameters:
  ///   - synopses: of as many editions as can be told of, in any order.
  ///   - masthead: of any edition; gives the title and the language.
  init(_ archive: Archive, synopses: [Synopsis], masthead: Masthead) {
    self.archive = archive
    self.masthead = masthead
    self.synopses = Dictionary(synopses.map { ($0.fileStem, $0) }) { _, later in later }
    almanac = Almanac(masthead)
  }

  /// The page in a theme.
  func document(_ theme: Theme) throws(TemplateError) -> String {
    var values = try TemplateValues()
    values.setFrame(masthead, almanac)
    values.set("page_title", "\(masthead.title.string): \(wording.archive)")
    values.set("archive", "\(wording.archive)")
    values.set("edition_count", "\(wording.editions(almanac.count(archive.entries.count)))")
    values.set("months_heading", "\(wording.months)")
    values.set("search", "\(wording.search)")
    values.set("found", "\(wording.found)")
    values.set("months", each: months) { month, values in
      let day = month[0].day
      values.set("id", "month-\(day.year)-\(day.month)")
      values.set("month", "\(almanac.month(of: day))")
      values.set("count", "\(almanac.count(month.count).digits)")
      values.set("editions", each: month) { set($0, &$1) }
    }
    return try theme.page(.archive, values)
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
  private func set(_ entry: Archive.Entry, _ values: inout TemplateValues) {
    let forms = Form.allCases.filter(entry.forms.contains)
    let synopsis = synopses[entry.stem]
    values.set("date", "\(almanac.title(of: entry.day, part: entry.part))")
    values.set("link", forms.first.map { "\(entry.name(in: $0))" })
    values.set("other_forms", each: forms.dropFirst()) { form, values in
      values.set("link", "\(entry.name(in: form))")
      values.set("form", "\(form.label)")
    }
    values.set(
      "number", synopsis.map { "\(wording.edition(number: almanac.count($0.number).digits))" })
    values.set("story_count", synopsis.map { "\(wording.stories(almanac.count($0.stories)))" })
    values.set("headlines", synopsis.flatMap { Self.list($0.headlines) })
    values.set("further", synopsis.flatMap { Self.list($0.further ?? []) })
  }

  /// Nil for none.
  private static func list(_ headlines: [Line]) -> HTML? {
    headlines.isEmpty ? nil : headlines.map { "\($0)" as HTML }.joined(separator: " · ")
  }
}

extension Form {
  /// What the form is called, in every language.
  var label: String {
    switch self {
    case .html: "HTML"
    case .markdown: "Markdown"
    case .text: "TXT"
    case .json: "JSON"
    case .epub: "EPUB"
    }
  }
}
