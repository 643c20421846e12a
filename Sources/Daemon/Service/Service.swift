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
    /// A poll is over.
    case finished(FinishedFeed)
    /// The store takes what was polled, or does not.
    case store(StoreCondition)
    /// The store's housekeeping is over.
    case tended(isDone: Bool)
    /// A round of the postman is over; when the next letter is due, if any is left.
    case delivered(next: Date?)
    /// What was found of pictures for the editions that a digest has to write.
    case illustrated(Rota.Assignment, FoundPictures)
    /// The same for editions that a command asks for, by digest.
    case requested([DigestSettings], [String: FoundPictures], ControlSocket.Reply)
    /// SIGHUP.
    case reload
    /// SIGTERM or SIGINT.
    case terminate
    /// Half of systemd's time limit has passed.
    case watchdog
    /// The queues have answered; these polls hang.
    case alive(stuckPolls: [String])
    /// Somebody asks for metrics.
    case scrape(MetricsOutlet.Reply)
    /// A page of metrics is made; nil where it could not be.
    case page(String?)
    /// A command asks for something.
    case request(ControlRequest, ControlSocket.Reply)
  }

  private let arguments: Arguments
  var session: Session
  private let manager: ServiceManager
  let fetcher: Fetcher
  let poller: Poller
  let wakeUps: WakeUps
  private var feeds: [String: FeedSettings] = [:]
  private var feedsDue = Timetable()
  private var rota = Rota()
  var mending = Mending()
  /// Digests for whose editions pictures are fetched.
  private var illustrating: Set<String> = []
  /// The feeds that the poller has, and the feeds whose last poll failed.
  var underWay: Set<String> = []
  private var failing: Set<String> = []
  private var statusLine = StatusLine()
  private var isAskingForLife = false
  private var rhythm: UpkeepRhythm
  private var storeCondition = StoreCondition.well
  private var metrics: MetricsOutlet
  var postRound: PostRound
  /// The round of the postman that goes on, or the last one.
  private var mailing: Task<Void, Never>?
  private var drift: ClockDrift

  init(_ arguments: Arguments, session: Session, manager: ServiceManager) {
    self.arguments = arguments
    self.session = session
    drift = ClockDrift(wall: session.clock.now(), steady: .now)
    self.manager = manager
    wakeUps = WakeUps(watchdogInterval: manager.watchdogInterval) { [log = session.log] in
      log(.error, "end", ["error": "something hangs; ending all the same"])
      Terminal.exitAtOnce(.temporaryFailure)
    }
    let post = wakeUps.post
    rhythm = UpkeepRhythm(startedAt: session.clock.now())
    metrics = MetricsOutlet(log: session.log) { post(.scrape($0)) }
    postRound = PostRound(startedAt: session.clock.now())
    fetcher = session.fetcher
    poller = session.poller(
      fetcher, persistence: .untilStored(pause: StoreCondition.pause),
      onStore: { post(.store($0)) },
      onFinish: { post(.finished($0)) })
  }

  /// Runs until it is told to end.
  mutating func run() async throws(Session.Failure) {
    let control = await listen()
    let now = session.clock.now()
    await adopt(try await session.plan(at: now), at: now)
    manager.notify(.ready)
    session.log(.notice, "ready", ["feeds": "\(feeds.count)"])
    await work()
    setAlarm()
    await tellStatus()
    for await event in wakeUps.events {
      await followClock()
      switch event {
      case .alarm: await work()
      case .finished(let finished): note(finished)
      case .store(let condition):
        storeCondition = condition
        guard case .broken(let error) = condition else { break }
        // Only a person can mend it.
        await end(control)
        throw Session.Failure(error)
      case .tended(let isDone): rhythm.end(at: session.clock.now(), isDone: isDone)
      case .delivered(let next): postRound.end(at: session.clock.now(), next: next)
      case .illustrated(let assignment, let pictures):
        illustrating.remove(assignment.digest.name)
        await write(assignment, pictures)
      case .requested(let digests, let pictures, let reply):
        await publish(digests, pictures, reply)
      case .reload: await reload()
      case .scrape(let reply):
        metrics.print(for: reply, press: press) { [post = wakeUps.post] in post(.page($0)) }
      case .page(let page): metrics.deliver(page)
      case .watchdog: askForLife()
      case .alive(let stuckPolls): feedWatchdog(stuckPolls)
      case .request(let request, let reply): await answer(request, reply)
      case .terminate: return await end(control)
      }
      setAlarm()
      await tellStatus()
    }
  }

  /// Opens the door for commands. Without it the daemon does its work, and says so.
  private func listen() async -> ControlSocket? {
    let post = wakeUps.post
    do {
      return try await ControlSocket(at: session.configuration.controlSocket) { request, reply in
        post(.request(request, reply))
      }
    } catch {
      session.log(
        .warning, "control",
        ["socket": session.configuration.controlSocket, "error": error.sentence])
      return nil
    }
  }
}

/// What is due.
extension Service {
  /// Follows what was planned for the session's configuration.
  private mutating func adopt(_ plan: ServicePlan, at now: Date) async {
    feeds = plan.feeds
    feedsDue = plan.feedsDue
    failing = plan.failing
    rota.plan(session.configuration.digests, plan.digests, at: now)
    await remember()
    await metrics.adopt(session.configuration.metrics, session.store, at: now)
    session.log(.info, "plan", ["feeds": "\(feeds.count)", "at": now.rfc3339])
    mending = Mending()
    await mend(session.configuration.digests)
  }

  /// Remembers what was loaded, for `check --diff`; that nothing depends on.
  private mutating func remember() async {
    guard let written = session.configuration.written else { return }
    do {
      try await session.store.setConfigured(written.settings)
      session.configuration.written = nil
    } catch {
      session.log(.warning, "store", ["error": error.sentence])
    }
  }

  /// Starts the polls and writes the digests that are due.
  private mutating func work() async {
    let now = session.clock.now()
    let plan = CatchUp.plan(feedsDue.takeDue(at: now).shuffled(), at: now)
    for (feed, date) in plan.later { feedsDue.set(feed, at: date) }
    let due = plan.now.compactMap { feeds[$0] }
    underWay.formUnion(due.map(\.url.string))
    await poller.add(due)
    let digests = session.configuration.digests
    let unwritten = mending.takeDue(at: now)
    await mend(digests.filter { unwritten.contains($0.name) })
    for assignment in rota.takeDue(digests, at: now, pollsUnderWay: underWay.count) {
      await begin(assignment)
    }
    if let work = rhythm.begin(at: now) { tend(work) }
    if postRound.begin(at: now) { deliver() }
    await metrics.work(session.store, at: now, press: press)
  }

  /// Remembers when a feed whose poll is over is due again.
  private mutating func note(_ finished: FinishedFeed) {
    underWay.remove(finished.feed)
    rhythm.noteNews(at: session.clock.now())
    guard feeds[finished.feed] != nil else { return }
    if finished.next < FeedState.never { feedsDue.set(finished.feed, at: finished.next) }
    if underWay.isEmpty { rota.pollsEnded(at: session.clock.now()) }
    switch finished.failures {
    case nil: break
    case 0: failing.remove(finished.feed)
    default: failing.insert(finished.feed)
    }
  }

  /// Sends the letters that are due, beside the polls.
  private mutating func deliver() {
    let postman = session.postman(fetcher)
    mailing = Task { [post = wakeUps.post] in post(.delivered(next: await postman.round())) }
  }

  /// Makes a page of metrics of how all is now.
  private var press: MetricsOutlet.Press {
    let isStoreWaiting = storeCondition != .well
    return { [session, poller] () throws(Session.Failure) in
      let health = try await session.health()
      return MetricsPage(
        health, version: Rassegna.version, isStoreWaiting: isStoreWaiting,
        polls: await poller.totals
      ).text
    }
  }

  /// Starts the store's housekeeping, which goes on beside the polls.
  private func tend(_ work: UpkeepRhythm.Work) {
    let (upkeep, log, post) = (session.upkeep, session.log, wakeUps.post)
    Task {
      do throws(StorageError) {
        try await upkeep.index()
        let report = work == .everything ? try await upkeep.sweep() : Upkeep.Report()
        if report.removedItems > 0 {
          log(.info, "retention", ["removed": "\(report.removedItems)"])
        }
        post(.tended(isDone: true))
      } catch {
        log(.error, "upkeep", ["error": error.sentence])
        if let broken = StoreCondition(error).ifBroken { post(.store(broken)) }
        post(.tended(isDone: false))
      }
    }
  }

  /// Writes editions; pictures are fetched before, beside the loop.
  private mutating func begin(_ assignment: Rota.Assignment) async {
    let digest = assignment.digest
    guard digest.showsPictures else { return await write(assignment, [:]) }
    guard illustrating.insert(digest.name).inserted else {
      return rota.failed(assignment, after: 0, at: session.clock.now())
    }
    Task { [session, fetcher, post = wakeUps.post] in
      let found = await session.pictures(for: [digest], by: fetcher)
      post(.illustrated(assignment, found[digest.name] ?? [:]))
    }
  }

  private mutating func write(_ assignment: Rota.Assignment, _ pictures: FoundPictures) async {
    let digest = assignment.digest
    let (published, failure) = await session.editor.publish(
      digest, for: assignment.editions, pictures: pictures)
    for edition in published { log(DigestReport(edition, of: digest)) }
    let now = session.clock.now()
    if published.contains(where: { $0.unwritten != nil }) { mending.failed(digest.name, at: now) }
    // Letters go also while the files can not be written.
    if !published.isEmpty { postRound.call(at: now) }
    guard let failure else { return rota.finished(assignment) }
    complain(of: digest, failure)
    rota.failed(assignment, after: published.count, at: now)
  }

  func log(_ report: DigestReport) {
    session.log(
      report.failure == nil ? .notice : .error, "digest",
      [
        "name": report.digest, "stories": report.stories.map { "\($0)" },
        "file": report.paths.first, "error": report.failure?.sentence,
      ])
  }

  private func complain(of digest: DigestSettings, _ failure: Editor.Failure) {
    session.log(
      .error, "digest", ["name": digest.name, "error": Session.Failure(failure).sentence])
    if let broken = failure.condition?.ifBroken { wakeUps.post(.store(broken)) }
  }

  /// Writes the files of editions that have none; where it can not, it says why and tries again.
  private mutating func mend(_ digests: [DigestSettings]) async {
    for digest in digests {
      do {
        try await session.editor.repair(digest)
        mending.succeeded(digest.name)
      } catch {
        complain(of: digest, error)
        mending.failed(digest.name, at: session.clock.now())
      }
    }
  }

  /// Moves the feeds' moments along when the clock was set: neither a burst nor a pause follows. The
  /// digests follow the new clock.
  private mutating func followClock() async {
    let now = session.clock.now()
    guard let jump = drift.jump(wall: now, steady: .now) else { return }
    feedsDue.shift(by: jump)
    mending.shift(by: jump)
    session.log(.notice, "clock", ["set_by_s": "\(Int(jump.rounded()))"])
    do {
      let states = try await session.store.digestStates()
      rota.plan(session.configuration.digests, states, at: now)
    } catch {
      session.log(.error, "plan", ["error": error.sentence])
    }
  }

  private mutating func setAlarm() {
    let dates = [
      feedsDue.next(), rota.next()?.date, mending.next(), rhythm.next, postRound.next, metrics.next,
    ]
    wakeUps.setAlarm(at: dates.compactMap(\.self).min(), now: session.clock.now())
  }

  /// Tells systemd what `systemctl status` is to show.
  private mutating func tellStatus() async {
    let now = session.clock.now()
    guard statusLine.isDue(at: now, pollsUnderWay: underWay.count) else { return }
    let polls = await poller.figures
    let figures = StatusLine.Figures(
      feeds: feeds.count, failing: failing.count, polled: polls.polled, waiting: polls.waiting,
      nextPoll: feedsDue.next().map { max($0, now) },
      nextDigest: rota.next().map { ($0.digest, $0.date) }, store: storeCondition)
    if let line = statusLine.news(figures, at: now) { manager.notify(.status(line)) }
  }
}

/// What the loop is told.
extension Service {
  /// Reads the configuration again; one that does not load, or that the store does not take, changes
  /// nothing (invariant 9).
  private mutating func reload() async {
    manager.notify(.reloading(monotonicMicroseconds: WakeUps.monotonicMicroseconds))
    do {
      var next = session
      next.configuration = try Session.configuration(arguments)
      try await next.register()
      let now = next.clock.now()
      let plan = try await next.plan(at: now)
      session = next
      await adopt(plan, at: now)
      let agent = session.configuration.userAgent(version: Rassegna.version)
      await poller.adopt(session.configuration.polling, userAgent: agent)
      session.log(.notice, "reload", ["feeds": "\(feeds.count)"])
    } catch {
      session.log(.error, "reload", ["error": error.sentence, "kept": "the old configuration"])
    }
    manager.notify(.ready)
  }

  /// Asks every part for a sign of life, beside the loop: a part that is stuck does not hold up a
  /// SIGTERM. While it does not answer, it is not asked again and systemd hears nothing.
  private mutating func askForLife() {
    guard !isAskingForLife else { return }
    isAskingForLife = true
    let signs = LifeSigns(store: session.store, fetcher: fetcher, poller: poller)
    Task { [post = wakeUps.post] in
      post(.alive(stuckPolls: await signs.stuckPolls(at: .now)))
    }
  }

  /// Tells systemd that all is well, if it is: a daemon that is stuck is better started again.
  private mutating func feedWatchdog(_ stuckPolls: [String]) {
    isAskingForLife = false
    guard let feed = stuckPolls.first else { return manager.notify(.watchdog) }
    session.log(.error, "watchdog", ["feed": feed, "error": "its poll does not end"])
  }

  /// Ends: nothing new starts, transfers are cancelled, what has finished is stored. `WakeUps` limits
  /// the time that all of it may take.
  private mutating func end(_ control: ControlSocket?) async {
    manager.notify(.stopping, .status("ending"))
    session.log(.notice, "end")
    await metrics.close()
    await poller.stop()
    await fetcher.shutDown()
    // What has become of a letter under way is stored, so that it is not sent again without need.
    mailing?.cancel()
    await mailing?.value
    await poller.drained()
    await control?.close()
  }
}
