public import FoundationEssentials

/// Where a feed's permanent redirects lead, and how long they have said so.
public struct Move: Sendable, Hashable {
  /// The address behind the last of the permanent redirects, without credentials.
  public var target: String
  /// How many answers in a row led there.
  public var count: Int
  /// The first of them.
  public var since: Date
  /// When it was believed; nil as long as it is not.
  public var believedAt: Date?

  public init(target: String, count: Int = 1, since: Date, believedAt: Date? = nil) {
    self.target = target
    self.count = count
    self.since = since
    self.believedAt = believedAt
  }
}

extension FeedState {
  /// What has turned out to be untrue in a server's answers.
  public struct Doubts: OptionSet, Sendable, Hashable {
    public let rawValue: Int64

    public init(rawValue: Int64) { self.rawValue = rawValue }

    /// The validators stayed the same while the document changed.
    public static let validators = Doubts(rawValue: 1)
    /// The body is not compressed as Content-Encoding says.
    public static let encoding = Doubts(rawValue: 2)
  }
}
