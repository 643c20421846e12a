import FoundationEssentials

/// The SQL of the table `feed`.
struct FeedTable {
  private let insert: Statement
  private let select: Statement
  private let update: Statement
  private let all: Statement

  init(_ connection: Connection) throws(StorageError) {
    let columns = """
      id, url, title, home_page, etag, last_modified, body_hash, first_polled_at_s, checked_at_s,
      succeeded_at_s, refreshed_at_s, next_poll_at_s, failures, failing_since_s, failure
      """
    insert = try connection.prepare("INSERT INTO feed (url) VALUES (?) ON CONFLICT DO NOTHING")
    select = try connection.prepare("SELECT \(columns) FROM feed WHERE url = ?")
    all = try connection.prepare("SELECT \(columns) FROM feed ORDER BY id")
    update = try connection.prepare(
      """
      UPDATE feed SET title = ?, home_page = ?, etag = ?, last_modified = ?, body_hash = ?,
        first_polled_at_s = ?, checked_at_s = ?, succeeded_at_s = ?, refreshed_at_s = ?,
        next_poll_at_s = ?, failures = ?, failing_since_s = ?, failure = ?
      WHERE id = ?
      """)
  }

  func state(of url: String) throws(StorageError) -> FeedState? {
    try select.first([.text(url)], Self.read)
  }

  /// In the order in which they were registered.
  func states() throws(StorageError) -> [FeedState] {
    try all.all([], Self.read)
  }

  func register(_ url: String) throws(StorageError) {
    try insert.run([.text(url)])
  }

  func write(_ state: FeedState) throws(StorageError) {
    try update.run([
      .text(state.title), .text(state.homePage), .text(state.etag), .text(state.lastModified),
      .blob(state.bodyHash), .time(state.firstPolledAt), .time(state.checkedAt),
      .time(state.succeededAt), .time(state.refreshedAt), .time(state.nextPollAt),
      .integer(Int64(state.failures)), .time(state.failingSince), .text(state.failure),
      .integer(state.id),
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
    state.failures = Int(row.integer(12))
    state.failingSince = row.optionalTime(13)
    state.failure = row.optionalText(14)
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
}

extension Statement {
  func time(_ column: Int32) -> Date {
    Date(timeIntervalSince1970: Double(integer(column)))
  }

  func optionalTime(_ column: Int32) -> Date? { isNull(column) ? nil : time(column) }
}
