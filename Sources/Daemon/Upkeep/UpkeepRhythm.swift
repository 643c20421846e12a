import FoundationEssentials

/// When the store's housekeeping is due: once a day, first some minutes after the start.
struct UpkeepRhythm: Sendable {
  private static let firstWait: Double = 10 * 60
  private static let interval: Double = 24 * 60 * 60
  /// After a failure, such as a full disk.
  private static let retry: Double = 60 * 60

  /// When it is due; nil while it runs.
  private(set) var next: Date?

  init(startedAt now: Date) {
    next = now.addingTimeInterval(Self.firstWait)
  }

  /// Whether it is due; then it runs from now on. A clock that was set back a year postpones nothing.
  mutating func begin(at now: Date) -> Bool {
    guard let date = next else { return false }
    guard date <= now || date.timeIntervalSince(now) > 2 * Self.interval else { return false }
    next = nil
    return true
  }

  /// It has ended.
  mutating func end(at now: Date, isDone: Bool) {
    next = now.addingTimeInterval(isDone ? Self.interval : Self.retry)
  }
}
