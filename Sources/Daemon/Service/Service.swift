import Digests
import Fetching
import FoundationEssentials
import Invocation
import Links
import Storage

/// The daemon: one loop over events, which polls what is due, writes each digest at its time, and
/// otherwise sleeps.
struct Service {
  /// What the loop wakes for.
  enum Event: Sendable {
    /// The moment that the alarm was set to has come.
    case alarm
    /// A poll is over; the feed is due again at `next`.
    case finished(feed: String, next: Date)
    /// The store's housekeeping is over.
    case tended(isDone: Bool)
    /// SIGHUP.
    case reload
    /// SIGTERM or SIGINT.
    case terminate
    /// Half of systemd's time limit has passed.
    case watchdog
  }

  private let arguments: Arguments
  private var session: Session
  private let manager: ServiceManager
  private let fetcher: Fetcher
  private let poller: Poller
  private let wakeUps: WakeUps
  private var feeds: [String: FeedSettings] = [:]
  private var feedsDue = Timetable()
  private var digestsDue = Timetable()
  private var rhythm: UpkeepRhythm
  private var drift: ClockDrift

  init(_ arguments: Arguments, session: Session) {
    self.arguments = arguments
    self.session = session
    drift = ClockDrift(wall: session.clock.now(), steady: .now)
    manager = ServiceManager(environment: Session.environment)
    wakeUps = WakeUps(watchdogInterval: manager.watchdogInterval)
    let post = wakeUps.post
    rhythm = UpkeepRhythm(startedAt: session.clock.now())
    fetcher = session.fetcher
    poller = session.poller(fetcher) { post(.finished(feed: $0, next: $1)) }
  }

  /// Runs until it is told to end.
  mutating func run() async throws(Session.Failure) {
    try await plan()
    await mend()
    manager.notify(.ready, .status(status))
    session.log(.notice, "ready", ["feeds": "\(feeds.count)"])
    await work()
    setAlarm()
    for await event in wakeUps.events {
      followClock()
      switch event {
      case .alarm: await work()
      case .finished(let feed, let next):
        if feeds[feed] != nil { feedsDue.set(feed, at: next) }
      case .tended(let isDone): rhythm.end(at: session.clock.now(), isDone: isDone)
      case .reload: await reload()
      case .watchdog: await feedWatchdog()
      case .terminate: return await end()
      }
      setAlarm()
    }
  }
}

/// What is due.
extension Service {
  /// Reads from the store when each feed and each digest is due.
  private mutating func plan() async throws(Session.Failure) {
    let settings = session.configuration.feeds
    let now = session.clock.now()
    do {
      let dates = try await session.store.register(settings.map(\.url.string))
      feeds = Dictionary(settings.map { ($0.url.string, $0) }) { first, _ in first }
      feedsDue = Timetable()
      // A moment that is farther away than any wait was set by a clock that went wrong.
      let limit = now.addingTimeInterval(session.configuration.polling.longestWait.seconds)
      for (feed, date) in zip(settings, dates) {
        feedsDue.set(feed.url.string, at: date <= limit ? date : now)
      }
      digestsDue = Timetable()
      for state in try await session.store.digestStates() {
        guard let digest = digest(state.name) else { continue }
        let last = state.lastDueAt ?? state.registeredAt
        if let next = digest.agenda.next(after: last) { digestsDue.set(digest.name, at: next) }
      }
    } catch {
      throw Session.Failure(error)
    }
    session.log(.info, "plan", ["feeds": "\(feeds.count)", "at": now.rfc3339])
  }

  private func digest(_ name: String) -> DigestSettings? {
    session.configuration.digests.first { $0.name == name }
  }

  /// Starts the polls and writes the digests that are due.
  private mutating func work() async {
    let now = session.clock.now()
    let plan = CatchUp.plan(feedsDue.takeDue(at: now).shuffled(), at: now)
    for (feed, date) in plan.later { feedsDue.set(feed, at: date) }
    await poller.add(plan.now.compactMap { feeds[$0] })
    for name in digestsDue.takeDue(at: now) {
      guard let digest = digest(name) else { continue }
      await write(digest, at: now)
    }
    if rhythm.begin(at: now) { tend() }
    manager.notify(.status(status))
  }

  /// Starts the store's housekeeping, which goes on beside the polls.
  private func tend() {
    let (upkeep, log, post) = (session.upkeep, session.log, wakeUps.post)
    Task {
      do throws(StorageError) {
        let report = try await upkeep.sweep()
        if report.removedItems > 0 {
          log(.info, "retention", ["removed": "\(report.removedItems)"])
        }
        post(.tended(isDone: true))
      } catch {
        log(.error, "retention", ["error": error.sentence])
        post(.tended(isDone: false))
      }
    }
  }

  /// Writes the edition of the last moment that was due; earlier ones that were missed are in it.
  private mutating func write(_ digest: DigestSettings, at now: Date) async {
    let due = digest.agenda.last(until: now) ?? now
    do {
      let published = try await session.editor.publish(digest, at: due)
      session.log(
        .notice, "digest",
        [
          "name": digest.name, "stories": "\(published.edition.counts.stories)",
          "file": published.paths.first,
        ])
      if let next = digest.agenda.next(after: due) { digestsDue.set(digest.name, at: next) }
    } catch {
      let failure = Session.Failure(error)
      session.log(.error, "digest", ["name": digest.name, "error": failure.sentence])
      await mend()
      digestsDue.set(digest.name, at: now.addingTimeInterval(60))
    }
  }

  /// Writes the files of editions that have none, and says why where it can not.
  private func mend() async {
    do {
      try await session.editor.repair()
    } catch {
      session.log(.error, "digest", ["error": Session.Failure(error).sentence])
    }
  }

  /// Moves the feeds' moments along when the clock was set: neither a burst nor a pause follows.
  private mutating func followClock() {
    guard let jump = drift.jump(wall: session.clock.now(), steady: .now) else { return }
    feedsDue.shift(by: jump)
    session.log(.notice, "clock", ["set_by_s": "\(Int(jump.rounded()))"])
  }

  private mutating func setAlarm() {
    let dates = [feedsDue.next(), digestsDue.next(), rhythm.next]
    wakeUps.setAlarm(at: dates.compactMap(\.self).min())
  }

  private var status: String {
    "\(feeds.count) feeds, \(session.configuration.digests.count) digests"
  }
}

/// What the loop is told.
extension Service {
  /// Reads the configuration again; one that does not load changes nothing (invariant 9).
  private mutating func reload() async {
    manager.notify(.reloading(monotonicMicroseconds: WakeUps.monotonicMicroseconds))
    do {
      session.configuration = try Session.configuration(arguments)
      try await session.register()
      try await plan()
      let agent = session.configuration.userAgent(version: Rassegna.version)
      await poller.adopt(session.configuration.polling, userAgent: agent)
      session.log(.notice, "reload", ["feeds": "\(feeds.count)"])
    } catch {
      session.log(.error, "reload", ["error": error.sentence, "kept": "the old configuration"])
    }
    manager.notify(.ready, .status(status))
  }

  /// Tells systemd that all is well once both queues have answered; a stuck one stops the ping.
  private func feedWatchdog() async {
    await session.store.answer()
    await fetcher.answer()
    manager.notify(.watchdog)
  }

  /// Ends: nothing new starts, transfers are cancelled, what has finished is stored.
  private func end() async {
    manager.notify(.stopping)
    session.log(.notice, "end")
    await poller.stop()
    await fetcher.shutDown()
    await poller.drained()
  }
}

extension DigestSettings {
  fileprivate var agenda: Agenda { Agenda(times: times, weekdays: Set(weekdays), zone: zone) }
}
