import FoundationEssentials

/// An edition in CommonMark: every paragraph on one line.
struct MarkdownPage {
  private let edition: Edition
  private let almanac: Almanac
  private var wording: any Wording { almanac.wording }
  private var masthead: Masthead { edition.masthead }

  init(_ edition: Edition) {
    self.edition = edition
    almanac = Almanac(edition.masthead)
  }

  var document: Markdown {
    var page = header
    if edition.opening == nil && edition.sections.isEmpty {
      page += "\n\(wording.nothingNew)\n"
    }
    if let opening = edition.opening { page += told(opening, heading: "##") }
    for section in edition.sections {
      page += "\n## \(almanac.heading(of: section, in: edition))\n"
      for story in section.told { page += told(story, heading: "###") }
      if !section.further.isEmpty { page += further(section.further) }
    }
    if !edition.changes.isEmpty { page += corrections }
    page += footer
    return page
  }

  private var header: Markdown {
    let number = wording.edition(number: almanac.count(masthead.number).digits)
    let stories = wording.stories(almanac.count(edition.counts.stories))
    return """
      # \(masthead.title)

      \(almanac.dateline(of: masthead)) · \(number) · \(stories)

      """
  }

  private func told(_ story: Edition.Story, heading: Markdown) -> Markdown {
    let title: Markdown = story.title.isEmpty ? "\(wording.untitled)" : "\(story.title)"
    var parts: [Markdown] = ["\(almanac.stamp(story.moment).description)", "\(story.source)"]
    if let author = story.author { parts.append("\(author)") }
    if let minutes = story.readingMinutes {
      parts.append("\(wording.readingTime(almanac.count(minutes)))")
    }
    var text: Markdown = """

      \(heading) \(linked(title, to: story.link))

      \(parts.joined(separator: " · "))

      """
    if !story.excerpt.isEmpty { text += "\n\(story.excerpt)\n" }
    if !story.also.isEmpty {
      let mentions = story.also.map(mention).joined(separator: ", ")
      text += "\n\(wording.alsoIn) \(mentions)\n"
    }
    return text
  }

  private func mention(_ mention: Edition.Mention) -> Markdown {
    "\(linked("\(mention.source)", to: mention.link)) (\(almanac.stamp(mention.moment).description))"
  }

  private func linked(_ text: Markdown, to link: Link?) -> Markdown {
    link.map { "[\(text)](\($0))" } ?? text
  }

  private var footer: Markdown {
    var text: Markdown = """

      ## \(wording.completeness)

      \(almanac.account(of: edition.counts))

      \(edition.troubles.isEmpty ? wording.everythingRead : wording.notRead + ":")


      """
    for trouble in edition.troubles {
      let since = wording.since(almanac.stamp(trouble.since))
      text += "- **\(trouble.source.title)**, \(since): \(trouble.reason)\n"
    }
    if !edition.troubles.isEmpty { text += "\n" }
    text += list(
      wording.quieter,
      edition.silences.map { "**\($0.source.title)**: \(almanac.account(of: $0))" })
    text += list(
      wording.mayBeMissing,
      edition.holes.map { "**\($0.source.title)**: \(almanac.span(of: $0))" })
    text += "\(wording.times(in: masthead.zone))\n"
    return text
  }

  private func list(_ heading: String, _ entries: [Markdown]) -> Markdown {
    guard !entries.isEmpty else { return Markdown() }
    let items = entries.map { entry -> Markdown in "- \(entry)\n" }
    return "\(heading):\n\n\(items.joined(separator: ""))\n"
  }

  private func further(_ stories: ArraySlice<Edition.Story>) -> Markdown {
    var text: Markdown = "\n\(wording.andMore(almanac.count(stories.count)))\n\n"
    for story in stories {
      let title: Markdown = story.title.isEmpty ? "\(wording.untitled)" : "\(story.title)"
      text += "- \(linked(title, to: story.link)) · \(story.source)\n"
    }
    return text
  }

  private var corrections: Markdown {
    var text: Markdown = "\n## \(wording.corrections)\n\n"
    for change in edition.changes {
      let after: Markdown = change.after.isEmpty ? "\(wording.untitled)" : "\(change.after)"
      let before: Markdown =
        change.isOfHeadline ? "\(wording.before): \(change.before)" : "\(wording.textRevised)"
      text += """
        - **\(linked(after, to: change.link))** · \(before) · \
        \(almanac.stamp(change.moment).description) · \(change.source) · \(almanac.told(change))

        """
    }
    return text
  }
}
