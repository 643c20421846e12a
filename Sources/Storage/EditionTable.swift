import FoundationEssentials
import Stories

/// The SQL of the tables `digest`, `edition` and `ledger`.
struct EditionTable {
  let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// Makes a digest known. Items first seen before `start` stay outside it.
  func register(_ name: String, from start: Date, at now: Date) throws(StorageError) {
    let insert = try connection.prepare(
      """
      INSERT INTO digest (name, cutoff_seq, registered_at_s)
      SELECT ?1, coalesce(
        (SELECT seq FROM item WHERE first_seen_at_s < ?2 ORDER BY seq DESC LIMIT 1), 0), ?3
      WHERE NOT EXISTS (SELECT 1 FROM digest WHERE name = ?1)
      """)
    try insert.run([.text(name), .time(start), .time(now)])
  }

  func states() throws(StorageError) -> [DigestState] {
    let select = try connection.prepare(
      """
      SELECT name, registered_at_s, cutoff_seq,
        (SELECT due_at_s FROM edition WHERE digest = name ORDER BY number DESC LIMIT 1)
      FROM digest ORDER BY name
      """)
    return try select.all([]) {
      DigestState(
        name: $0.text(0), registeredAt: $0.time(1), lastDueAt: $0.optionalTime(3),
        cutoff: $0.integer(2))
    }
  }

  /// What the next edition of `digest` can be made of; `feeds` are addresses as configured.
  func pending(_ digest: String, feeds: Set<String>) throws(StorageError) -> PendingEdition {
    let start = try cutoffs(of: digest)
    return PendingEdition(
      items: try items(digest, after: start.item, of: feeds),
      toldStories: try toldStories(digest, after: start.item),
      edited: try edited(digest, after: start.edit, of: feeds),
      editCutoff: try connection.integer("SELECT coalesce(max(id), 0) FROM edit"),
      previousCutoff: start.item,
      cutoff: try connection.integer("SELECT coalesce(max(seq), 0) FROM item"),
      number: try nextNumber(digest),
      partsByDate: try parts(digest))
  }

  private func cutoffs(of digest: String) throws(StorageError) -> (item: Int64, edit: Int64) {
    let select = try connection.prepare("SELECT cutoff_seq, edit_cutoff FROM digest WHERE name = ?")
    return try select.first([.text(digest)]) { ($0.integer(0), $0.integer(1)) } ?? (0, 0)
  }

  private func items(_ digest: String, after cutoff: Int64, of feeds: Set<String>)
    throws(StorageError) -> [StoredItem]
  {
    let select = try connection.prepare(
      """
      SELECT \(StoredItem.columns) FROM \(StoredItem.tables) WHERE item.seq IN \(Self.open)
        AND NOT EXISTS (SELECT 1 FROM ledger WHERE ledger.digest = ?1 AND ledger.item = item.seq)
      ORDER BY item.seq
      """)
    return try select.all([.text(digest), .integer(cutoff)]) { row in
      // Addresses are compared before the row's texts are read.
      feeds.contains(row.text(0)) ? StoredItem(row) : nil
    }.compactMap(\.self)
  }

  /// What a digest (?1) may still tell: items after a cut-off (?2), and those that were reopened.
  private static let open = """
    (SELECT seq FROM item WHERE seq > ?2 UNION SELECT item FROM reopened WHERE digest = ?1)
    """

  /// Printed items with edits after `cutoff` whose text is not that which was told.
  private func edited(_ digest: String, after cutoff: Int64, of feeds: Set<String>)
    throws(StorageError) -> [EditedItem]
  {
    let select = try connection.prepare(
      """
      SELECT \(StoredItem.columns), told.title, told.html, edition.date,
        (SELECT seen_at_s FROM revision AS last
         WHERE last.item = item.seq AND last.number = item.revision - 1)
      FROM (SELECT DISTINCT item AS seq FROM edit WHERE id > ?2) AS fresh
      CROSS JOIN ledger ON ledger.digest = ?1 AND ledger.item = fresh.seq
        AND ledger.outcome = 'printed'
      CROSS JOIN item ON item.seq = fresh.seq AND item.revision > ledger.revision
      JOIN feed ON feed.id = item.feed
      JOIN edition ON edition.id = ledger.edition
      JOIN revision AS told ON told.item = item.seq AND told.number = ledger.revision
        AND told.content_hash <> item.content_hash
      ORDER BY item.seq
      """)
    return try select.all([.text(digest), .integer(cutoff)]) { row in
      feeds.contains(row.text(0)) ? EditedItem(row) : nil
    }.compactMap(\.self)
  }

  private func toldStories(_ digest: String, after cutoff: Int64) throws(StorageError)
    -> Set<Int64>
  {
    let select = try connection.prepare(Self.told)
    return Set(try select.all([.text(digest), .integer(cutoff)]) { $0.integer(0) })
  }

  /// CROSS JOIN: what may be told is little, what was told is as much as the store is old.
  static let told = """
    SELECT DISTINCT pending.story FROM item AS pending
    CROSS JOIN item AS told ON told.story = pending.story
    CROSS JOIN ledger ON ledger.digest = ?1 AND ledger.item = told.seq AND outcome = 'printed'
    WHERE pending.seq IN \(open)
    """

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

/// Editions that are fixed, and their files.
extension EditionTable {
  /// Remembers that the files of an edition are in place.
  func markPublished(_ digest: String, number: Int) throws(StorageError) {
    let update = try connection.prepare(
      "UPDATE edition SET is_published = 1 WHERE digest = ? AND number = ?")
    try update.run([.text(digest), .integer(Int64(number))])
  }

  /// Editions that were fixed and whose files are not written.
  func unpublished(_ digest: String) throws(StorageError) -> [EditionRecord] {
    let select = try connection.prepare(
      """
      SELECT \(EditionRecord.columns) FROM edition WHERE digest = ? AND is_published = 0 ORDER BY id
      """)
    return try select.all([.text(digest)], EditionRecord.init)
  }

  /// What lists tell of each edition that has something told of it, in order.
  func synopses(_ digest: String) throws(StorageError) -> [[UInt8]] {
    let select = try connection.prepare(
      "SELECT synopsis FROM edition WHERE digest = ? AND length(synopsis) > 0 ORDER BY number")
    return try select.all([.text(digest)]) { $0.blob(0) }
  }

  func edition(_ digest: String, number: Int) throws(StorageError) -> EditionRecord? {
    let select = try connection.prepare(
      "SELECT \(EditionRecord.columns) FROM edition WHERE digest = ? AND number = ?")
    return try select.first([.text(digest), .integer(Int64(number))], EditionRecord.init)
  }

  /// The editions of one day, in order.
  func editions(_ digest: String, date: String) throws(StorageError) -> [EditionRecord] {
    let select = try connection.prepare(
      "SELECT \(EditionRecord.columns) FROM edition WHERE digest = ? AND date = ? ORDER BY part")
    return try select.all([.text(digest), .text(date)], EditionRecord.init)
  }
}

extension EditionRecord {
  /// Columns 0 to 7, in the order in which `init(_:)` reads them.
  fileprivate static let columns =
    "digest, number, date, part, due_at_s, cutoff_seq, content, synopsis"

  fileprivate init(_ row: Statement) {
    self.init(
      digest: row.text(0), number: Int(row.integer(1)), date: row.text(2),
      part: Int(row.integer(3)), dueAt: row.time(4), cutoff: row.integer(5), content: row.blob(6),
      synopsis: row.optionalBlob(7) ?? [])
  }
}
