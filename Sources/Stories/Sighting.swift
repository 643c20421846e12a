import Feeds
import FoundationEssentials
import Markup

/// An item as one poll saw it: identified, cleaned and hashed, ready for the store.
public struct Sighting: Hashable, Sendable {
  /// Identifies it inside its feed.
  public var key: ItemKey
  /// Of everything as sent; equal to that of the last poll when nothing has changed.
  public var sourceHash: SourceHash
  /// Of the canonical text: the same text from another feed has the same hash.
  public var contentHash: ContentHash
  /// How much text stands behind `contentHash`; decides whether equality means something.
  public var weight: TextWeight
  /// What near-duplicates of the body are found by; nil when it is too short.
  public var signature: Signature?

  /// The GUID as sent; nil when there is none.
  public var guid: String?
  /// The address of its page, as sent.
  public var url: String?
  /// Plain text on one line.
  public var title: String?
  /// The names of its authors, separated by a comma; an address where a name is missing.
  public var author: String?
  /// Safe HTML; empty when the feed sent a title only.
  public var html: String
  /// Plain text of the body, furniture included.
  public var text: String
  /// The address of the item's picture, else of the first one in its body.
  public var image: String?
  public var published: Date?
  public var modified: Date?
  public var tags: [String]
  public var attachments: [Attachment]
  /// A language tag: the item's, else the feed's.
  public var language: String?

  /// Cleans an item: the cost of an HTML parser.
  ///
  /// - Parameters:
  ///   - key: from `keys(for:)` over the whole document.
  ///   - language: the feed's.
  ///   - learned: the feed's furniture, which is not hashed.
  public init(
    _ item: Item, key: ItemKey, language: String? = nil,
    learned: LearnedFurniture = LearnedFurniture()
  ) {
    self.init(item, key: key, sourceHash: item.sourceHash, language: language, learned: learned)
  }

  /// Cleans an item whose source hash is known already.
  public init(
    _ item: Item, key: ItemKey, sourceHash: SourceHash, language: String? = nil,
    learned: LearnedFurniture = LearnedFurniture()
  ) {
    let body = item.cleaned()
    let canonical = CanonicalText(title: item.title, text: body.text, learned: learned)
    self.key = key
    self.sourceHash = sourceHash
    contentHash = canonical.hash
    weight = canonical.weight
    signature = Signature(canonical, text: body.text)
    guid = item.guid
    url = item.url
    title = item.title
    author = Self.names(item.authors)
    html = body.html
    text = body.text
    image = item.image ?? body.image
    published = item.published
    modified = item.modified
    tags = item.tags
    attachments = item.attachments
    self.language = item.language ?? language
  }

  private static func names(_ authors: [Author]) -> String? {
    let names = authors.compactMap { $0.name ?? $0.email ?? $0.url }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }
}

extension Item {
  /// The content made safe to show, else the summary where there is no content or it holds neither
  /// text nor markup.
  func cleaned() -> CleanHTML {
    if let content = content?.cleaned(), !content.html.isEmpty || summary == nil { return content }
    return summary?.cleaned() ?? CleanHTML("", base: nil)
  }
}
