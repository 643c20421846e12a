import Feeds
import FoundationEssentials
import Links

extension Item {
  /// The hash of all that the feed sent of this item, as sent.
  ///
  /// Equal hashes of two polls mean that nothing needs to be cleaned, compared or stored. Cost: about
  /// 1 ns a byte.
  public var sourceHash: SourceHash {
    var hash = SHA256("item 1")
    for text in [guid, url, externalURL, title, image, language] { hash.add(text) }
    hash.add(content)
    hash.add(summary)
    hash.add(published)
    hash.add(modified)
    hash.add(number: UInt64(authors.count))
    for author in authors {
      for text in [author.name, author.url, author.avatar, author.email] { hash.add(text) }
    }
    hash.add(number: UInt64(tags.count))
    for tag in tags { hash.add(tag) }
    hash.add(number: UInt64(attachments.count))
    for attachment in attachments { hash.add(attachment) }
    return SourceHash(hash.finish())
  }
}

extension SHA256 {
  fileprivate mutating func add(_ text: RichText?) {
    guard let text else {
      add(number: 0)
      return
    }
    add(number: text.kind == .html ? 1 : 2)
    add(text.source)
    add(text.base?.string)
  }

  fileprivate mutating func add(_ date: Date?) {
    add(number: date.map { $0.timeIntervalSince1970.bitPattern } ?? .max)
  }

  fileprivate mutating func add(_ attachment: Attachment) {
    add(attachment.url)
    add(attachment.mimeType)
    add(attachment.title)
    add(number: attachment.sizeBytes.map { UInt64(bitPattern: Int64($0)) } ?? .max)
    add(number: attachment.durationSeconds?.bitPattern ?? .max)
  }
}
