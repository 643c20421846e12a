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

  public init() {}
}
