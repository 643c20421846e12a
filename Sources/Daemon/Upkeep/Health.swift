import FoundationEssentials
import Links
import Storage

/// How the daemon, its database, feeds and digests are: a judgement of facts.
struct Health: Sendable {
  /// What is looked at.
  struct Facts: Sendable {
    var holder: InstanceLock.Holder
    var inventory: StoreInventory
    /// Nil where it can not be told.
    var room: DiskRoom?
    /// The configured feeds, each with what is remembered of it; nil for one that is not known yet.
    var feeds: [(FeedSettings, FeedState?)]
    var digests: [DigestSettings]
    var digestStates: [DigestState]
    /// The latest of each digest that goes by mail, the newest first.
    var letters: [OutboxLetter] = []
    /// Why the configuration of the files does not load, so that the rest is about an earlier one.
    var configurationFault: ConfigurationError?
    /// What the daemon said that it can not do, by subject.
    var troubles: [String: String] = [:]

    /// Of the configured digests: nobody writes the files of another one any more.
    var unpublishedEditions: Int {
      digests.reduce(0) { $0 + (inventory.unpublishedEditions[$1.name] ?? 0) }
    }
  }

  /// A feed whose last poll failed.
  struct FailingFeed: Sendable, Equatable {
    var url: String
    var name: String
    var since: Date
    var failures: Int
    var reason: String
    var nextPollAt: Date
  }

  /// A digest and its editions.
  struct DigestHealth: Sendable, Equatable {
    var name: String
    /// When its last edition was due.
    var lastAt: Date?
    /// When the next one is due, which may be past.
    var nextAt: Date?
    var isLate: Bool
    /// Those of its latest letters that are not sent, the newest first.
    var letters: [OutboxLetter]
    /// Whether the newest of all is given up.
    var mailFails: Bool
  }

  /// How long something may be overdue before it is late: a transfer and a transaction take their time.
  private static let patience: Double = 15 * 60
  /// Below this much room for the database it is time to look.
  static let leastRoomBytes = 64 << 20

  let facts: Facts
  let failing: [FailingFeed]
  /// How many feeds are due for longer than they may be.
  let lateFeeds: Int
  let unpolledFeeds: Int
  let digests: [DigestHealth]
  /// What needs a look, in sentences; none when all is well.
  let problems: [String]

  init(_ facts: Facts, at now: Date) {
    self.facts = facts
    let titles = facts.feeds.compactMap { feed, state in state?.title.map { (feed.url.string, $0) }
    }
    let names = FeedNames(
      facts.feeds.map(\.0), titles: Dictionary(titles) { first, _ in first })
    failing = facts.feeds.compactMap { FailingFeed($0, $1, names) }
      .sorted { ($0.since, $0.url) < ($1.since, $1.url) }
    unpolledFeeds = facts.feeds.count { $1?.checkedAt == nil }
    lateFeeds = facts.feeds.count { _, state in
      guard let state, state.checkedAt != nil else { return false }
      return now.timeIntervalSince(state.nextPollAt) > Self.patience
    }
    let states = Dictionary(facts.digestStates.map { ($0.name, $0) }) { first, _ in first }
    let letters = Dictionary(grouping: facts.letters, by: \.digest)
    digests = facts.digests.map { digest in
      DigestHealth(
        digest, states[digest.name], letters[digest.name] ?? [], at: now, Self.patience)
    }
    problems = Self.problems(facts, digests, failing: failing.count, late: lateFeeds)
  }

  private static func problems(
    _ facts: Facts, _ digests: [DigestHealth], failing: Int, late: Int
  ) -> [String] {
    var problems: [String] = []
    if let errors = facts.configurationFault?.problems.filter({ $0.severity == .error }) {
      let more = errors.count > 1 ? " (`rassegna check` tells all \(errors.count))" : ""
      problems.append(
        "the configuration does not load, and what follows is about the one before: "
          + (errors.first?.line ?? "") + more)
    }
    let runs = facts.holder != .nobody
    if !runs { problems.append("the daemon does not run: nothing is polled by itself") }
    if runs {
      problems += facts.troubles.sorted { $0.key < $1.key }.map { "\($0): \($1.printable)" }
    }
    if let room = facts.room, room.freeBytes < leastRoomBytes || room.freeFiles < 16 {
      problems.append(
        "the disk of the database is full, or nearly: \(ByteCount(bytes: room.freeBytes).rounded) "
          + "and \(room.freeFiles) files are free; polls wait until there is room")
    }
    let feeds = counted(facts.feeds.count, "feed")
    if runs, late > 0 { problems.append("\(late) of \(feeds) \(late == 1 ? "is" : "are") late") }
    // Above a half it is hardly the publishers.
    if failing * 2 > facts.feeds.count {
      let fail = failing == 1 ? "fails" : "fail"
      problems.append("\(failing) of \(feeds) \(fail): is the network there?")
    }
    problems += digests.filter { $0.isLate }.map { digest in
      "the edition of '\(digest.name)' that was due at \(digest.nextAt?.words ?? "") is not written"
    }
    problems += digests.compactMap { digest in
      guard digest.mailFails, let letter = digest.letters.first else { return nil }
      return "edition \(letter.number) of '\(digest.name)' is not mailed, and not tried again"
    }
    if facts.unpublishedEditions > 0 {
      let editions = counted(facts.unpublishedEditions, "fixed edition")
      problems.append("\(editions) without files: they could not be written")
    }
    return problems
  }
}

extension Health.FailingFeed {
  /// Nil for a feed that does not fail.
  fileprivate init?(_ feed: FeedSettings, _ state: FeedState?, _ names: FeedNames) {
    guard let state, state.failures > 0, let since = state.failingSince else { return nil }
    self.init(
      url: feed.url.withoutCredentials.string,
      name: names[feed.url.string], since: since,
      failures: state.failures, reason: state.failure ?? "", nextPollAt: state.nextPollAt)
  }
}

extension Health.DigestHealth {
  fileprivate init(
    _ digest: DigestSettings, _ state: DigestState?, _ letters: [OutboxLetter], at now: Date,
    _ patience: Double
  ) {
    let last = state.map { $0.lastDueAt ?? $0.registeredAt }
    // An edition that stands for several is due since the first of them.
    let missed: MissedEditions = digest.missedEditions == .skip ? .skip : .each
    let duty = digest.agenda.duty(since: last ?? now, at: now, missed: missed)
    self.init(
      name: digest.name, lastAt: state?.lastDueAt, nextAt: duty.editions.first ?? duty.next,
      isLate: duty.editions.first.map { now.timeIntervalSince($0) > patience } ?? false,
      letters: letters.filter { $0.state != .sent }, mailFails: letters.first?.state == .givenUp)
  }
}

extension ByteCount {
  /// For people: three digits at most, such as `3.1 GB`.
  var rounded: String {
    var (size, unit) = (Double(bytes), "bytes")
    for larger in ["kB", "MB", "GB", "TB"] where size >= 1000 {
      (size, unit) = (size / 1000, larger)
    }
    let digits = size < 10 && unit != "bytes" ? (size * 10).rounded() / 10 : size.rounded()
    return (digits == digits.rounded() ? "\(Int(digits))" : "\(digits)") + " " + unit
  }
}
