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
      for group in section.groups {
        lines += [""] + headed(group.source.title.string, by: "-")
        lines += group.stories.flatMap { [""] + told($0) }
      }
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
    return lines + column.wrapped(wording.times(in: masthead.zone))
  }
}
