import Feeds
import FoundationEssentials

/// A feed as JSON Feed 1.1, with what that has no field for under `_rassegna`.
///
/// Source: JSON Feed 1.1, §“Custom Objects” for the latter. Fields without a value are left out.
struct JSONFeedOutput: Encodable {
  /// What becomes of HTML.
  enum Markup {
    /// Cleaned, with its plain text beside it.
    case clean
    /// As it was sent.
    case raw
  }

  var version = "https://jsonfeed.org/version/1.1"
  var title: String?
  var homePageUrl: String?
  var feedUrl: String?
  var description: String?
  var language: String?
  var icon: String?
  var favicon: String?
  var authors: [AuthorOutput]?
  var items: [ItemOutput]
  var _rassegna: Details

  struct Details: Encodable {
    var format: String
    var encoding: String
    var updated: String?
    var rights: String?
    var generator: String?
    var ttlMinutes: Int?
    var skipHours: [Int]?
    var skipDays: [String]?
    var updateIntervalMinutes: Int?
    var links: [LinkOutput]?
    var wellFormed: Bool
    var warnings: [String]?
  }

  struct LinkOutput: Encodable {
    var rel: String
    var url: String

    init(relation: String, url: String) {
      rel = relation
      self.url = url
    }
  }

  init(_ feed: Feed, _ markup: Markup) {
    title = feed.title
    homePageUrl = feed.homePage
    feedUrl = feed.feedURL
    description = feed.description?.plainText
    language = feed.language
    icon = feed.icon
    favicon = feed.favicon
    authors = feed.authors.map(AuthorOutput.init).nonEmpty
    items = feed.items.map { ItemOutput($0, markup) }
    _rassegna = Details(
      format: feed.format, encoding: feed.encoding, updated: feed.updated?.rfc3339,
      rights: feed.rights, generator: feed.generator, ttlMinutes: feed.hints.ttlMinutes,
      skipHours: feed.hints.skipHours.nonEmpty, skipDays: feed.hints.skipDays.nonEmpty,
      updateIntervalMinutes: feed.hints.updateIntervalMinutes,
      links: (feed.pages.links + feed.hubs.map { ("hub", $0) }).map(LinkOutput.init).nonEmpty,
      wellFormed: feed.isWellFormed, warnings: feed.warnings.nonEmpty)
  }

  /// The document in UTF-8, keys in alphabetical order; on one line unless `layout` says otherwise.
  func json(_ layout: JSONEncoder.OutputFormatting = []) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = layout.union([.withoutEscapingSlashes, .sortedKeys])
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

struct AuthorOutput: Encodable {
  var name: String?
  var url: String?
  var avatar: String?
  var _rassegna: Details?

  struct Details: Encodable {
    var email: String
  }

  init(_ author: Author) {
    name = author.name
    url = author.url
    avatar = author.avatar
    _rassegna = author.email.map(Details.init)
  }
}

struct AttachmentOutput: Encodable {
  var url: String
  /// JSON Feed requires it.
  var mimeType: String
  var title: String?
  var sizeInBytes: Int?
  var durationInSeconds: Double?

  init(_ attachment: Attachment) {
    url = attachment.url
    mimeType = attachment.mimeType ?? "application/octet-stream"
    title = attachment.title
    sizeInBytes = attachment.sizeBytes
    durationInSeconds = attachment.durationSeconds
  }
}

extension Array {
  /// The array; nil when it is empty.
  var nonEmpty: Self? { isEmpty ? nil : self }
}
