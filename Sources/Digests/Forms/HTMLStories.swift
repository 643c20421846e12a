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

  /// A feed and its stories; `id` is ours.
  func group(_ group: Edition.Group, id: HTML) -> HTML {
    var html: HTML = """
      <section class="feed" aria-labelledby="\(id)">
      <h3 id="\(id)" dir="auto">\(alone: group.source.title)</h3>
      <div class="stories">

      """
    for story in group.stories {
      let kind: HTML = story.also.isEmpty ? "story" : "story shared"
      html += """
        <article class="\(kind)">
        <h4 dir="auto">\(title(of: story))</h4>
        \(below(story))</article>

        """
    }
    html += "</div>\n</section>\n"
    return html
  }

  private func title(of story: Edition.Story) -> HTML {
    let title: HTML = story.title.isEmpty ? "\(wording.untitled)" : "\(alone: story.title)"
    return story.link.map { anchor($0, title) } ?? title
  }

  private func below(_ story: Edition.Story) -> HTML {
    var parts: [HTML] = [time(story.moment), "<span class=\"source\">\(story.source)</span>"]
    if let author = story.author { parts.append("\(author)") }
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
