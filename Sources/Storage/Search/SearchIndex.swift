import FoundationEssentials

// The full-text index: FTS5, in volumes.
//
// FTS5 of SQLite 3.40 can take a row out of an index only when it is told the row's old text, which an
// edit has overwritten by then. So nothing is ever taken out: an entry says which row of the index
// speaks of which item. An edited item gets a new row and a new entry; a purged one loses its entry.
//
//   volume n    table search_n, rows n * 65536 to n * 65536 + 65535; contentless: words only
//   entry       row → item
//
//   1. A search goes through the volumes from the newest, and stops when its page is full.
//   2. When few rows of an old volume are alive, those items are indexed again, and the volume is
//      dropped as a whole: no index grows for ever, and none is rebuilt as a whole.
//   3. Items wait to be indexed until the store has nothing better to do; a mark says how far it is.
//      What waits is searched too: see `SearchTable`.

/// Where the words of items stand: the index in the database, or one in memory for what is not indexed.
struct SearchVolumes {
  /// The database's own, or `temp`.
  let schema: String
  let entries: String

  static let stored = SearchVolumes(schema: "main", entries: "main.search_entry")
  static let passing = SearchVolumes(schema: "temp", entries: "temp.search_passing_entry")

  func table(_ number: Int64) -> String { "\(schema).search_\(number)" }

  /// What is matched: FTS5's hidden column of the table's own name.
  func column(_ number: Int64) -> String { "search_\(number)" }

  /// The rows of a volume.
  static let bits: Int64 = 16

  /// unicode61 with its accents off; without sizes, as nothing is ranked; two letters of a prefix are
  /// looked up, not gathered.
  func creation(_ number: Int64) -> String {
    """
    CREATE VIRTUAL TABLE \(table(number)) USING fts5(title, author, body, mark, content='',
      columnsize=0, prefix='2', tokenize='unicode61 remove_diacritics 2')
    """
  }

  func insertion(_ number: Int64) -> String {
    "INSERT INTO \(table(number)) (rowid, title, author, body, mark) VALUES (?, ?, ?, ?, ?)"
  }
}

/// The SQL of the stored index.
struct SearchIndex {
  /// Of the words and columns: a new number makes the index anew.
  private static let form: Int64 = 1
  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// The next items that wait, with what is to be indexed of them; edited ones first.
  func waiting(limit: Int) throws(StorageError) -> [WaitingItem] {
    let stale = try stale(limit: limit)
    return try stale + waiting(after: mark(), limit: limit - stale.count)
  }

  func stale(limit: Int) throws(StorageError) -> [WaitingItem] {
    let select = try connection.prepare(
      """
      \(WaitingItem.columns)
      WHERE seq IN (SELECT item FROM search_stale WHERE item <= ? LIMIT ?)
      """)
    return try select.all([.integer(mark()), .integer(Int64(limit))], WaitingItem.init)
  }

  /// Items after a number that is the mark or above it.
  func waiting(after seq: Int64, limit: Int) throws(StorageError) -> [WaitingItem] {
    let select = try connection.prepare("\(WaitingItem.columns) WHERE seq > ? ORDER BY seq LIMIT ?")
    return try select.all([.integer(seq), .integer(Int64(limit))], WaitingItem.init)
  }

  /// How many items wait, counted up to `limit`.
  func waitingCount(upTo limit: Int) throws(StorageError) -> Int {
    let select = try connection.prepare(
      """
      SELECT (SELECT count(*) FROM search_stale WHERE item <= ?1)
        + (SELECT count(*) FROM (SELECT 1 FROM item WHERE seq > ?1 LIMIT ?2))
      """)
    return try select.first([.integer(mark()), .integer(Int64(limit))]) { Int($0.integer(0)) } ?? 0
  }

  /// Items up to this number are indexed or stale.
  func mark() throws(StorageError) -> Int64 {
    try connection.integer(
      "SELECT CASE form WHEN \(Self.form) THEN seq ELSE 0 END FROM search_mark")
  }

  /// Puts items into the index. One that was edited meanwhile stays stale.
  func add(_ items: [IndexedItem]) throws(StorageError) {
    try startAnew()
    let enter = try connection.prepare(
      """
      INSERT INTO search_entry (item, feed, dated_s)
      SELECT seq, feed, min(coalesce(published_at_s, first_seen_at_s), first_seen_at_s)
      FROM item WHERE seq = ? AND revision = ? RETURNING id, feed
      """)
    let leave = try connection.prepare("DELETE FROM search_entry WHERE item = ?")
    let refresh = try connection.prepare("DELETE FROM search_stale WHERE item = ?")
    for item in items {
      try leave.run([.integer(item.seq)])
      let entry = try enter.first([.integer(item.seq), .integer(Int64(item.revision))]) {
        ($0.integer(0), $0.integer(1))
      }
      guard let (id, feed) = entry else { continue }
      try refresh.run([.integer(item.seq)])
      try write(item, id: id, feed: feed)
    }
    guard let last = items.map(\.seq).max() else { return }
    let advance = try connection.prepare("UPDATE search_mark SET seq = max(seq, ?)")
    try advance.run([.integer(last)])
  }

  private func write(_ item: IndexedItem, id: Int64, feed: Int64) throws(StorageError) {
    let number = id >> SearchVolumes.bits
    let note = try connection.prepare("INSERT OR IGNORE INTO search_volume VALUES (?)")
    try note.run([.integer(number)])
    if connection.changedRows > 0 { try connection.execute(SearchVolumes.stored.creation(number)) }
    let insert = try connection.prepare(SearchVolumes.stored.insertion(number))
    try insert.run(item.values(id: id, feed: feed))
  }

  /// Drops an index of another form. What is stale stays so: it may be what is being added.
  private func startAnew() throws(StorageError) {
    guard try connection.integer("SELECT form FROM search_mark") != Self.form else { return }
    for number in try numbers() { try drop(number) }
    try connection.execute(
      """
      DELETE FROM search_entry;
      UPDATE search_mark SET seq = 0, form = \(Self.form);
      """)
  }
}

/// Volumes.
extension SearchIndex {
  /// In order.
  func numbers() throws(StorageError) -> [Int64] {
    let select = try connection.prepare("SELECT number FROM search_volume ORDER BY number")
    return try select.all([]) { $0.integer(0) }
  }

  /// Drops the oldest volume in which hardly a row is alive; the items that it spoke of are stale then.
  func dropSparseVolume() throws(StorageError) -> Bool {
    let count = try connection.prepare("SELECT count(*) FROM search_entry WHERE id >= ? AND id < ?")
    for number in try numbers().dropLast() {
      let range: [SQLValue] = [
        .integer(number << SearchVolumes.bits), .integer((number + 1) << SearchVolumes.bits),
      ]
      let alive = try count.first(range) { $0.integer(0) } ?? 0
      guard alive <= 1 << (SearchVolumes.bits - 4) else { continue }
      let forget = try connection.prepare(
        "INSERT OR IGNORE INTO search_stale SELECT item FROM search_entry WHERE id >= ? AND id < ?")
      try forget.run(range)
      let leave = try connection.prepare("DELETE FROM search_entry WHERE id >= ? AND id < ?")
      try leave.run(range)
      try drop(number)
      return true
    }
    return false
  }

  private func drop(_ number: Int64) throws(StorageError) {
    try connection.execute("DROP TABLE IF EXISTS \(SearchVolumes.stored.table(number))")
    let forget = try connection.prepare("DELETE FROM search_volume WHERE number = ?")
    try forget.run([.integer(number)])
  }
}

/// An item that waits to be indexed.
public struct WaitingItem: Sendable, Hashable {
  public var seq: Int64
  public var feed: Int64
  public var revision: Int
  public var title: String?
  public var author: String?
  /// Safe HTML.
  public var html: String
  /// Published, but not after it was first seen.
  var dated: Date

  static let columns = """
    SELECT seq, feed, revision, title, author, html,
      min(coalesce(published_at_s, first_seen_at_s), first_seen_at_s)
    FROM item
    """

  init(_ row: Statement) {
    seq = row.integer(0)
    feed = row.integer(1)
    revision = Int(row.integer(2))
    title = row.optionalText(3)
    author = row.optionalText(4)
    html = row.text(5)
    dated = row.time(6)
  }

  /// The item with its text.
  public func indexed(text: String) -> IndexedItem {
    IndexedItem(
      seq: seq, feed: feed, revision: revision, title: title, author: author, text: text,
      dated: dated)
  }
}

/// What the index is told of an item.
public struct IndexedItem: Sendable, Hashable {
  var seq: Int64
  var feed: Int64
  var revision: Int
  var title: String?
  var author: String?
  /// Plain text.
  var text: String
  var dated: Date

  func values(id: Int64, feed: Int64) -> [SQLValue] {
    [
      .integer(id), .text(title ?? ""), .text(author ?? ""), .text(text),
      .text("\(SearchExpression.everything) \(SearchExpression.feedMark(feed))"),
    ]
  }
}
