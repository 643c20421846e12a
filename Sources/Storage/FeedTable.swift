import Feeds
import FoundationEssentials

/// The SQL of the table `feed`.
struct FeedTable {
  private let connection: Connection
  private let insert: Statement
  private let turn: Statement
  private let select: Statement
  private let update: Statement
  private let seeItems: Statement
  private let all: Statement

  init(_ connection: Connection) throws(StorageError) {
    let columns = """
      id, url, title, home_page, etag, last_modified, body_hash, first_polled_at_s, checked_at_s,
      succeeded_at_s, refreshed_at_s, next_poll_at_s, ttl_min, update_interval_min, skip_hours,
      skip_days, failures, failing_since_s, failure, rhythm, rhythm_watched_s, rhythm_at_s,
      max_age_s, expires_in_s, retry_after_s, failure_code, moved_to, moved_count, moved_since_s,
      moved_at_s, answered_at, gone_since_s, doubts
      """
    self.connection = connection
    insert = try connection.prepare("INSERT INTO feed (url) VALUES (?)")
    turn = try connection.prepare(
      "SELECT next_poll_at_s, checked_at_s, failures FROM feed WHERE url = ?")
    select = try connection.prepare("SELECT \(columns) FROM feed WHERE url = ?")
    all = try connection.prepare("SELECT \(columns) FROM feed ORDER BY id")
    seeItems = try connection.prepare("UPDATE feed SET items_seen_at_s = ? WHERE id = ?")
    update = try connection.prepare(
      """
      UPDATE feed SET title = ?, home_page = ?, etag = ?, last_modified = ?, body_hash = ?,
        first_polled_at_s = ?, checked_at_s = ?, succeeded_at_s = ?, refreshed_at_s = ?,
        next_poll_at_s = ?, ttl_min = ?, update_interval_min = ?, skip_hours = ?, skip_days = ?,
        failures = ?, failing_since_s = ?, failure = ?, rhythm = ?, rhythm_watched_s = ?,
        rhythm_at_s = ?, max_age_s = ?, expires_in_s = ?, retry_after_s = ?, failure_code = ?,
        moved_to = ?, moved_count = ?, moved_since_s = ?, moved_at_s = ?, answered_at = ?,
        gone_since_s = ?, doubts = ?
      WHERE id = ?
      """)
  }

  /// What is remembered of a feed; one that was never registered is made known.
  func state(of url: String) throws(StorageError) -> FeedState {
    if let state = try select.first([.text(url)], Self.read) { return state }
    try insert.run([.text(url)])
    return FeedState(id: connection.lastInsertedRow, url: url)
  }

  /// In the order in which they were registered.
  func states() throws(StorageError) -> [FeedState] {
    try all.all([], Self.read)
  }

  /// Makes a feed known where it is not; returns when it is due.
  func register(_ url: String) throws(StorageError) -> FeedTurn {
    let known = try turn.first([.text(url)]) { row in
      FeedTurn(
        nextPollAt: row.time(0), checkedAt: row.optionalTime(1), failures: Int(row.integer(2)))
    }
    if let known { return known }
    try insert.run([.text(url)])
    return FeedTurn(nextPollAt: Date(timeIntervalSince1970: 0))
  }

  /// Remembers that the items of a document were looked at.
  func markItemsSeen(of feed: Int64, at now: Date) throws(StorageError) {
    try seeItems.run([.time(now), .integer(feed)])
  }

  func write(_ state: FeedState) throws(StorageError) {
    try update.run([
      .text(state.title), .text(state.homePage), .text(state.etag), .text(state.lastModified),
      .blob(state.bodyHash), .time(state.firstPolledAt), .time(state.checkedAt),
      .time(state.succeededAt), .time(state.refreshedAt), .time(state.nextPollAt),
      .integer(state.hints.ttlMinutes.map { Int64($0) }),
      .integer(state.hints.updateIntervalMinutes.map { Int64($0) }),
      .integer(state.hints.hourBits), .integer(state.hints.dayBits),
      .integer(Int64(state.failures)), .time(state.failingSince), .text(state.failure),
      .blob(state.rhythm?.bytes), .integer(state.rhythm.map { Int64($0.watched) }),
      .time(state.rhythm?.at), .seconds(state.maxAge), .seconds(state.expiresIn),
      .seconds(state.retryAfter), .text(state.failureCode), .text(state.move?.target),
      .integer(state.move.map { Int64($0.count) }), .time(state.move?.since),
      .time(state.move?.believedAt), .text(state.answeredAt), .time(state.goneSince),
      .integer(state.doubts.rawValue), .integer(state.id),
    ])
  }

  private static func read(_ row: Statement) -> FeedState {
    var state = FeedState(id: row.integer(0), url: row.text(1))
    state.title = row.optionalText(2)
    state.homePage = row.optionalText(3)
    state.etag = row.optionalText(4)
    state.lastModified = row.optionalText(5)
    state.bodyHash = row.optionalBlob(6)
    state.firstPolledAt = row.optionalTime(7)
    state.checkedAt = row.optionalTime(8)
    state.succeededAt = row.optionalTime(9)
    state.refreshedAt = row.optionalTime(10)
    state.nextPollAt = row.time(11)
    state.hints = PollingHints(
      ttlMinutes: row.optionalInteger(12), updateIntervalMinutes: row.optionalInteger(13),
      hourBits: row.integer(14), dayBits: row.integer(15))
    state.failures = Int(row.integer(16))
    state.failingSince = row.optionalTime(17)
    state.failure = row.optionalText(18)
    state.rhythm = row.optionalBlob(19).flatMap {
      Rhythm(bytes: $0, watched: Double(row.integer(20)), at: row.time(21))
    }
    state.maxAge = row.optionalSeconds(22)
    state.expiresIn = row.optionalSeconds(23)
    state.retryAfter = row.optionalSeconds(24)
    state.failureCode = row.optionalText(25)
    state.move = row.optionalText(26).map {
      Move(
        target: $0, count: Int(row.integer(27)), since: row.time(28),
        believedAt: row.optionalTime(29))
    }
    state.answeredAt = row.optionalText(30)
    state.goneSince = row.optionalTime(31)
    state.doubts = FeedState.Doubts(rawValue: row.integer(32))
    return state
  }
}

/// Times in the database: whole seconds since 1970.
extension SQLValue {
  static func time(_ date: Date?) -> SQLValue {
    guard let date else { return .null }
    let seconds = date.timeIntervalSince1970.rounded(.down)
    // Years of six digits and more come from hostile feeds; they are kept as the far end.
    return .integer(Int64(max(-1e11, min(1e11, seconds))))
  }

  static func seconds(_ duration: Duration?) -> SQLValue {
    .integer(duration.map { $0.components.seconds })
  }
}

extension Statement {
  func time(_ column: Int32) -> Date {
    Date(timeIntervalSince1970: Double(integer(column)))
  }

  func optionalTime(_ column: Int32) -> Date? { isNull(column) ? nil : time(column) }

  func optionalSeconds(_ column: Int32) -> Duration? {
    optionalInteger(column).map { .seconds($0) }
  }
}

/// Hours and days as bits of a column.
extension PollingHints {
  private static let days = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  fileprivate var hourBits: Int64 {
    skipHours.filter { (0..<24).contains($0) }.reduce(0) { $0 | 1 << Int64($1) }
  }

  fileprivate var dayBits: Int64 {
    skipDays.compactMap { Self.days.firstIndex(of: $0) }.reduce(0) { $0 | 1 << Int64($1) }
  }

  fileprivate init(
    ttlMinutes: Int64?, updateIntervalMinutes: Int64?, hourBits: Int64, dayBits: Int64
  ) {
    self.init()
    self.ttlMinutes = ttlMinutes.map { Int($0) }
    self.updateIntervalMinutes = updateIntervalMinutes.map { Int($0) }
    skipHours = (0..<24).filter { hourBits & 1 << Int64($0) != 0 }
    skipDays = Self.days.indices.filter { dayBits & 1 << Int64($0) != 0 }.map { Self.days[$0] }
  }
}
