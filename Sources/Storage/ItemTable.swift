import FoundationEssentials
import Stories

/// The SQL of the tables `item` and `revision`.
struct ItemTable {
  private let connection: Connection
  private let findSource: Statement
  private let find: Statement
  private let findStory: Statement
  private let insert: Statement
  private let keepRevision: Statement
  private let revise: Statement
  private let touch: Statement

  init(_ connection: Connection) throws(StorageError) {
    self.connection = connection
    findSource = try connection.prepare(
      "SELECT source_hash FROM item WHERE feed = ? AND key = ?")
    find = try connection.prepare(
      "SELECT seq, content_hash, hash_version FROM item WHERE feed = ? AND key = ?")
    findStory = try connection.prepare(
      """
      SELECT story FROM item
      WHERE content_hash = ? AND hash_version = ? AND first_seen_at_s >= ?
      ORDER BY seq LIMIT 1
      """)
    insert = try connection.prepare(
      """
      INSERT INTO item (feed, key, source_hash, content_hash, hash_version, story,
        first_seen_at_s, published_at_s, is_backlog, guid, url, title, author, image, html, seq)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    keepRevision = try connection.prepare(
      """
      INSERT INTO revision (item, number, seen_at_s, content_hash, title, html)
      SELECT seq, revision, ?, content_hash, title, html FROM item WHERE seq = ?
      """)
    revise = try connection.prepare(
      """
      UPDATE item SET revision = revision + ?, source_hash = ?, content_hash = ?,
        hash_version = ?, published_at_s = ?, url = ?, title = ?, author = ?, image = ?, html = ?
      WHERE seq = ?
      """)
    touch = try connection.prepare("UPDATE item SET source_hash = ? WHERE seq = ?")
  }
}

/// Recording what a poll saw.
extension ItemTable {
  /// What an item was as sent when it was last stored; nil for one that is not.
  func sourceHash(of key: ItemKey, in feed: Int64) throws(StorageError) -> [UInt8]? {
    try findSource.first([.integer(feed), .blob(key.bytes)]) { $0.blob(0) }
  }

  /// Stores one sighting and says what it was. A content hash of an older form is not compared: the
  /// item is brought to the new form without a revision.
  func record(_ sighting: Sighting, in feed: FeedState, at now: Date) throws(StorageError)
    -> Store.Change
  {
    let stored = try find.first([.integer(feed.id), .blob(sighting.key.bytes)]) {
      (seq: $0.integer(0), hash: $0.blob(1), version: $0.integer(2))
    }
    guard let stored else {
      try insert(sighting, in: feed, at: now)
      return .new
    }
    let hash = sighting.contentHash
    let isEdit = stored.version == hash.version && stored.hash != hash.bytes
    if isEdit { try keepRevision.run([.time(now), .integer(stored.seq)]) }
    try revise.run([
      .integer(isEdit ? 1 : 0), .blob(sighting.sourceHash), .blob(hash.bytes),
      .integer(Int64(hash.version)), .time(sighting.published), .text(sighting.url),
      .text(sighting.title), .text(sighting.author), .text(sighting.image),
      .text(sighting.html), .integer(stored.seq),
    ])
    return isEdit ? .updated : .unchanged
  }
}
