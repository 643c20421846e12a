import FoundationEssentials

/// One item as `items` lists it.
public struct ItemRecord: Sendable, Hashable {
  public var seq: Int64
  public var feedURL: String
  /// As sent.
  public var guid: String?
  public var url: String?
  public var title: String?
  /// 64 hexadecimal digits.
  public var contentHash: String
  public var story: Int64
  /// The first of the stories about the same event; `story` where it is the only one.
  public var group: Int64
  public var firstSeen: Date
  public var published: Date?
  public var revision: Int
  /// What each digest did with it: the digest's name and `printed`, `merged` or `left out`.
  public var outcomes: [String: String] { rows.mapValues(\.outcome) }
  /// The rows of the ledger, by the digest's name.
  public var rows: [String: Row]
  /// The digests that decide about it once more, wherever it stands.
  public var reopened: Set<String>

  /// What one digest did with it.
  public struct Row: Sendable, Hashable {
    /// `printed`, `merged` or `left out`.
    public var outcome: String
    /// The number of the edition.
    public var edition: Int
    /// The rule that left it out.
    public var rule: String?
    /// The story that it was merged into.
    public var mergedInto: Int64?
  }
}
