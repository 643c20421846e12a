import FoundationEssentials

/// Spreads feeds that are due together, as after a stop, a suspend or a jump of the clock: some at
/// once, the others in a steady stream, so that the hour after is no rush.
///
///     200 feeds due       all at once
///     10,000 feeds due    200 at once, 20 in each second from then on
///     100,000 feeds due   200 at once, the others within 15 minutes
enum CatchUp {
  /// So many start at once.
  static let atOnce = 200
  /// Seconds from one of the others to the next.
  private static let step = 0.05
  /// Seconds within which all of them are due again.
  private static let longest = 900.0

  /// Which of the feeds that are due start now, and when the others are due again.
  static func plan(_ due: [String], at now: Date) -> (now: [String], later: [(String, Date)]) {
    guard due.count > atOnce else { return (due, []) }
    let others = due.dropFirst(atOnce)
    let step = min(step, longest / Double(others.count))
    let later = others.enumerated().map { index, feed in
      (feed, now.addingTimeInterval(Double(index + 1) * step))
    }
    return (Array(due.prefix(atOnce)), later)
  }
}

/// Notices when somebody sets the machine's clock: by how much it has run apart from a steady one,
/// which goes on through a suspend.
struct ClockDrift: Sendable {
  /// Less is the work of a time daemon.
  private static let tolerance = 60.0

  private var wall: Date
  private var steady: ContinuousClock.Instant

  init(wall: Date, steady: ContinuousClock.Instant) {
    self.wall = wall
    self.steady = steady
  }

  /// Seconds by which the clock was set forward, or back where below zero, since this was asked last;
  /// nil when it was not.
  mutating func jump(wall now: Date, steady moment: ContinuousClock.Instant) -> Double? {
    let jump = now.timeIntervalSince(wall) - (moment - steady).seconds
    (wall, steady) = (now, moment)
    return abs(jump) > Self.tolerance ? jump : nil
  }
}
