import Feeds
import FoundationEssentials
import Links

/// A feed as lines of text, one a value, for comparison by eye and by machine.
func description(of feed: Feed) -> String {
  var lines = Lines()
  lines.add("format", feed.format)
  if feed.encoding != "utf-8" { lines.add("encoding", feed.encoding) }
  if !feed.isWellFormed { lines.add("well-formed", "no") }
  for warning in feed.warnings { lines.add("warning", warning) }
  lines.add("title", feed.title)
  lines.add("home page", feed.homePage)
  lines.add("feed", feed.feedURL)
  lines.add("description", feed.description)
  lines.add("language", feed.language)
  lines.add("icon", feed.icon)
  lines.add("favicon", feed.favicon)
  for author in feed.authors { lines.add("author", author) }
  lines.add("updated", feed.updated)
  lines.add("rights", feed.rights)
  lines.add("generator", feed.generator)
  lines.add("ttl", feed.hints.ttlMinutes.map { "\($0) min" })
  lines.add("interval", feed.hints.updateIntervalMinutes.map { "\($0) min" })
  for hour in feed.hints.skipHours { lines.add("skip hour", String(hour)) }
  for day in feed.hints.skipDays { lines.add("skip day", day) }
  for (relation, url) in feed.pages.links { lines.add(relation, url) }
  for hub in feed.hubs { lines.add("hub", hub) }
  for item in feed.items { lines.add(item) }
  return lines.text
}

private struct Lines {
  private(set) var text = ""

  mutating func add(_ name: String, _ value: String?) {
    guard let value else { return }
    text += name + ": " + value.split(separator: "\n").joined(separator: "\\n") + "\n"
  }

  mutating func add(_ name: String, _ date: Date?) {
    add(name, date.map { $0.formatted(.iso8601) })
  }

  mutating func add(_ name: String, _ text: RichText?) {
    guard let text else { return }
    let base = text.base.map { " @ " + $0.string } ?? ""
    add(name + (text.kind == .html ? " (html" : " (plain") + base + ")", text.source)
  }

  mutating func add(_ name: String, _ author: Author) {
    let parts = [author.name, author.email.map { "<\($0)>" }, author.url, author.avatar]
    add(name, parts.compactMap { $0 }.joined(separator: " "))
  }

  mutating func add(_ item: Item) {
    text += "\nitem\n"
    add("guid", item.guid)
    add("url", item.url)
    add("external", item.externalURL)
    add("title", item.title)
    add("content", item.content)
    add("summary", item.summary)
    add("image", item.image)
    add("published", item.published)
    add("modified", item.modified)
    for author in item.authors { add("author", author) }
    for tag in item.tags { add("tag", tag) }
    for file in item.attachments { add(file) }
    add("language", item.language)
    add("rights", item.rights)
    add("source", item.source.map { [$0.title, $0.url].compactMap { $0 }.joined(separator: " ") })
    add("comments", item.comments)
    add("comment count", item.commentCount.map(String.init))
  }

  private mutating func add(_ file: Attachment) {
    let parts = [
      file.url, file.mimeType, file.title, file.sizeBytes.map { "\($0) bytes" },
      file.durationSeconds.map { "\($0) s" },
    ]
    add("attachment", parts.compactMap { $0 }.joined(separator: " "))
  }
}
