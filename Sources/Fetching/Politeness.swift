/// Decides which of many waiting requests may start now, so that no host is bothered.
///
/// The caller adds jobs, takes what may start, says when it is finished, and looks again at
/// `nextOpening()`. Hosts take turns; the jobs of one host keep their order. A host is whatever text
/// the caller passes: its name, or the domain that many names share. Each step costs O(log hosts).
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

  public init(limits: Limits) {
    self.limits = limits
  }

  /// Lets a job wait for its turn.
  public mutating func add(_ job: Job, host: String) {
  }

  /// Hands out a job that may start now, or nil. Counts as its start.
  public mutating func next(at now: ContinuousClock.Instant) -> Job? {
    nil
  }

  /// Says that a job of `host` that `next` handed out is over.
  public mutating func finished(host: String, at now: ContinuousClock.Instant) {
  }

  /// Lets no job of `host` start before `opening` (Retry-After).
  public mutating func pause(host: String, until opening: ContinuousClock.Instant) {
  }

  /// When `next` is worth calling again if nothing finishes before; nil when only a finish or a new
  /// job can change its answer.
  public mutating func nextOpening() -> ContinuousClock.Instant? {
    nil
  }

  /// Takes all waiting jobs back, in no particular order.
  public mutating func removeAll() -> [Job] {
    []
  }
}
