import FoundationEssentials
import Links
import Markup

extension Feed {
  /// Reads a JSON Feed.
  init(json text: DecodedText, of document: Document) throws(FeedError) {
    let sent: JSONFeedDocument
    do {
      sent = try JSONDecoder().decode(JSONFeedDocument.self, from: Data(text.utf8))
    } catch {
      throw .notAFeed("JSON that can not be read")
    }
    guard let items = sent.items, sent.isJSONFeed else { throw .notAFeed("JSON without a feed") }
    self.init(format: "json-feed-" + sent.number, encoding: text.encoding)
    let base = document.url ?? (sent.feedURL ?? sent.homePage).flatMap { WebURL($0) }
    title = sent.title.flatMap { nonEmpty(folded($0)) }
    homePage = sent.homePage.address(base)
    feedURL = sent.feedURL.address(base)
    description = sent.description.flatMap { nonEmpty($0) }.map { RichText(.plain, $0, base: base) }
    language = sent.language.flatMap { nonEmpty(folded($0)) }
    icon = sent.icon.address(base)
    favicon = sent.favicon.address(base)
    authors = sent.authors.compactMap { Author($0, base: base) }
    for hub in sent.hubs.compactMap({ $0.url.address(base) }) { add(hub: hub) }
    pages.next = sent.next.address(base)
    if sent.isCut { warnings.append(FeedBuilder.fullWarning) }
    self.items = items.map {
      Item($0, base: base, zone: document.defaultZone)
    }
  }
}

extension JSONFeedDocument {
  /// Whether the document says that it is one, or at least looks like one.
  fileprivate var isJSONFeed: Bool {
    version.map { $0.contains("jsonfeed.org") || $0.contains("json feed") } ?? true
  }

  /// The number at the end of the version, `1.0` where there is none.
  fileprivate var number: String {
    let number = version?.split(separator: "/").last.map(String.init) ?? ""
    return number.hasPrefix("1.") ? number : "1.0"
  }
}

extension Item {
  fileprivate init(_ sent: JSONFeedItem, base: WebURL?, zone: TimeZone?) {
    self.init()
    guid = sent.id.flatMap { nonEmpty(folded($0)) }
    url = sent.url.address(base)
    externalURL = sent.externalURL.address(base)
    title = sent.title.flatMap { nonEmpty(plainLine(html: Array($0.utf8)[...])) }
    content =
      sent.html.flatMap { nonEmpty($0) }.map { RichText(.html, $0, base: base) }
      ?? sent.text.flatMap { nonEmpty($0) }.map { RichText(.plain, $0, base: base) }
    summary = sent.summary.flatMap { nonEmpty($0) }.map { RichText(.plain, $0, base: base) }
    image = (sent.image ?? sent.banner).address(base)
    published = sent.published.flatMap { FeedDate.parse($0, zone: zone) }
    modified = sent.modified.flatMap { FeedDate.parse($0, zone: zone) }
    language = sent.language.flatMap { nonEmpty(folded($0)) }
    authors = sent.authors.compactMap { Author($0, base: base) }
    for tag in sent.tags.prefix(FeedBuilder.maximumNames).map({ folded($0) })
    where !tag.isEmpty && !tags.contains(tag) {
      tags.append(tag)
    }
    attachments = sent.attachments.compactMap { Attachment($0, base: base) }
    url = url ?? guid.flatMap(Address.page)
  }
}

extension Author {
  fileprivate init?(_ sent: JSONFeedAuthor, base: WebURL?) {
    self.init(
      name: sent.name.flatMap { nonEmpty(folded($0)) }, url: sent.url.address(base),
      avatar: sent.avatar.address(base))
    if self == Author() { return nil }
  }
}

extension Attachment {
  fileprivate init?(_ sent: JSONFeedAttachment, base: WebURL?) {
    guard let url = sent.url.address(base) else { return nil }
    self.init(url: url, mimeType: sent.mimeType.flatMap { nonEmpty($0) })
    title = sent.title.flatMap { nonEmpty(folded($0)) }
    sizeBytes = sent.sizeBytes.flatMap { $0 > 0 ? Int(exactly: $0.rounded()) : nil }
    durationSeconds = sent.durationSeconds
  }
}

extension String? {
  /// The text as an absolute address; nil where it is missing or blank.
  fileprivate func address(_ base: WebURL?) -> String? {
    flatMap { Address.resolved(Array($0.utf8)[...], relativeTo: base) }
  }
}
