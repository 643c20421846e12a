import FoundationEssentials

/// The SQL of the table `outbox`.
struct OutboxTable {
  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// Puts an edition into the outbox, to be sent at once.
  func put(edition: Int64, at now: Date) throws(StorageError) {
    let insert = try connection.prepare(
      """
      INSERT INTO outbox (edition, state, put_at_s, next_attempt_at_s)
      VALUES (?1, 'waiting', ?2, ?2)
      """)
    try insert.run([.integer(edition), .time(now)])
  }

  /// The letters that are not sent yet, the one due first at the head.
  func open() throws(StorageError) -> [OutboxLetter] {
    try letters("state IN ('waiting', 'sending') ORDER BY next_attempt_at_s, edition", [])
  }

  /// The latest letters of a digest, sent or not, the newest first.
  func latest(_ digest: String, limit: Int) throws(StorageError) -> [OutboxLetter] {
    try letters(
      "digest = ? ORDER BY edition DESC LIMIT ?", [.text(digest), .integer(Int64(limit))])
  }

  /// Writes how far a letter is.
  func write(_ letter: OutboxLetter, at now: Date) throws(StorageError) {
    let update = try connection.prepare(
      """
      UPDATE outbox SET state = ?3, attempts = ?4, is_doubtful = ?5, next_attempt_at_s = ?6,
        failure = ?7, ended_at_s = CASE WHEN ?3 IN ('sent', 'given up') THEN ?8 END
      WHERE edition = (SELECT id FROM edition WHERE digest = ?1 AND number = ?2)
      """)
    try update.run([
      .text(letter.digest), .integer(Int64(letter.number)), .text(letter.state.rawValue),
      .integer(Int64(letter.attempts)), .integer(letter.isDoubtful ? 1 : 0),
      .time(letter.nextAttemptAt), .text(letter.failure), .time(now),
    ])
  }

  private func letters(
    _ condition: String, _ values: [SQLValue]
  ) throws(StorageError) -> [OutboxLetter] {
    let select = try connection.prepare(
      """
      SELECT digest, number, state, attempts, is_doubtful, put_at_s, next_attempt_at_s, failure
      FROM outbox JOIN edition ON edition.id = outbox.edition WHERE \(condition)
      """)
    return try select.all(values) { row in
      OutboxLetter(
        digest: row.text(0), number: Int(row.integer(1)),
        state: OutboxLetter.State(rawValue: row.text(2)) ?? .givenUp,
        attempts: Int(row.integer(3)), isDoubtful: row.integer(4) != 0, putAt: row.time(5),
        nextAttemptAt: row.time(6), failure: row.optionalText(7))
    }
  }
}
