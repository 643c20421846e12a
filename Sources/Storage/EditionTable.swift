import FoundationEssentials
import Stories

/// The SQL of the tables `digest`, `edition` and `ledger`.
struct EditionTable {
  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// Makes a digest known. Items first seen before `start` stay outside it.
  func register(_ name: String, from start: Date, at now: Date) throws(StorageError) {
    let insert = try connection.prepare(
      """
      INSERT INTO digest (name, cutoff_seq, registered_at_s)
      SELECT ?1, coalesce((SELECT max(seq) FROM item WHERE first_seen_at_s < ?2), 0), ?3
      WHERE NOT EXISTS (SELECT 1 FROM digest WHERE name = ?1)
      """)
    try insert.run([.text(name), .time(start), .time(now)])
  }

  func states() throws(StorageError) -> [DigestState] {
    let select = try connection.prepare(
      """
      SELECT name, registered_at_s, (SELECT max(due_at_s) FROM edition WHERE digest = name)
      FROM digest ORDER BY name
      """)
    return try select.all([]) {
      DigestState(name: $0.text(0), registeredAt: $0.time(1), lastDueAt: $0.optionalTime(2))
    }
  }

  /// What the next edition of `digest` can be made of; `feeds` are addresses as configured.
  func pending(_ digest: String, feeds: Set<String>) throws(StorageError) -> PendingEdition {
    let start = try cutoff(of: digest)
    return PendingEdition(
      items: try items(after: start, of: feeds),
      toldStories: try toldStories(digest, after: start),
      cutoff: try connection.integer("SELECT coalesce(max(seq), 0) FROM item"),
      number: try nextNumber(digest),
      partsByDate: try parts(digest))
  }

  private func cutoff(of digest: String) throws(StorageError) -> Int64 {
    let select = try connection.prepare("SELECT cutoff_seq FROM digest WHERE name = ?")
    return try select.first([.text(digest)]) { $0.integer(0) } ?? 0
  }

  private func items(after cutoff: Int64, of feeds: Set<String>) throws(StorageError)
    -> [StoredItem]
  {
    let select = try connection.prepare(
      "SELECT \(StoredItem.columns) WHERE seq > ? ORDER BY seq")
    return try select.all([.integer(cutoff)]) { row in
      // Addresses are compared before the row's texts are read.
      feeds.contains(row.text(0)) ? StoredItem(row) : nil
    }.compactMap(\.self)
  }

  private func toldStories(_ digest: String, after cutoff: Int64) throws(StorageError)
    -> Set<Int64>
  {
    let select = try connection.prepare(
      """
      SELECT DISTINCT pending.story FROM item AS pending
      JOIN item AS told ON told.story = pending.story
      JOIN ledger ON ledger.digest = ?1 AND ledger.item = told.seq AND outcome = 'printed'
      WHERE pending.seq > ?2
      """)
    return Set(try select.all([.text(digest), .integer(cutoff)]) { $0.integer(0) })
  }

  private func nextNumber(_ digest: String) throws(StorageError) -> Int {
    let select = try connection.prepare(
      "SELECT coalesce(max(number), 0) + 1 FROM edition WHERE digest = ?")
    return try select.first([.text(digest)]) { Int($0.integer(0)) } ?? 1
  }

  private func parts(_ digest: String) throws(StorageError) -> [String: Int] {
    let select = try connection.prepare(
      "SELECT date, max(part) FROM edition WHERE digest = ? GROUP BY date")
    let rows = try select.all([.text(digest)]) { ($0.text(0), Int($0.integer(1))) }
    return Dictionary(rows) { max($0, $1) }
  }
}

/// Fixing an edition, and its files.
extension EditionTable {
  /// Writes the edition, its rows of the ledger and the new cut-off; all or nothing.
  func fix(_ edition: EditionRecord, ledger: [LedgerEntry]) throws(StorageError) {
    let insert = try connection.prepare(
      """
      INSERT INTO edition (digest, number, date, part, due_at_s, cutoff_seq, is_published, content)
      VALUES (?, ?, ?, ?, ?, ?, 0, ?)
      """)
    try insert.run([
      .text(edition.digest), .integer(Int64(edition.number)), .text(edition.date),
      .integer(Int64(edition.part)), .time(edition.dueAt), .integer(edition.cutoff),
      .blob(edition.content),
    ])
    let id = connection.lastInsertedRow
    let enter = try connection.prepare(
      """
      INSERT INTO ledger (digest, item, edition, revision, outcome, merged_into, rule)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """)
    for entry in ledger {
      try enter.run(
        [
          .text(edition.digest), .integer(entry.seq), .integer(id),
          .integer(Int64(entry.revision)),
        ] + entry.outcome.columns)
    }
    let advance = try connection.prepare("UPDATE digest SET cutoff_seq = ? WHERE name = ?")
    try advance.run([.integer(edition.cutoff), .text(edition.digest)])
  }

  /// Remembers that the files of an edition are in place.
  func markPublished(_ digest: String, number: Int) throws(StorageError) {
    let update = try connection.prepare(
      "UPDATE edition SET is_published = 1 WHERE digest = ? AND number = ?")
    try update.run([.text(digest), .integer(Int64(number))])
  }

  /// Editions that were fixed and whose files were not written: a crash came between.
  func unpublished() throws(StorageError) -> [EditionRecord] {
    let select = try connection.prepare(
      "SELECT \(EditionRecord.columns) WHERE is_published = 0 ORDER BY id")
    return try select.all([], EditionRecord.init)
  }

  /// The editions of one day, in order.
  func editions(_ digest: String, date: String) throws(StorageError) -> [EditionRecord] {
    let select = try connection.prepare(
      "SELECT \(EditionRecord.columns) WHERE digest = ? AND date = ? ORDER BY part")
    return try select.all([.text(digest), .text(date)], EditionRecord.init)
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

extension EditionRecord {
  fileprivate static let columns =
    "digest, number, date, part, due_at_s, cutoff_seq, content FROM edition"

  fileprivate init(_ row: Statement) {
    self.init(
      digest: row.text(0), number: Int(row.integer(1)), date: row.text(2),
      part: Int(row.integer(3)), dueAt: row.time(4), cutoff: row.integer(5), content: row.blob(6))
  }
}

extension StoredItem {
  static let columns = """
    feed.url, item.seq, story, item.url, item.title, author, image, html, published_at_s,
    first_seen_at_s, revision, is_backlog
    FROM item JOIN feed ON feed.id = item.feed
    """

  init(_ row: Statement) {
    self.init(
      seq: row.integer(1), story: row.integer(2), feedURL: row.text(0), url: row.optionalText(3),
      title: row.optionalText(4), author: row.optionalText(5), html: row.text(7),
      image: row.optionalText(6), published: row.optionalTime(8), firstSeen: row.time(9),
      revision: Int(row.integer(10)), isBacklog: row.integer(11) != 0)
  }
}
