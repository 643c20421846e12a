import FoundationEssentials

/// The stories of an edition as articles of its page.
struct HTMLStories {
  private let almanac: Almanac
  private var wording: any Wording { almanac.wording }

  init(_ almanac: Almanac) {
    self.almanac = almanac
  }

  /// The story above all sections.
  func opening(_ story: Edition.Story) -> HTML {
    """
    <article class="opening">
    <h2 dir="auto">\(title(of: story))</h2>
    \(below(story))</article>

    """
  }

  /// The stories of a section: first those that are told whole, then the headlines of the rest.
  func section(_ section: Edition.Section) -> HTML {
    var html: HTML = "<div class=\"stories\">\n"
    for story in section.told {
      let kind: HTML = story.also.isEmpty ? "story" : "story shared"
      html += """
        <article class="\(kind)">
        <h3 dir="auto">\(title(of: story))</h3>
        \(below(story))</article>

        """
    }
    html += "</div>\n"
    if !section.further.isEmpty { html += further(section.further) }
    return html
  }

  private func further(_ stories: ArraySlice<Edition.Story>) -> HTML {
    let count = almanac.count(stories.count)
    var html: HTML = "<div class=\"further\">\n<p>\(wording.andMore(count))</p>\n<ul>\n"
    for story in stories {
      html += "<li>\(title(of: story)) <span class=\"meta\">\(story.source)</span></li>\n"
    }
    html += "</ul>\n</div>\n"
    return html
  }

  /// A story that was told and has been corrected since.
  func change(_ change: Change) -> HTML {
    let after: HTML = change.after.isEmpty ? "\(wording.untitled)" : "\(change.after)"
    let headline = change.link.map { anchor($0, after) } ?? after
    let before: HTML =
      change.isOfHeadline
      ? "\(wording.before): <s>\(change.before)</s>" : "\(wording.textRevised)"
    return """
      <li><strong>\(headline)</strong><br>
      \(before)<br>
      <span class="meta">\(time(change.moment)) · <span class="source">\(change.source)</span> · \
      \(almanac.told(change))</span></li>

      """
  }

  private func title(of story: Edition.Story) -> HTML {
    let title: HTML = story.title.isEmpty ? "\(wording.untitled)" : "\(alone: story.title)"
    return story.link.map { anchor($0, title) } ?? title
  }

  private func below(_ story: Edition.Story) -> HTML {
    var parts: [HTML] = [time(story.moment), "<span class=\"source\">\(story.source)</span>"]
    if let author = story.author { parts.append("\(author)") }
    if let minutes = story.readingMinutes {
      parts.append("\(wording.readingTime(almanac.count(minutes)))")
    }
    var html: HTML = "<p class=\"meta\">\(parts.joined(separator: " · "))</p>\n"
    if !story.excerpt.isEmpty {
      html += "<p class=\"excerpt\" dir=\"auto\">\(alone: story.excerpt)</p>\n"
    }
    if !story.also.isEmpty {
      html += "<div class=\"also\">\(wording.alsoIn)\n<ul>\n"
      for mention in story.also { html += "<li>\(self.mention(mention))</li>\n" }
      html += "</ul></div>\n"
    }
    return html
  }

  private func mention(_ mention: Edition.Mention) -> HTML {
    let name: HTML = "\(mention.source)"
    return "\(mention.link.map { anchor($0, name) } ?? name) (\(time(mention.moment)))"
  }

  private func time(_ moment: Date) -> HTML {
    """
    <time datetime="\(Timestamp.text(moment))">\(almanac.stamp(moment).description)</time>
    """
  }

  private func anchor(_ link: Link, _ content: HTML) -> HTML {
    "<a href=\"\(link)\" rel=\"noopener noreferrer\">\(content)</a>"
  }
}

/// A moment for machines: RFC 3339 in UTC.
enum Timestamp {
  static func text(_ moment: Date) -> String {
    moment.formatted(.iso8601)
  }
}
