public import FoundationEssentials

/// When a feed is to be polled again, and how its last poll was: what a timetable is made of, without the
/// rest of its `FeedState`.
public struct FeedTurn: Sendable, Hashable {
  /// When it is due.
  public var nextPollAt: Date
  /// The last attempt; nil before the first.
  public var checkedAt: Date?
  /// Failures in a row; 0 for a feed that is well.
  public var failures: Int

  public init(nextPollAt: Date, checkedAt: Date? = nil, failures: Int = 0) {
    self.nextPollAt = nextPollAt
    self.checkedAt = checkedAt
    self.failures = failures
  }
}
