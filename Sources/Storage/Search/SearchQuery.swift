import FoundationEssentials

/// What somebody looks for. Every text is a query: there is nothing to get wrong.
///
///     SearchQuery(parsing: "\"terza corsia\" autostrad* -calcio tag:italia after:2026-11", at: now)
public struct SearchQuery: Sendable, Hashable {
  /// A word, or several that follow each other.
  public struct Phrase: Sendable, Hashable {
    /// Letters and digits, separated by one blank.
    public var words: String
    /// Whether the last word may go on.
    public var isPrefix: Bool

    public init(_ words: String, isPrefix: Bool = false) {
      self.words = words
      self.isPrefix = isPrefix
    }
  }

  /// An item has all of these, in its title, text or author …
  public var wanted: [Phrase] = []
  /// … and none of these.
  public var unwanted: [Phrase] = []
  /// Parts of a feed's title or address, one of which it has; empty: any feed.
  public var feeds: [String] = []
  /// Tags of feeds, one of which it has; empty: any.
  public var tags: [String] = []
  /// The item's date is this one or later.
  public var after: Date?
  /// The item's date is earlier than this.
  public var before: Date?

  public init() {}

  /// Whether nothing is looked for.
  public var isEmpty: Bool { self == SearchQuery() }
}
