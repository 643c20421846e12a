import FoundationEssentials
import Stories

/// The SQL of the table `tombstone`: items that are gone, so that one which comes back is known.
final class TombstoneTable {
  /// A tombstone's last sight is written down once in this time, which spares most polls a write.
  private static let freshSeconds: Double = 7 * 86_400
  /// How long a feed must have been without an item before its tombstone goes too. Counted to the last
  /// document whose items were looked at: a feed that fails, is empty, or sends the same for a year
  /// loses none.
  private static let absenceSeconds: Int64 = 90 * 86_400
  /// Of one feed; more than any document that is read has items.
  static let maximumPerFeed: Int64 = 100_000

  private let connection: Connection
  private let find: Statement
  private let findText: Statement
  private let findSource: Statement
  private let update: Statement
  /// Most stores have none, and need not look.
  private var isEmpty: Bool
  /// When each was seen of those that a feed has had since the last writing.
  private var sights: [Int64: Date] = [:]

  init(_ connection: Connection) throws(StorageError) {
    self.connection = connection
    let known = """
      SELECT id, content_hash, hash_version, url, title, published_at_s, key FROM tombstone
      """
    find = try connection.prepare("\(known) WHERE feed = ? AND key = ?")
    findText = try connection.prepare(
      """
      \(known) WHERE feed = ? AND content_hash = ? AND hash_version = ?
      ORDER BY id DESC LIMIT 64
      """)
    findSource = try connection.prepare(
      "SELECT id, source_hash, seen_at_s FROM tombstone WHERE feed = ? AND key = ?")
    update = try connection.prepare(
      "UPDATE tombstone SET key = coalesce(?, key), source_hash = ?, seen_at_s = ? WHERE id = ?")
    isEmpty = try connection.integer("SELECT NOT EXISTS (SELECT 1 FROM tombstone)") != 0
  }

  /// What is known of an item that is gone, by its key.
  func first<Row>(under key: ItemKey, in feed: Int64, _ read: (Statement) -> Row)
    throws(StorageError) -> Row?
  {
    if isEmpty { return nil }
    return try find.first([.integer(feed), .blob(key.bytes)], read)
  }

  /// What is known of items that are gone, by their text; the latest ones.
  func all<Row>(saying hash: ContentHash, in feed: Int64, _ read: (Statement) -> Row)
    throws(StorageError) -> [Row]
  {
    if isEmpty { return [] }
    return try findText.all(
      [.integer(feed), .blob(hash.bytes), .integer(Int64(hash.version))], read)
  }

  /// What an item was as sent that is gone; remembers that its feed still has it.
  func sourceHash(of key: ItemKey, in feed: Int64) throws(StorageError) -> SourceHash? {
    if isEmpty { return nil }
    let found = try findSource.first([.integer(feed), .blob(key.bytes)]) {
      ($0.integer(0), SourceHash(bytes: $0.blob(1)), $0.time(2))
    }
    guard let (id, hash, seen) = found else { return nil }
    sights[id] = seen
    return hash
  }
}

/// Writing.
extension TombstoneTable {
  /// Puts tombstones in the places of items that are about to go.
  func add(_ items: [Int64], at now: Date) throws(StorageError) {
    let insert = try connection.prepare(
      """
      INSERT OR REPLACE INTO tombstone (feed, key, source_hash, content_hash, hash_version,
        published_at_s, url, title, seen_at_s)
      SELECT feed, key, source_hash, content_hash, hash_version, published_at_s, url, title, ?2
      FROM item WHERE seq IN (SELECT value FROM json_each(?1))
      """)
    try insert.run([.list(items), .time(now)])
    isEmpty = false
  }

  /// The item came again, edited or under another key: it stays gone. Without a key it keeps its own.
  func renew(_ id: Int64, as sighting: Sighting, under key: ItemKey?, at now: Date)
    throws(StorageError)
  {
    try update.run([
      .blob(key?.bytes), .blob(sighting.sourceHash.bytes), .time(now), .integer(id),
    ])
  }

  /// Writes down which ones feeds still have.
  func writeSights(at now: Date) throws(StorageError) {
    guard !sights.isEmpty else { return }
    let stale = sights.filter { now.timeIntervalSince($0.value) > Self.freshSeconds }.map(\.key)
    sights = [:]
    guard !stale.isEmpty else { return }
    let update = try connection.prepare(
      "UPDATE tombstone SET seen_at_s = ? WHERE id IN (SELECT value FROM json_each(?))")
    try update.run([.time(now), .list(stale)])
  }

  /// Removes those that nobody needs any more; returns how many.
  func expire() throws(StorageError) -> Int {
    let absent = try connection.prepare(
      """
      DELETE FROM tombstone
      WHERE seen_at_s < (SELECT items_seen_at_s - ? FROM feed WHERE feed.id = tombstone.feed)
      """)
    try absent.run([.integer(Self.absenceSeconds)])
    var removed = connection.changedRows
    let crowded = try connection.prepare(
      "SELECT feed, count(*) - ?1 FROM tombstone GROUP BY feed HAVING count(*) > ?1")
    let drop = try connection.prepare(
      """
      DELETE FROM tombstone WHERE id IN
        (SELECT id FROM tombstone WHERE feed = ? ORDER BY seen_at_s, id LIMIT ?)
      """)
    for (feed, surplus) in try crowded.all(
      [.integer(Self.maximumPerFeed)], { ($0.integer(0), $0.integer(1)) })
    {
      try drop.run([.integer(feed), .integer(surplus)])
      removed += connection.changedRows
    }
    return removed
  }
}
