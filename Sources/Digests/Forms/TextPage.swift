import FoundationEssentials

/// An edition as plain text of 72 columns, for terminals and mail.
///
/// Links stand below what they belong to, whole on a line of their own: most programs make them
/// clickable only so.
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
    var lines = header
    if edition.opening == nil && edition.sections.isEmpty {
      lines += ["", wording.nothingNew]
    }
    if let opening = edition.opening { lines += [""] + told(opening) }
    for section in edition.sections {
      lines +=
        ["", ""] + headed(almanac.heading(of: section, in: edition).string.uppercased(), by: "=")
      lines += section.told.flatMap { [""] + told($0) }
      if !section.further.isEmpty { lines += [""] + further(section.further) }
    }
    if !edition.changes.isEmpty {
      lines += ["", ""] + headed(wording.corrections.uppercased(), by: "=")
      lines += edition.changes.flatMap { [""] + corrected($0) }
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

  private func told(_ story: Edition.Story) -> [String] {
    let title = story.title.isEmpty ? wording.untitled : story.title.string
    let below = [
      almanac.stamp(story.moment).description, story.source.string, story.author?.string,
      story.readingMinutes.map { wording.readingTime(almanac.count($0)) },
    ].compactMap(\.self).joined(separator: " · ")
    var lines = column.wrapped(title, first: "* ", rest: "  ")
    lines += column.wrapped(below, first: "  ", rest: "  ")
    lines += column.wrapped(story.excerpt.string, first: "  ", rest: "  ")
    if let link = story.link { lines.append("  " + link.string) }
    for mention in story.also {
      let stamp = almanac.stamp(mention.moment).description
      lines += column.wrapped(
        "\(wording.alsoIn) \(mention.source) (\(stamp))", first: "  + ", rest: "    ")
      if let link = mention.link { lines.append("    " + link.string) }
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

  private func further(_ stories: ArraySlice<Edition.Story>) -> [String] {
    var lines = column.wrapped(wording.andMore(almanac.count(stories.count)))
    for story in stories {
      let title = story.title.isEmpty ? wording.untitled : story.title.string
      lines += column.wrapped("\(title) · \(story.source)", first: "- ", rest: "  ")
      if let link = story.link { lines.append("  " + link.string) }
    }
    return lines
  }

  private func corrected(_ change: Change) -> [String] {
    let title = change.after.isEmpty ? wording.untitled : change.after.string
    let before =
      change.isOfHeadline ? "\(wording.before): \(change.before)" : wording.textRevised
    let below = [
      almanac.stamp(change.moment).description, change.source.string, almanac.told(change),
    ].joined(separator: " · ")
    var lines = column.wrapped(title, first: "* ", rest: "  ")
    lines += column.wrapped(before, first: "  ", rest: "  ")
    lines += column.wrapped(below, first: "  ", rest: "  ")
    if let link = change.link { lines.append("  " + link.string) }
    return lines
  }
}
