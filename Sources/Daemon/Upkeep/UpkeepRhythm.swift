import FoundationEssentials

/// When the store's housekeeping is due: indexing soon after something new came, the whole once a day.
struct UpkeepRhythm: Sendable {
  enum Work: Sendable, Hashable {
    /// What is new becomes searchable.
    case index
    /// That, and what retention lets go is removed.
    case everything
  }

  /// Polls that end together are indexed together.
  private static let pause: Double = 20
  private static let firstWait: Double = 10 * 60
  private static let interval: Double = 24 * 60 * 60
  /// After a failure, such as a full disk.
  private static let retry: Double = 60 * 60

  private var indexAt: Date?
  private var everythingAt: Date
  private var running: Work?

  init(startedAt now: Date) {
    indexAt = now.addingTimeInterval(Self.pause)
    everythingAt = now.addingTimeInterval(Self.firstWait)
  }

  /// When something is due; nil while something runs.
  var next: Date? {
    running == nil ? min(indexAt ?? .distantFuture, everythingAt) : nil
  }

  /// Something may have come that is not indexed.
  mutating func noteNews(at now: Date) {
    if indexAt == nil { indexAt = now.addingTimeInterval(Self.pause) }
  }

  /// What is due, which runs from now on. A clock that was set back a year postpones nothing.
  mutating func begin(at now: Date) -> Work? {
    guard running == nil else { return nil }
    if Self.isDue(everythingAt, at: now) {
      running = .everything
    } else if let indexAt, Self.isDue(indexAt, at: now) {
      running = .index
    }
    if running != nil { indexAt = nil }
    return running
  }

  private static func isDue(_ date: Date, at now: Date) -> Bool {
    date <= now || date.timeIntervalSince(now) > 2 * interval
  }

  /// What ran has ended.
  mutating func end(at now: Date, isDone: Bool) {
    if running == .everything {
      everythingAt = now.addingTimeInterval(isDone ? Self.interval : Self.retry)
    } else if !isDone {
      indexAt = now.addingTimeInterval(Self.retry)
    }
    running = nil
  }
}
