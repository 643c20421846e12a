import FoundationEssentials

/// When the outbox is looked at: one round at a time, beside the loop.
struct PostRound: Sendable {
  /// When the next round is due; nil while one goes on or nothing waits.
  private(set) var next: Date?
  private var isUnderWay = false
  /// Whether a letter was put in while a round went on.
  private var isCalled = false

  /// Begins with a round at once: letters may have been left.
  init(startedAt now: Date) {
    next = now
  }

  /// A letter may have been put in.
  mutating func call(at now: Date) {
    if isUnderWay { isCalled = true } else { next = now }
  }

  /// Whether a round begins now; it then has to end.
  mutating func begin(at now: Date) -> Bool {
    guard !isUnderWay, let next, next <= now else { return false }
    isUnderWay = true
    self.next = nil
    return true
  }

  /// A round is over; the next letter is due at `date`, if any is left.
  mutating func end(at now: Date, next date: Date?) {
    isUnderWay = false
    next = isCalled ? now : date
    isCalled = false
  }
}
