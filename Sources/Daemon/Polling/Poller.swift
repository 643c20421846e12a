import Fetching
import FoundationEssentials
import Links
import Storage

/// Carries polls out: as many at once as the limits and the hosts' patience allow, each stored when
/// it is over.
///
/// Finished polls wait for the store together and are stored in one transaction; while many wait, no
/// new ones start, so that memory is bounded by the transfers in flight (invariant 8).
///
/// It shares the fetcher's queue: a transfer begins and ends without a change of thread. Documents are
/// read elsewhere (`Poll`).
actor Poller {
  /// What a poller works with.
  struct Tools: Sendable {
    var fetcher: Fetcher
    var store: Store
    var clock: Clock
    var log: Log
    /// Stores polls that are over, all or nothing, and says what became of each sighting.
    var record: @Sendable ([PollRecord], Date) async throws(StorageError) -> [[Store.Change]]

    init(fetcher: Fetcher, store: Store, clock: Clock, log: Log) {
      self.fetcher = fetcher
      self.store = store
      self.clock = clock
      self.log = log
      record = { polls, now throws(StorageError) in try await store.record(polls, at: now) }
    }
  }

  /// What becomes of finished polls that can not be stored.
  enum Persistence: Sendable {
    /// They are given up, and will be polled again: for a command that ends.
    case once
    /// They wait until the store takes them; meanwhile nothing is asked of any server.
    ///
    /// - Parameter pause: how long the store is left alone after so many failures in a row.
    case untilStored(pause: @Sendable (_ failures: Int) -> Duration)
  }

  /// How long a finished poll waits for others to be stored with while some are in flight. A commit
  /// costs more than the rows of a poll that brought nothing.
  private static let gathering = Duration.milliseconds(2)

  /// How long a feed waits whose poll could not be stored, in seconds.
  private static let storageRetry = 60.0

  let tools: Tools
  private let persistence: Persistence
  private let onStore: @Sendable (StoreCondition) -> Void
  private let onFinish: @Sendable (FinishedFeed) -> Void
  private(set) var settings: PollingSettings
  private var userAgent: String

  var queue: Politeness<FeedSettings>
  var network = NetworkWatch<FinishedPoll>()
  /// Hosts that want to be left alone; nil before it was read from the store.
  var pauses: [String: Date]?
  /// Feeds that wait, run, or are being stored: none is polled twice at once.
  private(set) var busy: Set<String> = []
  /// When the poll of each feed that runs must be over.
  private var deadlines: [String: SuspendingClock.Instant] = [:]
  var outbox: [FinishedPoll] = []
  private var isStoring = false
  /// How many polls are being stored.
  private var storing = 0
  private var wakeUp: Task<Void, Never>?
  private var storePause: Task<Void, Never>?
  private var isStopped = false
  private var rounds: [Round] = []
  /// What became of all polls so far.
  private(set) var totals = PollSummary()
  private var drains: [CheckedContinuation<Void, Never>] = []

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe tools.fetcher.unownedExecutor
  }

  /// - Parameters:
  ///   - onStore: called when the store stops taking polls, and when it takes them again.
  ///   - onFinish: called with each feed that is over, stored or not.
  init(
    _ tools: Tools, settings: PollingSettings, userAgent: String,
    persistence: Persistence = .once,
    onStore: @escaping @Sendable (StoreCondition) -> Void = { _ in },
    onFinish: @escaping @Sendable (FinishedFeed) -> Void = { _ in }
  ) {
    self.tools = tools
    self.settings = settings
    self.userAgent = userAgent
    self.persistence = persistence
    self.onStore = onStore
    self.onFinish = onFinish
    queue = Politeness(limits: settings.limits)
  }

  /// Polls with other settings from now on; what runs already runs on.
  func adopt(_ settings: PollingSettings, userAgent: String) {
    self.settings = settings
    self.userAgent = userAgent
    queue.limits = settings.limits
    pump()
  }

  /// Lets feeds wait for their turn; one that waits or runs already is left alone.
  func add(_ feeds: [FeedSettings]) async {
    await readPauses()
    let fresh = feeds.filter { busy.insert($0.url.string).inserted }
    var trials = network.isLost ? NetworkWatch<FinishedPoll>.trialFeeds : fresh.count
    if network.isLost && !fresh.isEmpty { network.tried() }
    for feed in fresh {
      let host = feed.hostKey
      if trials == 0 {
        postpone(feed, until: networkRetry)
      } else if let end = pauseEnd(of: host) {
        postpone(feed, until: end)
      } else {
        queue.add(feed, host: host)
        trials -= 1
      }
    }
    pump()
  }

  /// Polls feeds and says what became of them when all are stored; one that is being polled already
  /// is waited for. Meanwhile `observe` is told what the log is told of them.
  func poll(
    _ feeds: [FeedSettings], _ observe: @escaping @Sendable (LogEvent) -> Void = { _ in }
  ) async -> Round.Result {
    guard !feeds.isEmpty else { return Round.Result() }
    return await withCheckedContinuation { continuation in
      rounds.append(Round(of: feeds.map(\.url.string), observe, continuation))
      Task { await add(feeds) }
    }
  }

  /// How many polls run, and how many are over and wait for the store or are being stored: all that
  /// holds a document or what was made of it (invariant 8).
  var held: (running: Int, unstored: Int) { (queue.inFlight, outbox.count + storing) }

  /// Returns when nothing waits, runs or is being stored.
  func drained() async {
    guard !busy.isEmpty else { return }
    await withCheckedContinuation { drains.append($0) }
  }

  /// Lets nothing new start; what runs ends with the fetcher.
  func stop() {
    isStopped = true
    storePause?.cancel()
    wakeUp?.cancel()
    wakeUp = nil
    for feed in queue.removeAll() {
      finish(FinishedFeed(feed: feed.url.string, next: .distantFuture), .withdrawn)
    }
  }
}

/// How it gets on.
extension Poller {
  /// What a poll may take beyond its time limit: reading a large document, waiting for the store.
  private static let leeway: Duration = .seconds(120)

  /// How many feeds are being polled, and how many wait for their turn.
  var figures: (polled: Int, waiting: Int) { (queue.inFlight, queue.waiting) }

  /// The feeds whose polls began longer ago than they can last.
  func overdue(at now: SuspendingClock.Instant) -> [String] {
    deadlines.filter { $0.value < now }.map(\.key)
  }
}

/// Starting.
extension Poller {
  /// Starts what may start now, and comes back when the next host is patient again.
  private func pump() {
    Task { await start() }
  }

  private func start() async {
    var starting: [FeedSettings] = []
    while outbox.count < settings.transfers, let feed = queue.next(at: .now) {
      starting.append(feed)
    }
    if !starting.isEmpty { await start(starting) }
    wakeUp?.cancel()
    wakeUp = nil
    guard let opening = queue.nextOpening() else { return }
    wakeUp = Task {
      // A cancelled sleep means that another one took its place.
      guard (try? await Task.sleep(until: opening, clock: .continuous)) != nil else { return }
      await start()
    }
  }

  /// Starts feeds from what the store remembers of them, read at once for all.
  private func start(_ feeds: [FeedSettings]) async {
    do {
      let states = try await tools.store.states(of: feeds.map(\.url.string))
      for (feed, state) in zip(feeds, states) {
        Task { await run(feed, from: state) }
      }
    } catch {
      for feed in feeds { lose(feed, error) }
      pump()
    }
  }

  private func run(_ feed: FeedSettings, from state: FeedState) async {
    let poll = Poll(
      feed: feed, polling: settings, userAgent: userAgent, fetcher: tools.fetcher,
      store: tools.store, clock: tools.clock)
    deadlines[feed.url.string] = .now + settings.longestPoll(of: feed) + Self.leeway
    let began = ContinuousClock.now
    do {
      let finished = try await poll.run(from: state)
      deadlines[feed.url.string] = nil
      queue.finished(host: feed.hostKey, at: .now)
      if let finished {
        await hear(finished, of: feed, since: began)
      } else {
        finish(FinishedFeed(feed: feed.url.string, next: retryTime), .withdrawn)
      }
      await flush()
    } catch {
      deadlines[feed.url.string] = nil
      lose(feed, error)
      await start()
    }
  }

  /// Gives a feed up until later, because the store did not answer; for good where only a person can
  /// mend the store.
  private func lose(_ feed: FeedSettings, _ error: StorageError) {
    if let broken = StoreCondition(error).ifBroken { onStore(broken) }
    let name = feed.url.withoutCredentials.string
    let event = LogEvent(.error, "store", ["feed": name, "error": error.sentence])
    tools.log.write(event)
    queue.finished(host: feed.hostKey, at: .now)
    finish(FinishedFeed(feed: feed.url.string, next: retryTime), .notStored(error), event)
  }
}

/// Storing.
extension Poller {
  /// Stores what has finished, from where nothing can be waited for.
  func pumpOut() {
    guard !isStoring else { return }
    Task { await flush() }
  }

  /// Stores what has finished; one batch at a time, the next one gathers meanwhile. Others start in
  /// their place first, so that transfers run while a batch is stored.
  private func flush() async {
    guard !isStoring else { return }
    isStoring = true
    while !outbox.isEmpty {
      if queue.inFlight > 0 { try? await Task.sleep(for: Self.gathering) }
      let batch = outbox
      outbox = []
      storing = batch.count
      await start()
      await store(batch)
      storing = 0
    }
    isStoring = false
    await start()
  }

  private func store(_ batch: [FinishedPoll]) async {
    var failures = 0
    var told: (condition: StoreCondition, event: LogEvent)?
    while true {
      do {
        let changes = try await tools.record(batch.map(\.record), tools.clock.now())
        if failures > 0 {
          tools.log(.notice, "store", ["resumed": "\(batch.count) polls stored"])
          onStore(.well)
        }
        return finish(batch, changes)
      } catch {
        failures += 1
        let condition = StoreCondition(error)
        if told?.condition != condition { told = (condition, tell(condition, error, of: batch)) }
        if await waits(in: condition, failures) { continue }
        // Nothing of the batch is stored, so each poll will be repeated.
        for poll in batch {
          let feed = FinishedFeed(feed: poll.record.feed.url, next: retryTime)
          finish(feed, .notStored(error), told?.event)
        }
        return
      }
    }
  }

  private func tell(_ condition: StoreCondition, _ error: StorageError, of batch: [FinishedPoll])
    -> LogEvent
  {
    let event = LogEvent(.error, "store", ["polls": "\(batch.count)", "error": error.sentence])
    tools.log.write(event)
    onStore(condition)
    return event
  }

  private func finish(_ batch: [FinishedPoll], _ changes: [[Store.Change]]) {
    for (poll, changes) in zip(batch, changes) {
      let event = poll.event(changes)
      if let event { tools.log.write(event) }
      let feed = poll.record.feed
      finish(
        FinishedFeed(feed: feed.url, next: feed.nextPollAt, failures: feed.failures),
        .stored(poll.outcome, changes), event)
    }
  }

  /// Waits where waiting can help against a failure of the store; false where it can not.
  private func waits(in condition: StoreCondition, _ failures: Int) async -> Bool {
    guard case .waiting = condition, case .untilStored(let length) = persistence, !isStopped
    else { return false }
    let pause = Task { [duration = length(failures)] in
      // A cancelled sleep means the end.
      _ = try? await Task.sleep(for: duration, clock: .continuous)
    }
    storePause = pause
    await pause.value
    return !isStopped
  }

  private var retryTime: Date { tools.clock.now().addingTimeInterval(Self.storageRetry) }

  func finish(_ finished: FinishedFeed, _ ending: Round.Ending, _ event: LogEvent? = nil) {
    busy.remove(finished.feed)
    totals.add(ending)
    for index in rounds.indices { rounds[index].finish(finished.feed, ending, event) }
    rounds.removeAll(where: \.isOver)
    onFinish(finished)
    settleAtRest()
    guard busy.isEmpty else { return }
    for drain in drains { drain.resume() }
    drains = []
  }
}

extension PollingSettings {
  fileprivate var limits: Politeness<FeedSettings>.Limits {
    .init(transfers: transfers, perHost: transfersPerHost, hostGap: hostGap)
  }
}

extension FeedSettings {
  /// What is spared as one: the site, or the file itself for feeds on disk.
  var hostKey: String { url.host.isEmpty ? url.string : url.site }
}
