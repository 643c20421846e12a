/// Decides which of many waiting requests may start now, so that no host is bothered.
///
/// The caller adds jobs, takes what may start, says when it is finished, and looks again at
/// `nextOpening()`. Hosts take turns; the jobs of one host keep their order. A host is whatever text
/// the caller passes: its name, or the domain that many names share. Each step costs O(log hosts).
///
/// A host is at one of three places: in `openings` when it has jobs and room for one more transfer
/// (its moment may be to come), in `resting` when it has neither jobs nor transfers but its gap is
/// not over, or in neither while all its room is in use.
public struct Politeness<Job: Sendable>: Sendable {
  /// How much may happen at once.
  public struct Limits: Sendable, Hashable {
    /// Transfers at once, over all hosts; at least one.
    public var transfers: Int
    /// Transfers at once to one host; at least one.
    public var perHost: Int
    /// From the start or the end of one transfer to the start of the next to the same host.
    public var hostGap: Duration

    public init(transfers: Int = 32, perHost: Int = 1, hostGap: Duration = .seconds(2)) {
      self.transfers = transfers
      self.perHost = perHost
      self.hostGap = hostGap
    }
  }

  /// May change at any time; what runs already runs on.
  public var limits: Limits
  /// How many jobs wait.
  public private(set) var waiting = 0
  /// How many jobs have been handed out and are not finished.
  public private(set) var inFlight = 0

  private var hosts: [String: HostQueue<Job>] = [:]
  private var openings = Heap<Opening>()
  private var resting = Heap<Opening>()
  private var turns: UInt64 = 0
  /// The last moment that the caller named: what "at once" means.
  private var latest = ContinuousClock.now

  public init(limits: Limits) {
    self.limits = limits
  }

  /// How many hosts are remembered: those with jobs, transfers or a gap that is not over.
  var hostCount: Int { hosts.count }

  /// Lets a job wait for its turn.
  public mutating func add(_ job: Job, host: String) {
    hosts[host, default: HostQueue()].jobs.append(job)
    waiting += 1
    queue(host)
  }

  /// Hands out a job that may start now, or nil. Counts as its start.
  public mutating func next(at now: ContinuousClock.Instant) -> Job? {
    latest = now
    forgetRested(at: now)
    guard inFlight < max(1, limits.transfers), let opening = firstOpening(),
      opening.moment.map({ $0 <= now }) ?? true
    else { return nil }
    _ = openings.removeLeast()
    let job = hosts[opening.host]?.start(at: now, gap: limits.hostGap)
    guard let job else { return nil }
    waiting -= 1
    inFlight += 1
    queue(opening.host)
    return job
  }

  /// Says that a job of `host` that `next` handed out is over.
  public mutating func finished(host: String, at now: ContinuousClock.Instant) {
    guard let transfers = hosts[host]?.inFlight, transfers > 0 else { return }
    inFlight -= 1
    hosts[host]?.inFlight -= 1
    hosts[host]?.close(until: now + limits.hostGap)
    queue(host)
  }

  /// When `next` is worth calling again if nothing finishes before; nil when only a finish or a new
  /// job can change its answer. May have passed already.
  public mutating func nextOpening() -> ContinuousClock.Instant? {
    guard inFlight < max(1, limits.transfers), let opening = firstOpening() else { return nil }
    return opening.moment ?? latest
  }

  /// Takes all waiting jobs back, in no particular order.
  public mutating func removeAll() -> [Job] {
    var jobs: [Job] = []
    for host in hosts.keys {
      while let job = hosts[host]?.jobs.removeFirst() { jobs.append(job) }
      queue(host)
    }
    waiting = 0
    return jobs
  }

  /// Takes the waiting jobs of one host back, in their order.
  public mutating func removeAll(of host: String) -> [Job] {
    var jobs: [Job] = []
    while let job = hosts[host]?.jobs.removeFirst() { jobs.append(job) }
    waiting -= jobs.count
    queue(host)
    return jobs
  }

  /// Puts a host where it belongs now.
  private mutating func queue(_ name: String) {
    guard var host = hosts[name] else { return }
    if host.jobs.isEmpty && host.inFlight == 0 && !host.isResting {
      host.isResting = true
      resting.insert(Opening(moment: host.opens, turn: turns, host: name))
    } else if !host.jobs.isEmpty && host.inFlight < max(1, limits.perHost) && !host.isQueued {
      turns += 1
      host.isQueued = true
      openings.insert(Opening(moment: host.opens, turn: turns, host: name))
    }
    hosts[name] = host
  }

  /// The first opening that still holds. What is stale is set right on the way: a host whose moment
  /// was put off, or that lost its jobs or its room.
  private mutating func firstOpening() -> Opening? {
    while let opening = openings.least {
      guard let host = hosts[opening.host] else {
        _ = openings.removeLeast()
        continue
      }
      let isOpen = !host.jobs.isEmpty && host.inFlight < max(1, limits.perHost)
      if isOpen && host.opens == opening.moment { return opening }
      _ = openings.removeLeast()
      hosts[opening.host]?.isQueued = false
      queue(opening.host)
    }
    return nil
  }

  private mutating func forgetRested(at now: ContinuousClock.Instant) {
    while let rest = resting.least, rest.moment.map({ $0 <= now }) ?? true {
      _ = resting.removeLeast()
      guard var host = hosts[rest.host] else { continue }
      host.isResting = false
      let isIdle = host.jobs.isEmpty && host.inFlight == 0 && !host.isQueued
      let isOver = host.opens.map { $0 <= now } ?? true
      hosts[rest.host] = isIdle && isOver ? nil : host
      // One that a stale opening still names is met again there.
      if !isOver { queue(rest.host) }
    }
  }
}

/// The moment from which a host may be asked; nil for at once. Equal moments keep their turns.
private struct Opening: Comparable, Sendable {
  let moment: ContinuousClock.Instant?
  let turn: UInt64
  let host: String

  static func < (left: Opening, right: Opening) -> Bool {
    switch (left.moment, right.moment) {
    case (nil, nil): left.turn < right.turn
    case (nil, _): true
    case (_, nil): false
    case (let one?, let other?): one == other ? left.turn < right.turn : one < other
    }
  }
}

/// What one host has to do and may do.
private struct HostQueue<Job: Sendable>: Sendable {
  var jobs = Line<Job>()
  var inFlight = 0
  /// Nil when it was never asked.
  var opens: ContinuousClock.Instant?
  /// Whether `Politeness.openings` has it.
  var isQueued = false
  /// Whether `Politeness.resting` has it.
  var isResting = false

  mutating func start(at now: ContinuousClock.Instant, gap: Duration) -> Job? {
    isQueued = false
    inFlight += 1
    close(until: now + gap)
    return jobs.removeFirst()
  }

  mutating func close(until opening: ContinuousClock.Instant) {
    opens = max(opens ?? opening, opening)
  }
}

/// A queue whose ends both cost O(1) in the mean.
private struct Line<Element: Sendable>: Sendable {
  private var elements: [Element?] = []
  private var first = 0

  var isEmpty: Bool { first == elements.count }

  mutating func append(_ element: Element) {
    elements.append(element)
  }

  mutating func removeFirst() -> Element? {
    guard !isEmpty else { return nil }
    let element = elements[first]
    elements[first] = nil
    first += 1
    if first * 2 > elements.count {
      elements.removeFirst(first)
      first = 0
    }
    return element
  }
}
