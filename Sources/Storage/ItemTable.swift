import FoundationEssentials
import Stories

/// The SQL of the tables `item` and `revision`.
struct ItemTable {
  private let findSource: Statement
  private let find: Statement
  private let findText: Statement
  private let insert: Statement
  private let keepRevision: Statement
  private let outdateIndex: Statement
  private let revise: Statement
  private let nextSeq: Statement
  private let list: Statement
  private let tombstones: TombstoneTable
  /// The most items of one feed with one text that are looked at: the latest.
  private static let maximumAlike = 64

  init(_ connection: Connection, _ tombstones: TombstoneTable) throws(StorageError) {
    self.tombstones = tombstones
    findSource = try connection.prepare("SELECT source_hash FROM item WHERE feed = ? AND key = ?")
    let known = StoredRow.selection
    find = try connection.prepare("\(known) WHERE feed = ? AND key = ?")
    findText = try connection.prepare(
      """
      \(known) WHERE feed = ? AND content_hash = ? AND hash_version = ?
      ORDER BY seq DESC LIMIT \(Self.maximumAlike)
      """)
    insert = try connection.prepare(
      """
      INSERT INTO item (feed, key, source_hash, content_hash, hash_version, story,
        first_seen_at_s, published_at_s, is_backlog, guid, url, title, author, image, html,
        language, tags, text_hash, furniture_edition, seq)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    keepRevision = try connection.prepare(
      """
      INSERT INTO revision (item, number, seen_at_s, content_hash, title, html)
      SELECT seq, revision, ?, content_hash, title, html FROM item WHERE seq = ?
      """)
    outdateIndex = try connection.prepare("INSERT OR IGNORE INTO search_stale VALUES (?)")
    revise = try connection.prepare(
      """
      UPDATE item SET revision = revision + ?, key = coalesce(?, key), source_hash = ?,
        content_hash = ?, hash_version = ?, published_at_s = ?, url = ?, title = ?, author = ?,
        image = ?, html = ?, language = ?, tags = ?, text_hash = ?, furniture_edition = ?
      WHERE seq = ?
      """)
    list = try connection.prepare(ItemRecord.selection)
    nextSeq = try connection.prepare(
      "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'item'), 0) + 1")
  }
}

/// Recording what a poll saw.
extension ItemTable {
  /// What an item was as sent when it was last stored, even if it is gone since; nil for one that
  /// was never stored.
  func sourceHash(of key: ItemKey, in feed: Int64) throws(StorageError) -> SourceHash? {
    let stored = try findSource.first([.integer(feed), .blob(key.bytes)]) {
      SourceHash(bytes: $0.blob(0))
    }
    if let stored { return stored }
    return try tombstones.sourceHash(of: key, in: feed)
  }

  /// Stores one sighting and says what it was.
  ///
  /// 1. Under its key, unless that is a GUID which the feed uses again for another item, or an edit
  ///    would make it a copy of another item of the feed.
  /// 2. Else under the key of its page.
  /// 3. Else as the item with the same text, which the feed has given a new key.
  /// 4. Else it is new.
  ///
  /// An item that retention has removed is found in each of these ways too, and stays gone.
  func record(
    _ sighting: Sighting, of poll: PollRecord, in stories: inout StoryTable, at now: Date
  ) throws(StorageError) -> Store.Change {
    let feed = poll.feed.id
    var key = sighting.key
    if let stored = try stored(under: key, in: feed) {
      let recognition = stored.recognition(of: sighting)
      if recognition == .edited, let twin = try renewed(sighting, of: poll) {
        return try revise(twin, as: sighting, under: nil, .unchanged, in: &stories, at: now)
      }
      if recognition != .anotherItem {
        return try revise(stored, as: sighting, under: key, recognition, in: &stories, at: now)
      }
      key = sighting.pageKey
      if key != sighting.key, let neighbour = try self.stored(under: key, in: feed) {
        // The page identifies it: whatever differs is an edit.
        let isSame = neighbour.known?.contentHash == sighting.contentHash
        return try revise(
          neighbour, as: sighting, under: key, isSame ? .unchanged : .edited, in: &stories, at: now)
      }
    }
    if let renewed = try renewed(sighting, of: poll) {
      return try revise(renewed, as: sighting, under: key, .unchanged, in: &stories, at: now)
    }
    try insert(sighting, under: key, of: poll, in: &stories, at: now)
    return .new
  }

  /// Brings a stored item to what was seen; without a key it keeps its own.
  private func revise(
    _ stored: StoredRow, as sighting: Sighting, under key: ItemKey?, _ recognition: Recognition,
    in stories: inout StoryTable, at now: Date
  ) throws(StorageError) -> Store.Change {
    if stored.isGone {
      try tombstones.renew(stored.id, as: sighting, under: key, at: now)
      return .unchanged
    }
    let hash = sighting.contentHash
    let isEdit = recognition == .edited
    if isEdit {
      try keepRevision.run([.time(now), .integer(stored.id)])
      try outdateIndex.run([.integer(stored.id)])
    }
    try revise.run([
      .integer(isEdit ? 1 : 0), key.map { .blob($0.bytes) } ?? .null,
      .blob(sighting.sourceHash.bytes),
      .blob(hash.bytes), .integer(Int64(hash.version)), .time(sighting.published),
      .text(sighting.url), .text(sighting.title), .text(sighting.author), .text(sighting.image),
      .text(sighting.html), .text(sighting.language), .text(sighting.tagLines),
      .blob(sighting.ownTextHash), .integer(Int64(sighting.furnitureEdition)), .integer(stored.id),
    ])
    if isEdit { try stories.revise(sighting, seq: stored.id, at: now) }
    return isEdit ? .updated : .unchanged
  }

  private func stored(under key: ItemKey, in feed: Int64) throws(StorageError) -> StoredRow? {
    if let row = try find.first([.integer(feed), .blob(key.bytes)], { StoredRow($0) }) {
      return row
    }
    return try tombstones.first(under: key, in: feed) { StoredRow($0, isGone: true) }
  }

  /// The item of the same feed that this one is under a new key, however old. One whose own key is in
  /// the document still is another item that says the same.
  private func renewed(_ sighting: Sighting, of poll: PollRecord) throws(StorageError)
    -> StoredRow?
  {
    let hash = sighting.contentHash
    let feed = poll.feed.id
    let stored = try findText.all(
      [.integer(feed), .blob(hash.bytes), .integer(Int64(hash.version))]
    ) { StoredRow($0) }
    let gone = try tombstones.all(saying: hash, in: feed) { StoredRow($0, isGone: true) }
    return (stored + gone).first { row in
      guard let known = row.known, let key = row.key, !poll.keys.contains(key) else {
        return false
      }
      return Recognition(sighting, foundByText: known) == .unchanged
    }
  }
}

/// What is read of a stored item to recognise it.
private struct StoredRow {
  /// The item's sequence number; the tombstone's own number for an item that is gone.
  let id: Int64
  /// Whether retention has removed it.
  let isGone: Bool
  /// Nil for a content hash that is none.
  let known: KnownItem?
  let key: ItemKey?

  static let selection = """
    SELECT seq, content_hash, hash_version, url, title, published_at_s, key, text_hash FROM item
    """

  init(_ row: Statement, isGone: Bool = false) {
    id = row.integer(0)
    self.isGone = isGone
    let version = Int(row.integer(2))
    let textHash = isGone ? nil : ContentHash(bytes: row.blob(7), version: version)
    known = ContentHash(bytes: row.blob(1), version: version).map {
      KnownItem(
        contentHash: $0, textHash: textHash ?? $0, url: row.optionalText(3),
        title: row.optionalText(4), published: row.optionalTime(5))
    }
    key = ItemKey(bytes: row.blob(6))
  }

  /// A content hash of an older form is not compared: the item is brought to the new form without a
  /// revision.
  func recognition(of sighting: Sighting) -> Recognition {
    guard let known, known.contentHash.version == sighting.contentHash.version else {
      return .unchanged
    }
    return Recognition(sighting, foundByKey: known)
  }
}

extension ItemTable {
  /// Stores an item that is new in its feed, under the story that it tells.
  private func insert(
    _ sighting: Sighting, under key: ItemKey, of poll: PollRecord,
    in stories: inout StoryTable, at now: Date
  ) throws(StorageError) {
    let seq = try nextSeq.first([]) { $0.integer(0) } ?? 1
    let story = try stories.story(of: sighting, seq: seq, at: now)
    try insert.run([
      .integer(poll.feed.id), .blob(key.bytes), .blob(sighting.sourceHash.bytes),
      .blob(sighting.contentHash.bytes), .integer(Int64(sighting.contentHash.version)),
      .integer(story), .time(now), .time(sighting.published),
      .integer(poll.isBacklog(sighting) ? 1 : 0), .text(sighting.guid), .text(sighting.url),
      .text(sighting.title), .text(sighting.author), .text(sighting.image),
      .text(sighting.html), .text(sighting.language), .text(sighting.tagLines),
      .blob(sighting.ownTextHash), .integer(Int64(sighting.furnitureEdition)), .integer(seq),
    ])
    try stories.remember(sighting, seq: seq, at: now)
  }
}

extension Sighting {
  /// The tags, one a line; nil for none.
  fileprivate var tagLines: String? {
    tags.isEmpty ? nil : tags.map { $0.replacing("\n", with: " ") }.joined(separator: "\n")
  }
}

extension ItemTable {
  /// The first `limit` items after a sequence number.
  func records(after seq: Int64, limit: Int) throws(StorageError) -> [ItemRecord] {
    try list.all([.integer(seq), .integer(Int64(limit))]) { row in
      return ItemRecord(
        seq: row.integer(0), feedURL: row.text(1), guid: row.optionalText(2),
        url: row.optionalText(3), title: row.optionalText(4), contentHash: row.text(5),
        story: row.integer(6), group: row.integer(7), firstSeen: row.time(8),
        published: row.optionalTime(9), revision: Int(row.integer(10)),
        rows: ItemRecord.rows(row.text(11)),
        reopened: Set(row.text(12).split(separator: "\n").map(String.init)))
    }
  }
}

extension Sighting {
  /// What is kept of the text hash: nil when it is the content hash.
  fileprivate var ownTextHash: [UInt8]? { textHash == contentHash ? nil : textHash.bytes }
}

extension ItemRecord {
  fileprivate static let selection = """
    SELECT item.seq, feed.url, guid, item.url, item.title,
      lower(hex(coalesce(text_hash, content_hash))), story,
      coalesce((SELECT lead FROM story_group WHERE story_group.story = item.story), story),
      first_seen_at_s, published_at_s, revision,
      (SELECT group_concat(concat_row, char(10)) FROM (
        SELECT ledger.digest || char(9) || outcome || char(9) || edition.number || char(9)
          || coalesce(rule, '') || char(9) || coalesce(merged_into, '') AS concat_row
        FROM ledger JOIN edition ON edition.id = ledger.edition
        WHERE ledger.item = item.seq)),
      (SELECT group_concat(digest, char(10)) FROM reopened WHERE reopened.item = item.seq)
    FROM item JOIN feed ON feed.id = item.feed WHERE item.seq > ? ORDER BY item.seq LIMIT ?
    """

  /// Reads rows of the ledger, one a line, fields by tabs: digest, outcome, edition, rule, story.
  fileprivate static func rows(_ text: String) -> [String: Row] {
    var rows: [String: Row] = [:]
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5 else { continue }
      rows[fields[0]] = Row(
        outcome: fields[1], edition: Int(fields[2]) ?? 0,
        rule: fields[3].isEmpty ? nil : fields[3], mergedInto: Int64(fields[4]))
    }
    return rows
  }
}
