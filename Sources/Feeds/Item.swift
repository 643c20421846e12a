import FoundationEssentials

/// One item of a feed as its document says it.
///
/// Text that may hold markup is kept as sent, with its base: cleaning costs more than parsing, and
/// most items of a poll are known already.
public struct Item: Sendable, Hashable {
  /// RSS `guid`, Atom `id`, JSON Feed `id`, RSS 1.0 `rdf:about`: verbatim, never resolved; nil when
  /// missing or blank.
  public var guid: String?
  /// The page of the item; from a permalink GUID or an enclosure where the link is missing.
  public var url: String?
  /// The page elsewhere that a link blog writes about (JSON Feed `external_url`).
  public var externalURL: String?
  /// Plain text on one line; nil when missing or blank.
  public var title: String?
  public var content: RichText?
  public var summary: RichText?
  public var image: String?
  public var published: Date?
  public var modified: Date?
  public var authors: [Author] = []
  /// Plain text, in the order of the document, each once.
  public var tags: [String] = []
  public var attachments: [Attachment] = []
  /// A language tag; nil where it is the feed's.
  public var language: String?
  /// Copyright or licence of this item alone, on one line, or the licence's address.
  public var rights: String?
  /// Where the item was taken from by its own account (RSS `source`).
  public var source: ItemSource?
  /// The page where it is discussed (RSS `comments`).
  public var comments: String?
  /// How many comments it had when the document was written (`slash:comments`, `thr:total`), not
  /// below 0.
  public var commentCount: Int?

  public init() {}
}

/// Another feed that an item came from. Source: RSS 2.0, `source`.
public struct ItemSource: Sendable, Hashable {
  /// Plain text on one line.
  public var title: String?
  /// The address of the feed.
  public var url: String?

  public init(title: String? = nil, url: String? = nil) {
    self.title = title
    self.url = url
  }
}
