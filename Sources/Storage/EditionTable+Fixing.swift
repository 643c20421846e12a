import FoundationEssentials
import Stories

/// Fixing an edition: its row, the ledger, the cut-offs and the scope move together or not at all.
extension EditionTable {
  func fix(_ edition: EditionRecord, ledger: [LedgerEntry], _ settlement: Settlement)
    throws(StorageError)
  {
    let id = try insert(edition)
    try PictureTable(connection).insert(edition.pictures, edition: id)
    if edition.isMailed { try OutboxTable(connection).put(edition: id, at: edition.dueAt) }
    try enter(ledger, of: edition.digest, edition: id)
    try correct(settlement.corrections, of: edition.digest)
    try describeScope(of: edition.digest, feeds: settlement.feeds)
    let advance = try connection.prepare(
      "UPDATE digest SET cutoff_seq = ?, edit_cutoff = max(edit_cutoff, ?) WHERE name = ?")
    try advance.run([
      .integer(edition.cutoff), .integer(settlement.editCutoff), .text(edition.digest),
    ])
  }

  private func insert(_ edition: EditionRecord) throws(StorageError) -> Int64 {
    let insert = try connection.prepare(
      """
      INSERT INTO edition (digest, number, date, part, due_at_s, cutoff_seq, is_published, content,
        synopsis)
      VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)
      """)
    try insert.run([
      .text(edition.digest), .integer(Int64(edition.number)), .text(edition.date),
      .integer(Int64(edition.part)), .time(edition.dueAt), .integer(edition.cutoff),
      .blob(edition.content), .blob(edition.synopsis),
    ])
    return connection.lastInsertedRow
  }

  private func enter(_ ledger: [LedgerEntry], of digest: String, edition: Int64)
    throws(StorageError)
  {
    let enter = try connection.prepare(
      """
      INSERT INTO ledger (digest, item, edition, revision, outcome, merged_into, rule)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    for entry in ledger {
      try enter.run(
        [.text(digest), .integer(entry.seq), .integer(edition), .integer(Int64(entry.revision))]
          + entry.outcome.columns)
    }
  }

  private func correct(_ corrections: [Correction], of digest: String) throws(StorageError) {
    let update = try connection.prepare(
      "UPDATE ledger SET revision = ? WHERE digest = ? AND item = ?")
    for correction in corrections {
      try update.run([
        .integer(Int64(correction.revision)), .text(digest), .integer(correction.seq),
      ])
    }
  }

  /// Writes down which feeds the digest read from its old cut-off on; only what differs from the last
  /// edition is written. Runs before the cut-off moves.
  private func describeScope(of digest: String, feeds: Set<String>) throws(StorageError) {
    let select = try connection.prepare(
      """
      SELECT feed.url FROM scope JOIN feed ON feed.id = scope.feed
      WHERE scope.digest = ? AND scope.until_seq IS NULL
      """)
    let open = Set(try select.all([.text(digest)]) { $0.text(0) })
    let close = try connection.prepare(
      """
      UPDATE scope SET until_seq = (SELECT cutoff_seq FROM digest WHERE name = ?1)
      WHERE digest = ?1 AND until_seq IS NULL AND feed = (SELECT id FROM feed WHERE url = ?2)
      """)
    for url in open.subtracting(feeds) { try close.run([.text(digest), .text(url)]) }
    let begin = try connection.prepare(
      """
      INSERT INTO scope (digest, feed, after_seq)
      SELECT ?1, id, (SELECT cutoff_seq FROM digest WHERE name = ?1) FROM feed WHERE url = ?2
      ON CONFLICT DO UPDATE SET until_seq = NULL
      """)
    for url in feeds.subtracting(open) { try begin.run([.text(digest), .text(url)]) }
  }
}

extension LedgerEntry.Outcome {
  fileprivate var columns: [SQLValue] {
    switch self {
    case .printed: [.text("printed"), .null, .null]
    case .merged(let lead): [.text("merged"), .integer(lead), .null]
    case .leftOut(let rule): [.text("left out"), .null, .text(rule)]
    }
  }
}
