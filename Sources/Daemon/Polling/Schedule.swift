import Feeds
import FoundationEssentials
import Storage

/// Decides when a feed is polled next: a pure function of its settings, of its rhythm, of what its
/// publisher asks, and of what the last poll found.
///
/// The interval configured moves with the feed's rhythm, between floor and ceiling; hints lengthen
/// it, to the ceiling at most; failures double it each time, but for the first of those that pass by
/// themselves, which is tried again at the floor; a jitter of a tenth keeps feeds from marching in step.
///
///     interval 60 min, 60 items a day                   → 20 min ± 10 %
///     interval 60 min, max-age 2 h, no failure          → 2 h ± 10 %
///     interval 60 min, third failure in a row, HTTP 404 → 8 h ± 10 %
///     interval 60 min, timeouts: first, second, third   → 15 min to 17 min, 2 h, 4 h ± 10 %
///     interval 60 min, Retry-After 30 h, ceiling 24 h   → 24 h
struct Schedule: Sendable {
  /// The time between two polls of this feed, as configured.
  var interval: Duration
  /// Never more often than this.
  var floor: Duration
  /// Never less often than this, whatever anybody asks.
  var ceiling: Duration
  /// Whether the interval moves with the feed's rhythm.
  var followsRhythm = false
  /// When no poll is made outside of these hours; nil for all day.
  var activeHours: ActiveHours?
  /// The zone of `activeHours`.
  var zone: TimeZone = .gmt

  /// What is known when a poll has ended.
  struct Occasion: Sendable {
    /// When it ended.
    var now: Date
    /// Failures in a row, this one included; 0 after a success.
    var failures = 0
    /// Whether the failure is one that may pass by itself, such as a timeout.
    var isPassing = false
    /// When the feed's items arrive; nil for a feed that was never read.
    var rhythm: Rhythm?
    /// How long the answer stays fresh: max-age less Age.
    var maxAge: Duration?
    /// The same by Expires, for an answer without max-age.
    var expiresIn: Duration?
    /// How long the server wants to be left alone.
    var retryAfter: Duration?
    /// What the document asks, remembered across 304.
    var hints = PollingHints()
    /// Evenly spread from -1 to 1.
    var chance: Double
  }

  /// One step from the interval to the next poll, for `feeds --why`.
  enum Reason: Sendable, Hashable {
    case interval(Duration)
    /// The interval moved to this by the feed's own rhythm of so many items a day.
    case rhythm(Duration, perDay: Double)
    case floor(Duration)
    /// Lowered to this after one failure that may pass by itself.
    case secondTry(Duration)
    case ttl(Duration)
    case updatePeriod(Duration)
    case maxAge(Duration)
    case expires(Duration)
    case retryAfter(Duration)
    case backoff(failures: Int, Duration)
    case ceiling(Duration)
    case jitter(Duration)
    /// Moved on by this because of `skipHours` or `skipDays`.
    case skip(Duration)
    /// Moved on by this, into the active hours.
    case activeHours(Duration)
  }

  /// When, and why.
  struct Decision: Sendable, Hashable {
    var date: Date
    var reasons: [Reason]
  }

  /// The poll after `occasion`.
  func next(after occasion: Occasion) -> Decision {
    var wait = Wait(interval)
    if followsRhythm, let rhythm = occasion.rhythm {
      wait.follow(rhythm, at: occasion.now, longest: ceiling)
    }
    let isFirst = occasion.isPassing && occasion.failures == 1
    if isFirst { wait.lower(to: floor, because: Reason.secondTry) }
    wait.raise(to: floor, because: Reason.floor)
    wait.raise(to: occasion.hints.ttl, because: Reason.ttl)
    wait.raise(to: occasion.hints.updateInterval, because: Reason.updatePeriod)
    wait.raise(to: occasion.maxAge, because: Reason.maxAge)
    wait.raise(to: occasion.maxAge == nil ? occasion.expiresIn : nil, because: Reason.expires)
    wait.backOff(occasion, to: ceiling)
    wait.raise(to: occasion.retryAfter, because: Reason.retryAfter)
    wait.lower(to: ceiling, because: Reason.ceiling)
    wait.jitter(occasion.chance, notAbove: ceiling)
    wait.skip(occasion.hints, from: occasion.now)
    wait.moveInto(activeHours, zone: zone, from: occasion.now, chance: occasion.chance)
    return Decision(
      date: occasion.now.addingTimeInterval(wait.length.seconds), reasons: wait.reasons)
  }
}

/// A time to wait that grows reason by reason.
private struct Wait {
  private(set) var length: Duration
  private(set) var reasons: [Schedule.Reason]
  /// What somebody asked for, below which no jitter may go.
  private var least = Duration.zero

  init(_ interval: Duration) {
    length = interval
    reasons = [.interval(interval)]
  }

  mutating func follow(_ rhythm: Rhythm, at now: Date, longest: Duration) {
    let (own, perDay) = rhythm.wait(from: now, interval: length, longest: longest)
    guard own != length else { return }
    length = own
    reasons.append(.rhythm(own, perDay: perDay))
  }

  mutating func raise(to other: Duration?, because reason: (Duration) -> Schedule.Reason) {
    guard let other else { return }
    least = max(least, other)
    guard other > length else { return }
    length = other
    reasons.append(reason(other))
  }

  mutating func lower(to other: Duration, because reason: (Duration) -> Schedule.Reason) {
    guard other < length else { return }
    length = other
    reasons.append(reason(other))
  }

  /// Doubles for each failure; for those that may pass by themselves from the second one on.
  mutating func backOff(_ occasion: Schedule.Occasion, to ceiling: Duration) {
    let doublings = occasion.isPassing ? occasion.failures - 1 : occasion.failures
    guard doublings > 0 else { return }
    var longer = length
    for _ in 0..<doublings where longer < ceiling { longer *= 2 }
    length = min(longer, max(ceiling, length))
    reasons.append(.backoff(failures: occasion.failures, length))
  }

  mutating func jitter(_ chance: Double, notAbove ceiling: Duration) {
    let share = length * (max(-1, min(1, chance)) / 10)
    let moved = min(max(length + share, least), ceiling) - length
    guard moved != .zero else { return }
    length += moved
    reasons.append(.jitter(moved))
  }

  /// Moves on by whole hours until the hour and the day (UTC) are not ones to skip. Hints that skip
  /// everything are ignored.
  ///
  /// Source: RSS 2.0 specification, skipHours and skipDays.
  mutating func skip(_ hints: PollingHints, from now: Date) {
    guard !hints.skipHours.isEmpty || !hints.skipDays.isEmpty else { return }
    for hours in 0..<(7 * 24) {
      let moved = length + .seconds(hours * 3600)
      guard !hints.skips(now.addingTimeInterval(moved.seconds)) else { continue }
      guard hours > 0 else { return }
      length = moved
      reasons.append(.skip(.seconds(hours * 3600)))
      return
    }
  }

  /// Moves on to the active hours; the polls that meet there are spread over the length that the
  /// wait had, an hour at most.
  mutating func moveInto(_ hours: ActiveHours?, zone: TimeZone, from now: Date, chance: Double) {
    let moment = now.addingTimeInterval(length.seconds)
    guard let rest = hours?.wait(from: moment, zone: zone), rest > .zero else { return }
    let spread = min(length, .seconds(3600)) * ((max(-1, min(1, chance)) + 1) / 2)
    length += rest + spread
    reasons.append(.activeHours(rest + spread))
  }
}

extension PollingHints {
  fileprivate var ttl: Duration? { ttlMinutes.map { .seconds($0 * 60) } }
  fileprivate var updateInterval: Duration? { updateIntervalMinutes.map { .seconds($0 * 60) } }

  /// Names of days from the first day of 1970, a Thursday.
  private static let days = [
    "Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday",
  ]

  /// Whether the publisher wants no poll at this moment.
  fileprivate func skips(_ date: Date) -> Bool {
    let hours = Int((date.timeIntervalSince1970 / 3600).rounded(.down))
    let day = Self.days[((hours / 24) % 7 + 7) % 7]
    return skipHours.contains(hours % 24) || skipDays.contains(day)
  }
}

extension Duration {
  /// In seconds, for Date's arithmetic.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
