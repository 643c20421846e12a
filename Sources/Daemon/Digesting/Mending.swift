import FoundationEssentials

/// When the files of editions that could not be written are tried again: with a back-off for each
/// digest, so that the folder of one holds up no other. Pure.
struct Mending: Sendable {
  /// After the first failure, in seconds; it doubles with each further one.
  private static let shortestPause: TimeInterval = 60
  private static let longestPause: TimeInterval = 3600

  private var due = Timetable()
  /// The digests with files to be written, and how long their last pause is, in seconds.
  private var pauses: [String: TimeInterval] = [:]

  /// Files of the digest could not be written.
  mutating func failed(_ digest: String, at now: Date) {
    let pause = pauses[digest].map { min(2 * $0, Self.longestPause) } ?? Self.shortestPause
    pauses[digest] = pause
    due.set(digest, at: now.addingTimeInterval(pause))
  }

  /// All files of the digest are written.
  mutating func succeeded(_ digest: String) {
    pauses[digest] = nil
    due.remove(digest)
  }

  /// Takes the digests whose files are to be tried now; each then fails again or succeeds.
  mutating func takeDue(at now: Date) -> [String] {
    due.takeDue(at: now)
  }

  /// When the next is tried; nil when nothing is left to be written.
  mutating func next() -> Date? {
    due.next()
  }

  /// Moves all moments by so many seconds: the clock was set.
  mutating func shift(by seconds: Double) {
    due.shift(by: seconds)
  }
}
