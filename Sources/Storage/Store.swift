import Confinement
import FoundationEssentials
import Stories

/// Everything that is remembered, in one SQLite database (WAL), on a queue of its own.
///
/// There is no `await` inside: a transaction is never interleaved with another.
public actor Store {
  /// What became of one sighting.
  public enum Change: Sendable, Hashable {
    case new
    /// Its text was edited: a new revision.
    case updated
    case unchanged
  }

  private let confined = ConfinedQueue(label: "rassegna.storage")
  let connection: Connection
  private let feeds: FeedTable
  private let pauses: HostPauseTable
  private let holes: HoleTable
  private let items: ItemTable
  private let editions: EditionTable
  let tombstones: TombstoneTable
  var stories: StoryTable
  private let tallies: TallyTable
  let furniture: FurnitureTable

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe confined.asUnownedSerialExecutor()
  }

  /// Opens the database for writing, makes it where there is none, and brings its schema up to date.
  /// Nobody but the owner of the files can read them.
  public init(path: String) throws(StorageError) {
    try DatabaseFile.protect(path)
    let connection = try Connection(path: path, mode: .readWrite)
    // Before anything is set: a newer database is refused as it is.
    _ = try Schema.version(of: connection)
    try connection.execute(Self.writerSettings)
    try Schema.migrate(connection, at: path)
    try Schema.prepareForVacuum(connection)
    try self.init(connection)
  }

  /// Opens a database that is there, beside a daemon that may be writing it.
  public init(reading path: String) throws(StorageError) {
    let connection = try Connection(reading: path)
    try Schema.checkCurrent(connection)
    try self.init(connection)
  }

  /// Opens a database for a short change, beside a daemon that has it: its schema stays as it is.
  public init(beside path: String) throws(StorageError) {
    let connection = try Connection(path: path, mode: .readWrite)
    try Schema.checkCurrent(connection)
    try connection.execute("PRAGMA foreign_keys = ON")
    try self.init(connection)
  }

  private init(_ connection: Connection) throws(StorageError) {
    self.connection = connection
    feeds = try FeedTable(connection)
    tombstones = try TombstoneTable(connection)
    pauses = try HostPauseTable(connection)
    holes = try HoleTable(connection)
    items = try ItemTable(connection, tombstones)
    stories = try StoryTable(connection)
    furniture = try FurnitureTable(connection)
    editions = EditionTable(connection)
    tallies = try TallyTable(connection)
  }

  /// An item has some 3 KiB: in a page of 8 KiB it leaves less unused than in one of 4 (a new database
  /// only).
  ///
  /// NORMAL never damages a WAL database; a power cut can take back the last polls, which are then
  /// repeated. Editions are committed with FULL (see `fix`). The WAL may grow to 16 MiB before it is
  /// copied: random hashes in the indexes dirty a page at nearly every row. Room that retention frees is
  /// given back in small steps (`releaseRoom`), for which a database has to be made.
  private static let writerSettings = """
    PRAGMA page_size = 8192;
    PRAGMA auto_vacuum = INCREMENTAL;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA journal_size_limit = 67108864;
    PRAGMA foreign_keys = ON;
    PRAGMA cache_size = -16384;
    PRAGMA temp_store = MEMORY;
    """
}

extension Store {
  /// Returns when the queue has come to it: a sign of life.
  public func answer() {}
}

/// Feeds and their polls.
extension Store {
  /// Makes feeds known that are not, and returns when each is due, in the same order.
  public func register(_ urls: [String]) throws(StorageError) -> [FeedTurn] {
    try connection.transaction { () throws(StorageError) in
      var turns: [FeedTurn] = []
      turns.reserveCapacity(urls.count)
      for url in urls { turns.append(try feeds.register(url)) }
      return turns
    }
  }

  /// What is remembered of feeds, in their order. One that was never registered is made known.
  public func states(of urls: [String]) throws(StorageError) -> [FeedState] {
    try connection.transaction(.deferred) { () throws(StorageError) in
      var states: [FeedState] = []
      states.reserveCapacity(urls.count)
      for url in urls { states.append(try feeds.state(of: url)) }
      return states
    }
  }

  /// What is remembered of every feed that was ever configured.
  public func feedStates() throws(StorageError) -> [FeedState] {
    try feeds.states()
  }

  /// What the items with these keys were as sent when they were last stored, in the order of `keys`;
  /// nil for an item that is not stored.
  public func sourceHashes(of keys: [ItemKey], in feed: Int64) throws(StorageError)
    -> [SourceHash?]
  {
    var hashes: [SourceHash?] = []
    hashes.reserveCapacity(keys.count)
    for key in keys { hashes.append(try items.sourceHash(of: key, in: feed)) }
    return hashes
  }

  /// What a feed's items have taught of its furniture.
  public func furniture(of feed: Int64) throws(StorageError) -> LearnedFurniture {
    try furniture.learned(of: feed)
  }

  /// Stores several polls in one transaction: the items of each with its fingerprints, validators
  /// and next poll, all or nothing (invariant 1). Returns what became of each sighting, poll by poll.
  public func record(_ polls: [PollRecord], at now: Date) throws(StorageError) -> [[Change]] {
    do {
      return try connection.transaction { () throws(StorageError) in
        try stories.expire(beyond: polls.reduce(0) { $0 + $1.sightings.count }, at: now)
        var changes: [[Change]] = []
        for poll in polls {
          changes.append(try record(poll, at: now))
          if let hole = poll.hole { try holes.add(hole, of: poll.feed.id, at: now) }
        }
        try tombstones.writeSights(at: now)
        try tallies.watch(at: now)
        return changes
      }
    } catch {
      stories.forgetWindow()
      throw error
    }
  }

  private func record(_ poll: PollRecord, at now: Date) throws(StorageError) -> [Change] {
    var changes: [Change] = []
    for sighting in poll.sightings {
      changes.append(try items.record(sighting, of: poll, in: &stories, at: now))
    }
    // A feed's backlog is no news.
    let news = zip(changes, poll.sightings).count { $0 == .new && !poll.isBacklog($1) }
    try tallies.add(news, of: poll.feed.id, at: now)
    if let learned = poll.furniture { try furniture.write(learned, of: poll.feed.id) }
    try feeds.write(poll.feed)
    if !poll.keys.isEmpty { try feeds.markItemsSeen(of: poll.feed.id, at: now) }
    return changes
  }
}

/// Times of which items may be missing.
extension Store {
  /// The holes that were found since `start`, each with its feed's address as configured.
  public func holes(since start: Date) throws(StorageError) -> [(feed: String, hole: Hole)] {
    try holes.found(since: start)
  }
}

/// Hosts that want to be left alone.
extension Store {
  /// Remembers that no feed of `host` is to be asked before `end`.
  public func pause(_ host: String, until end: Date) throws(StorageError) {
    try pauses.set(host, until: end)
  }

  /// The hosts that want to be left alone at `now`, and until when.
  public func hostPauses(at now: Date) throws(StorageError) -> [String: Date] {
    try pauses.current(at: now)
  }
}

extension Store {
  /// The first `limit` items after a sequence number, in its order.
  public func items(after seq: Int64, limit: Int) throws(StorageError) -> [ItemRecord] {
    try items.records(after: seq, limit: limit)
  }
}

/// Editions and the ledger.
extension Store {
  /// Makes digests known; the items that were first seen before `start` stay outside a new one.
  public func registerDigests(_ names: [String], from start: Date, at now: Date)
    throws(StorageError)
  {
    try connection.transaction { () throws(StorageError) in
      for name in names { try editions.register(name, from: start, at: now) }
    }
  }

  public func digestStates() throws(StorageError) -> [DigestState] {
    try editions.states()
  }

  /// What the next edition of `digest` can be made of; `feeds` are addresses as configured.
  public func pending(_ digest: String, feeds: Set<String>) throws(StorageError)
    -> PendingEdition
  {
    try connection.transaction(.deferred) { () throws(StorageError) in
      var pending = try editions.pending(digest, feeds: feeds)
      let told = pending.items.map(\.feedURL) + pending.edited.map(\.item.feedURL)
      pending.furniture = try furniture.learned(of: Set(told))
      for story in Set(pending.items.map(\.story)) {
        let group = try stories.groups.group(of: story)
        if group != story { pending.groups[story] = group }
      }
      return pending
    }
  }

  /// Fixes an edition with its rows of the ledger and all that it settles; it survives a power cut
  /// from here on.
  public func fix(
    _ edition: EditionRecord, ledger: [LedgerEntry], settling settlement: Settlement
  ) throws(StorageError) {
    try connection.durably { () throws(StorageError) in
      try editions.fix(edition, ledger: ledger, settlement)
      try tallies.forget(before: edition.dueAt.addingTimeInterval(-Self.tallyMemory))
    }
  }

  /// How long tallies are kept: twice what an edition shows.
  private static let tallyMemory: TimeInterval = 60 * 86_400

  /// For each feed that brought items in the `days` days before `moment`: how many in each span of 24
  /// hours, the oldest first; the last one ends with the hour of `moment`.
  public func dailyItems(before moment: Date, days: Int) throws(StorageError) -> [String: [Int]] {
    try tallies.daily(before: moment, days: days)
  }

  /// In which of the `days` spans of 24 hours before `moment` polls were stored at all, the oldest
  /// first: in the others the program was off.
  public func watchedDays(before moment: Date, days: Int) throws(StorageError) -> [Bool] {
    try tallies.watchedDays(before: moment, days: days)
  }

  /// Remembers that the files of an edition are in place.
  public func markPublished(_ digest: String, number: Int) throws(StorageError) {
    try editions.markPublished(digest, number: number)
  }

  /// Editions that were fixed and whose files are not written: a crash came between, or a full disk.
  public func unpublishedEditions(of digest: String) throws(StorageError) -> [EditionRecord] {
    try editions.unpublished(digest)
  }

  /// What lists tell of the editions of a digest, in order, as `EditionRecord.synopsis` had it.
  public func synopses(_ digest: String) throws(StorageError) -> [[UInt8]] {
    try editions.synopses(digest)
  }

  /// The editions of one day, such as `2026-11-24`, in order.
  public func editions(_ digest: String, date: String) throws(StorageError) -> [EditionRecord] {
    try editions.editions(digest, date: date)
  }
}
