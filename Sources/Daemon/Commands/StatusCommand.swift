import FoundationEssentials
import Invocation
import Links
import Storage

extension Command {
  static let status = Command(
    name: "status",
    summary: "say whether all is well",
    discussion: """
      Says in its first line whether all is well, then what needs a look, then how the daemon, the
      database, the feeds and the digests are. Exits with 0 when all is well and with 1 when something
      needs a look, for monitoring. A feed that fails and a letter that waits are told, and are no reason
      by themselves. Says also what to change in the configuration: feeds that have moved, that are gone,
      or that are one. Where the configuration does not load, says so, and how it is with what the
      daemon loaded last.
      """,
    options: [.config, .json]
  ) { arguments in
    await attempt("status") { () async throws(Session.Failure) in
      let (session, fault) = try await Session.lookingOn(arguments)
      let health = try await session.health(fault)
      let holes = try await session.holeReports()
      let advice = try await session.feedReports().advice
      if arguments.has("json") {
        Terminal.print(jsonLine(HealthObject(health, advice, holes)))
      } else {
        let told = advice.isEmpty ? [] : ["", "To change:"] + advice.map { "  " + $0 }
        let missed = holes.isEmpty ? [] : ["", "Missed:"] + holes.map { "  " + $0 }
        Terminal.print((health.lines + missed + told).joined(separator: "\n"))
      }
      return health.problems.isEmpty ? .ok : .needsALook
    }
  }
}

extension Session {
  /// How everything is at this moment.
  ///
  /// - Parameter fault: why the configuration of the files does not load; nil where it does.
  func health(_ fault: ConfigurationError? = nil) async throws(Failure) -> Health {
    do throws(StorageError) {
      let states = try await store.feedStates()
      let known = Dictionary(states.map { ($0.url, $0) }) { first, _ in first }
      return Health(
        Health.Facts(
          holder: InstanceLock.holder(of: configuration.lockFile),
          inventory: try await store.inventory(),
          room: DiskRoom(path: configuration.state),
          feeds: configuration.feeds.map { ($0, known[$0.url.string]) },
          digests: configuration.digests, digestStates: try await store.digestStates(),
          letters: try await latestLetters(),
          configurationFault: fault, troubles: try await store.troubles()),
        at: clock.now())
    } catch {
      throw Failure(error)
    }
  }

  /// The letters of the last editions of each digest that goes by mail.
  private func latestLetters() async throws(StorageError) -> [OutboxLetter] {
    var letters: [OutboxLetter] = []
    for digest in configuration.digests where digest.mail != nil {
      letters += try await store.latestLetters(digest.name, limit: 30)
    }
    return letters
  }
}

extension Health {
  /// For people.
  fileprivate var lines: [String] {
    let verdict =
      problems.isEmpty
      ? "All is well."
      : problems.count == 1 ? "One thing needs a look:" : "\(problems.count) things need a look:"
    let rows = columns(
      [
        ("daemon", facts.holder.sentence), ("database", database), ("items", items),
        ("feeds", feedCounts),
      ] + digests.map { ("digest", $0.sentence) })
    let failures =
      failing.isEmpty ? [] : ["", "Failing feeds:"] + failing.map { "  " + $0.sentence }
    let letters = digests.flatMap(\.letters)
    let unsent = letters.isEmpty ? [] : ["", "Not mailed:"] + letters.map { "  " + $0.sentence }
    return [verdict] + problems.map { "  ! " + $0 } + [""] + rows + failures + unsent
  }

  private var database: String {
    let free =
      facts.room.map { ", \(ByteCount(bytes: $0.freeBytes).rounded) free on its disk" } ?? ""
    return "\(ByteCount(bytes: Int(facts.inventory.databaseBytes)).rounded)\(free)"
  }

  private var items: String {
    let newest = facts.inventory.newestItemAt.map { ", the last one at \($0.words)" } ?? ""
    return "\(facts.inventory.items)\(newest)"
  }

  private var feedCounts: String {
    "\(facts.feeds.count): \(failing.count) failing, \(lateFeeds) late, \(unpolledFeeds) not polled yet"
  }
}

extension Health.DigestHealth {
  fileprivate var sentence: String {
    let last = lastAt.map { "last edition \($0.words)" } ?? "no edition yet"
    return "\(name): \(last), next \(nextAt.map(\.words) ?? "never")"
  }
}

extension OutboxLetter {
  fileprivate var sentence: String {
    let reason = failure.map { ": " + $0.printable } ?? ""
    let tries = counted(attempts, "attempt")
    let doubt = isDoubtful ? "; it may have been sent all the same" : ""
    let name = "\(digest), edition \(number)"
    switch state {
    case .givenUp: return "\(name): given up after \(tries)\(reason)\(doubt)"
    case .waiting, .sending, .sent:
      return "\(name): \(tries)\(reason); next attempt \(nextAttemptAt.words)\(doubt)"
    }
  }
}

extension Health.FailingFeed {
  fileprivate var sentence: String {
    "\(name.printable) since \(since.words): \(reason.printable); next poll \(nextPollAt.words)"
  }
}

extension InstanceLock.Holder {
  fileprivate var sentence: String {
    switch self {
    case .nobody: "does not run"
    case .process(let number): "runs" + (number.map { " (process \($0))" } ?? "")
    }
  }
}

/// The object that `status --json` prints.
private struct HealthObject: Encodable {
  struct Feed: Encodable {
    var url: String
    var failingSince: String
    var failures: Int
    var failure: String
    var nextPoll: String
  }

  struct Digest: Encodable {
    var name: String
    var lastEdition: String?
    var nextEdition: String?
    var isLate: Bool
    /// The letters that are not sent.
    var letters: [Letter]
  }

  struct Letter: Encodable {
    var edition: Int
    /// `waiting`, `sending` or `given up`.
    var state: String
    var attempts: Int
    var nextAttempt: String?
    var failure: String?
    var mayHaveBeenSent: Bool

    init(_ letter: OutboxLetter) {
      edition = letter.number
      state = letter.state.rawValue
      attempts = letter.attempts
      nextAttempt = letter.state == .givenUp ? nil : letter.nextAttemptAt.rfc3339
      failure = letter.failure
      mayHaveBeenSent = letter.isDoubtful
    }
  }

  var isWell: Bool
  var problems: [String]
  var daemonRuns: Bool
  var databaseBytes: Int64
  var freeBytes: Int?
  var items: Int
  var newestItem: String?
  var feeds: Int
  var failing: Int
  var late: Int
  var notPolledYet: Int
  var digests: [Digest]
  var failingFeeds: [Feed]
  /// What to change in the configuration.
  var advice: [String]

  /// Times of the last week of which items may be missing.
  var holes: [String]

  init(_ health: Health, _ advice: [String], _ holes: [String]) {
    self.advice = advice
    self.holes = holes
    let facts = health.facts
    isWell = health.problems.isEmpty
    problems = health.problems
    daemonRuns = facts.holder != .nobody
    databaseBytes = facts.inventory.databaseBytes
    freeBytes = facts.room?.freeBytes
    items = facts.inventory.items
    newestItem = facts.inventory.newestItemAt?.rfc3339
    feeds = facts.feeds.count
    failing = health.failing.count
    late = health.lateFeeds
    notPolledYet = health.unpolledFeeds
    digests = health.digests.map {
      Digest(
        name: $0.name, lastEdition: $0.lastAt?.rfc3339, nextEdition: $0.nextAt?.rfc3339,
        isLate: $0.isLate, letters: $0.letters.map(Letter.init))
    }
    failingFeeds = health.failing.map {
      Feed(
        url: $0.url, failingSince: $0.since.rfc3339, failures: $0.failures, failure: $0.reason,
        nextPoll: $0.nextPollAt.rfc3339)
    }
  }
}
