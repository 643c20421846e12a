/// Tells the machine's own loss of network from the failures of servers: many hosts fail together, and
/// nobody answers meanwhile.
///
/// A poll that failed like that is held back until it is clear whose fault it was. An answer of any
/// server, also "not found", shows that the network is there: what is held back counts then. It counts
/// at once where a server answered while the poll was under way.
struct NetworkWatch<Held: Sendable>: Sendable {
  /// What becomes of polls.
  enum Verdict: Sendable {
    /// It is not clear yet.
    case hold
    /// They failed by themselves.
    case count([Held])
    /// The network is lost: they are charged to no feed.
    case lost([Held])
  }

  /// So many feeds at a time try whether the network is back.
  static var trialFeeds: Int { 3 }
  /// So many hosts without an answer between them are enough while others are under way, if that has
  /// lasted for `tested`, or so many polls have failed: servers need their time to answer.
  private static var enough: Int { 5 }
  private static var tested: Duration { .seconds(5) }
  private static var enoughPolls: Int { 64 }
  /// So many are enough when nothing else is under way.
  private static var enoughAtRest: Int { 3 }
  /// An answer that is not older shows that the network is there.
  private static var recent: Duration { .seconds(30) }

  /// Whether the network is taken for lost.
  private(set) var isLost = false
  /// How often it was tried since it was lost.
  private var trials = 0
  private var held: [Held] = []
  private var hosts: Set<String> = []
  private var heardAt: ContinuousClock.Instant?
  /// When the first of those that are held back failed.
  private var firstAt: ContinuousClock.Instant?

  /// How long feeds wait while the network is lost: a minute, then longer, to a quarter of an hour.
  var patience: Duration { .seconds(min(60 << min(trials, 4), 900)) }

  /// A server answered. Returns what was held back, which counts now.
  mutating func heard(at now: ContinuousClock.Instant) -> [Held] {
    heardAt = now
    isLost = false
    trials = 0
    return release()
  }

  /// A poll of `host` that began at `start` had no connection.
  mutating func failed(
    _ poll: Held, host: String, since start: ContinuousClock.Instant,
    at now: ContinuousClock.Instant
  ) -> Verdict {
    if let heardAt, heardAt >= start || now - heardAt < Self.recent { return .count([poll]) }
    held.append(poll)
    hosts.insert(host)
    if isLost { return .lost(release()) }
    let first = firstAt ?? now
    firstAt = first
    let isTested = now - first >= Self.tested || held.count >= Self.enoughPolls
    return hosts.count >= Self.enough && isTested ? lose() : .hold
  }

  /// Settles what is held back once nothing else is under way.
  ///
  /// - Parameter underWay: how many polls are not over, those that are held back included.
  mutating func rest(underWay: Int) -> Verdict {
    if held.isEmpty || underWay > held.count { return .hold }
    return hosts.count >= Self.enoughAtRest ? lose() : .count(release())
  }

  /// Says that feeds were tried again in vain, or are about to be.
  mutating func tried() { trials += 1 }

  private mutating func lose() -> Verdict {
    isLost = true
    return .lost(release())
  }

  private mutating func release() -> [Held] {
    defer { (held, hosts, firstAt) = ([], [], nil) }
    return held
  }
}
