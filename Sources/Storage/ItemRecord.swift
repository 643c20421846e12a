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
  public var outcomes: [String: String]
}
