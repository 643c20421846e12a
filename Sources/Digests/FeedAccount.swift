import FoundationEssentials

/// What one feed brought in the last thirty days: a small picture of its rhythm.
public struct FeedAccount: Codable, Sendable, Hashable {
  /// How many days an account goes back.
  public static let days = 30

  public var source: Source
  /// New items in each span of 24 hours before the edition, the oldest first; the last one ends with
  /// the edition. Shorter than `days` for a feed that is younger.
  public var daily: [Int]

  public init(source: Source, daily: [Int]) {
    self.source = source
    self.daily = daily
  }
}

/// A feed that is polled without failures and says less than it uses to.
public struct Silence: Codable, Sendable, Hashable {
  public var source: Source
  /// Items on a usual day of the same weekday; 0 for a feed that is not heard every day.
  public var usualPerDay: Int
  /// Items in the 24 hours before the edition.
  public var lastDay: Int
  /// Whole days since its last item.
  public var quietDays: Int

  public init(source: Source, usualPerDay: Int, lastDay: Int, quietDays: Int) {
    self.source = source
    self.usualPerDay = usualPerDay
    self.lastDay = lastDay
    self.quietDays = quietDays
  }
}

/// A span of time in which a feed said more than its document could hold.
public struct Hole: Codable, Sendable, Hashable {
  public var source: Source
  /// The last poll before it and the first one after it; whole seconds.
  public var from: Date
  public var until: Date

  public init(source: Source, from: Date, until: Date) {
    self.source = source
    self.from = from.wholeSeconds
    self.until = until.wholeSeconds
  }
}
