import FoundationEssentials

/// An edition as plain text of 72 columns, for terminals and mail.
///
/// Links are numbered, and stand at the end of their section, each whole on a line of its own: most
/// programs make them clickable only so.
struct TextPage {
  private let edition: Edition
  private let almanac: Almanac
  private var wording: any Wording { almanac.wording }
  private var masthead: Masthead { edition.masthead }
  private let column = Column(width: 72)

  init(_ edition: Edition) {
    self.edition = edition
    almanac = Almanac(edition.masthead)
  }

  var document: String {
    var notes = Footnotes()
    var lines = header
    if edition.opening == nil && edition.sections.isEmpty {
      lines += ["", wording.nothingNew]
    }
    if let opening = edition.opening { lines += [""] + told(opening, &notes) + notes.lines() }
    for section in edition.sections {
      lines +=
        ["", ""] + headed(almanac.heading(of: section, in: edition).string.uppercased(), by: "=")
      for story in section.told { lines += [""] + told(story, &notes) }
      if !section.further.isEmpty { lines += [""] + further(section.further, &notes) }
      lines += notes.lines()
    }
    if !edition.changes.isEmpty {
      lines += ["", ""] + headed(wording.corrections.uppercased(), by: "=")
      for change in edition.changes { lines += [""] + corrected(change, &notes) }
      lines += notes.lines()
    }
    return (lines + footer).joined(separator: "\n") + "\n"
  }

  private var header: [String] {
    let number = wording.edition(number: almanac.count(masthead.number).digits)
    let stories = wording.stories(almanac.count(edition.counts.stories))
    return column.wrapped(masthead.title.string.uppercased())
      + column.wrapped("\(almanac.dateline(of: masthead)) · \(number) · \(stories)")
      + [column.rule("=")]
  }

  private func headed(_ heading: String, by rule: Character) -> [String] {
    let lines = column.wrapped(heading)
    return lines + [column.rule(rule, under: lines)]
  }

  private func told(_ story: Edition.Story, _ notes: inout Footnotes) -> [String] {
    let title = story.title.isEmpty ? wording.untitled : story.title.string
    let below = [
      almanac.stamp(story.moment).description, story.source.string, story.author?.string,
      story.readingMinutes.map { wording.readingTime(almanac.count($0)) },
    ].compactMap(\.self).joined(separator: " · ")
    var lines = column.wrapped(title + notes.mark(story.link), first: "* ", rest: "  ")
    lines += column.wrapped(below, first: "  ", rest: "  ")
    lines += column.wrapped(story.excerpt.string, first: "  ", rest: "  ")
    for mention in story.also {
      let stamp = almanac.stamp(mention.moment).description
      lines += column.wrapped(
        "\(wording.alsoIn) \(mention.source) (\(stamp))\(notes.mark(mention.link))",
        first: "  + ", rest: "    ")
    }
    return lines
  }

  private var footer: [String] {
    var lines = ["", ""] + headed(wording.completeness.uppercased(), by: "=") + [""]
    lines += column.wrapped(almanac.account(of: edition.counts))
    lines += column.wrapped(
      edition.troubles.isEmpty ? wording.everythingRead : wording.notRead + ":")
    for trouble in edition.troubles {
      let since = wording.since(almanac.stamp(trouble.since))
      lines += column.wrapped(
        "\(trouble.source.title), \(since): \(trouble.reason)", first: "- ", rest: "  ")
    }
    lines += list(
      wording.quieter, edition.silences.map { "\($0.source.title): \(almanac.account(of: $0))" })
    lines += list(
      wording.mayBeMissing, edition.holes.map { "\($0.source.title): \(almanac.span(of: $0))" })
    return lines + column.wrapped(wording.times(in: masthead.zone))
  }

  private func list(_ heading: String, _ entries: [String]) -> [String] {
    guard !entries.isEmpty else { return [] }
    return column.wrapped(heading + ":")
      + entries.flatMap { column.wrapped($0, first: "- ", rest: "  ") }
  }

  private func further(
    _ stories: ArraySlice<Edition.Story>, _ notes: inout Footnotes
  ) -> [String] {
    var lines = column.wrapped(wording.andMore(almanac.count(stories.count)))
    for story in stories {
      let title = story.title.isEmpty ? wording.untitled : story.title.string
      lines += column.wrapped(
        "\(title) · \(story.source)\(notes.mark(story.link))", first: "- ", rest: "  ")
    }
    return lines
  }

  private func corrected(_ change: Change, _ notes: inout Footnotes) -> [String] {
    let title = change.after.isEmpty ? wording.untitled : change.after.string
    let before =
      change.isOfHeadline ? "\(wording.before): \(change.before)" : wording.textRevised
    let below = [
      almanac.stamp(change.moment).description, change.source.string, almanac.told(change),
    ].joined(separator: " · ")
    var lines = column.wrapped(title + notes.mark(change.link), first: "* ", rest: "  ")
    lines += column.wrapped(before, first: "  ", rest: "  ")
    lines += column.wrapped(below, first: "  ", rest: "  ")
    return lines
  }
}

/// The links of a section, which are told at its end.
private struct Footnotes {
  private var links: [Link] = []
  private var last = 0

  /// The mark of a link behind its text: ` [3]`; nothing without a link.
  mutating func mark(_ link: Link?) -> String {
    guard let link else { return "" }
    links.append(link)
    last += 1
    return " [\(last)]"
  }

  /// The links that were marked since the last call, below an empty line.
  mutating func lines() -> [String] {
    let first = last - links.count + 1
    let notes = links.enumerated().map { "[\(first + $0.offset)] \($0.element)" }
    links = []
    return notes.isEmpty ? [] : [""] + notes
  }
}
