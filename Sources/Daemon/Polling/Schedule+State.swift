import Feeds
import Fetching
import FoundationEssentials
import Storage

/// The schedule of one feed, from what is configured and what is remembered.
///
/// Everything that a decision follows from is remembered, the chance too, so `feeds --why` makes the
/// very decision again that the poll made.
extension Schedule {
  init(_ feed: FeedSettings, _ polling: PollingSettings) {
    self.init(
      interval: feed.interval, floor: polling.floor, ceiling: polling.ceiling,
      followsRhythm: feed.followsRhythm, activeHours: polling.activeHours, zone: polling.zone)
  }

  /// The poll after the one that left `state` behind; nil for a feed that was never polled.
  func next(after state: FeedState) -> Decision? {
    guard let now = state.checkedAt else { return nil }
    let isWell = state.failures == 0
    return next(
      after: Occasion(
        now: now, failures: state.failures, isPassing: state.isFailurePassing,
        rhythm: state.rhythm,
        maxAge: isWell ? state.maxAge : nil, expiresIn: isWell ? state.expiresIn : nil,
        retryAfter: state.retryAfter, hints: state.hints,
        chance: Self.chance(of: state.id, at: now)))
  }

  /// From -1 to 1, the same for the same feed and second, and otherwise evenly spread.
  ///
  /// Source: Steele, Lea, Flood, “Fast splittable pseudorandom number generators” (splitmix64).
  static func chance(of feed: Int64, at now: Date) -> Double {
    let second = Int64(now.timeIntervalSince1970.rounded(.down))
    var bits = UInt64(bitPattern: feed &* 0x1F3D_5B79 &+ second) &* 0x9E37_79B9_7F4A_7C15
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    bits ^= bits >> 31
    return Double(bits >> 11) / Double(1 << 53) * 2 - 1
  }
}

extension FeedState {
  /// Remembers what an answer said of its life. A 304 that is silent changes nothing.
  ///
  /// Source: RFC 9111 §3.2, §4.3.4.
  mutating func remember(_ freshness: Freshness, ofStatus status: Int) {
    retryAfter = freshness.retryAfter
    let life = freshness.maxAge.map { max(.zero, $0 - (freshness.age ?? .zero)) }
    if status == 304, life == nil, freshness.expiresIn == nil { return }
    maxAge = life
    expiresIn = freshness.expiresIn
  }

  /// Counts what a document brought, and begins to watch a feed that was never read.
  mutating func remember(arrivals: [Date], at now: Date) {
    guard firstPolledAt != nil else {
      rhythm = Rhythm(from: now)
      return
    }
    var rhythm = rhythm ?? Rhythm(from: now)
    rhythm.add(arrivals, at: now)
    self.rhythm = rhythm
  }
}
