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
  }

  /// How long a finished poll waits for others to be stored with while some are in flight. A commit
  /// costs more than the rows of a poll that brought nothing.
  private static let gathering = Duration.milliseconds(2)

  /// How long a feed waits whose poll could not be stored, in seconds.
  private static let storageRetry = 60.0

  private let tools: Tools
  private let onFinish: @Sendable (FinishedFeed) -> Void
  private var settings: PollingSettings
  private var userAgent: String

  private var queue: Politeness<FeedSettings>
  /// Feeds that wait, run, or are being stored: none is polled twice at once.
  private var busy: Set<String> = []
  /// When each feed that runs was started.
  private var started: [String: SuspendingClock.Instant] = [:]
  private var outbox: [FinishedPoll] = []
  private var isStoring = false
  private var wakeUp: Task<Void, Never>?
  private var rounds: [Round] = []
  private var drains: [CheckedContinuation<Void, Never>] = []

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe tools.fetcher.unownedExecutor
  }

  /// - Parameter onFinish: called with each feed that is over, stored or not.
  init(
    _ tools: Tools, settings: PollingSettings, userAgent: String,
    onFinish: @escaping @Sendable (FinishedFeed) -> Void = { _ in }
  ) {
    self.tools = tools
    self.settings = settings
    self.userAgent = userAgent
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
  func add(_ feeds: [FeedSettings]) {
    for feed in feeds where busy.insert(feed.url.string).inserted {
      queue.add(feed, host: feed.hostKey)
    }
    pump()
  }

  /// Polls feeds and says what became of them when all are stored.
  func poll(_ feeds: [FeedSettings]) async -> PollSummary {
    guard !feeds.isEmpty else { return PollSummary() }
    return await withCheckedContinuation { continuation in
      rounds.append(Round(of: feeds.map(\.url.string), continuation))
      add(feeds)
    }
  }

  /// Returns when nothing waits, runs or is being stored.
  func drained() async {
    guard !busy.isEmpty else { return }
    await withCheckedContinuation { drains.append($0) }
  }

  /// Lets nothing new start; what runs ends with the fetcher.
  func stop() {
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

  /// The feeds whose polls began longer ago than any poll can last.
  func overdue(at now: SuspendingClock.Instant) -> [String] {
    let limit = settings.timeout + Self.leeway
    return started.filter { $0.value.duration(to: now) > limit }.map(\.key)
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
    started[feed.url.string] = .now
    let poll = Poll(
      feed: feed, polling: settings, userAgent: userAgent, fetcher: tools.fetcher,
      store: tools.store, clock: tools.clock)
    do {
      outbox.append(try await poll.run(from: state))
      started[feed.url.string] = nil
      queue.finished(host: feed.hostKey, at: .now)
      await flush()
    } catch {
      started[feed.url.string] = nil
      lose(feed, error)
      await start()
    }
  }

  /// Gives a feed up until later, because the store did not answer.
  private func lose(_ feed: FeedSettings, _ error: StorageError) {
    tools.log(.error, "store", ["feed": feed.url.string, "error": error.sentence])
    queue.finished(host: feed.hostKey, at: .now)
    finish(FinishedFeed(feed: feed.url.string, next: retryTime), .notStored(error))
  }
}

/// Storing.
extension Poller {
  /// Stores what has finished; one batch at a time, the next one gathers meanwhile. Others start in
  /// their place first, so that transfers run while a batch is stored.
  private func flush() async {
    guard !isStoring else { return }
    isStoring = true
    while !outbox.isEmpty {
      if queue.inFlight > 0 { try? await Task.sleep(for: Self.gathering) }
      let batch = outbox
      outbox = []
      await start()
      await store(batch)
    }
    isStoring = false
    await start()
  }

  private func store(_ batch: [FinishedPoll]) async {
    do {
      let changes = try await tools.store.record(batch.map(\.record), at: tools.clock.now())
      for (poll, changes) in zip(batch, changes) {
        tools.log.report(poll, changes)
        let feed = poll.record.feed
        finish(
          FinishedFeed(feed: feed.url, next: feed.nextPollAt, failures: feed.failures),
          .stored(poll.outcome, changes))
      }
    } catch {
      // Nothing of the batch is stored, so each poll will be repeated.
      tools.log(.error, "store", ["polls": "\(batch.count)", "error": error.sentence])
      for poll in batch {
        finish(FinishedFeed(feed: poll.record.feed.url, next: retryTime), .notStored(error))
      }
    }
  }

  private var retryTime: Date { tools.clock.now().addingTimeInterval(Self.storageRetry) }

  private func finish(_ finished: FinishedFeed, _ ending: Round.Ending) {
    busy.remove(finished.feed)
    for index in rounds.indices { rounds[index].finish(finished.feed, ending) }
    rounds.removeAll(where: \.isOver)
    onFinish(finished)
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
  /// What is spared as one: the host, or the file itself for feeds on disk.
  fileprivate var hostKey: String { url.host.isEmpty ? url.string : url.host }
}
