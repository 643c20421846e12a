import FoundationEssentials

/// Removing items that retention lets go, with everything that refers to them.
///
/// 1. Candidates: too old, or beyond the number that a feed may keep.
/// 2. Not those that a configured digest has still to decide about, nor their stories: a copy that
///    waits must find that its story was told. Nor those with an edit that it has still to tell, or that
///    a person has split from a story.
/// 3. Not those that an item which stays was merged into: the ledger's rows lead to an item.
/// 4. A tombstone takes the place of each, in the same transaction.
struct Purge {
  private let connection: Connection
  private let tombstones: TombstoneTable

  init(_ connection: Connection, _ tombstones: TombstoneTable) {
    self.connection = connection
    self.tombstones = tombstones
  }

  /// The first `limit` items after a number that could go, in order.
  func candidates(_ policy: RetentionPolicy, after seq: Int64, at now: Date, limit: Int)
    throws(StorageError) -> [Int64]
  {
    var found = Set(try aged(policy, after: seq, at: now, limit: limit))
    found.formUnion(try surplus(policy, after: seq, limit: limit))
    return Array(found.sorted().prefix(limit))
  }

  /// Removes those of `candidates` that may go; returns how many went.
  func remove(_ candidates: [Int64], _ policy: RetentionPolicy, at now: Date) throws(StorageError)
    -> Int
  {
    let untold = try untold(policy)
    var going = try unneeded(candidates, untold, at: now)
    while !going.isEmpty {
      let leads = try leads(of: going)
      if leads.isEmpty { break }
      going.removeAll(where: leads.contains)
    }
    guard !going.isEmpty else { return 0 }
    try bury(going, at: now)
    return going.count
  }
}

/// Who could go.
extension Purge {
  /// Items arrive in the order of their numbers, so those that are old stand at the beginning.
  private func aged(
    _ policy: RetentionPolicy, after seq: Int64, at now: Date, limit: Int
  ) throws(StorageError) -> [Int64] {
    guard let age = policy.maximumAgeSeconds else { return [] }
    let select = try connection.prepare(
      "SELECT seq, first_seen_at_s < ? FROM item WHERE seq > ? ORDER BY seq LIMIT ?")
    let rows = try select.all(
      [.time(now.addingTimeInterval(-age)), .integer(seq), .integer(Int64(limit))]
    ) { ($0.integer(0), $0.integer(1) != 0) }
    return rows.prefix { $0.1 }.map(\.0)
  }

  /// What feeds have beyond their number.
  private func surplus(_ policy: RetentionPolicy, after seq: Int64, limit: Int)
    throws(StorageError) -> [Int64]
  {
    guard let most = policy.maximumItemsPerFeed else { return [] }
    let crowded = try connection.prepare(
      "SELECT feed, count(*) - ?1 FROM item GROUP BY feed HAVING count(*) > ?1")
    let feeds = try crowded.all([.integer(Int64(most))]) { ($0.integer(0), $0.integer(1)) }
    let select = try connection.prepare(
      """
      SELECT seq FROM (SELECT seq FROM item WHERE feed = ? ORDER BY seq LIMIT ?)
      WHERE seq > ? LIMIT ?
      """)
    var found: [Int64] = []
    for (feed, surplus) in feeds {
      found += try select.all(
        [.integer(feed), .integer(surplus), .integer(seq), .integer(Int64(limit))]
      ) { $0.integer(0) }
    }
    return found
  }

  /// The first item and the first edit that a configured digest has not decided about; a digest that
  /// the store has never heard of may still want everything.
  private func untold(_ policy: RetentionPolicy) throws(StorageError) -> (item: Int64, edit: Int64)
  {
    let select = try connection.prepare("SELECT cutoff_seq, edit_cutoff FROM digest WHERE name = ?")
    var (item, edit) = (Int64.max, Int64.max)
    for digest in policy.digests {
      let cutoffs = try select.first([.text(digest)]) { ($0.integer(0), $0.integer(1)) }
      item = min(item, (cutoffs?.0 ?? 0) + 1)
      edit = min(edit, (cutoffs?.1 ?? 0) + 1)
    }
    return (item, edit)
  }

  private func unneeded(_ candidates: [Int64], _ untold: (item: Int64, edit: Int64), at now: Date)
    throws(StorageError) -> [Int64]
  {
    let young = now.addingTimeInterval(-RetentionPolicy.leastAgeSeconds)
    let select = try connection.prepare(
      """
      SELECT item.seq FROM json_each(?1) AS candidate JOIN item ON item.seq = candidate.value
      WHERE item.seq < ?2 AND item.first_seen_at_s < ?3 AND NOT EXISTS (
        SELECT 1 FROM item AS mate
        WHERE mate.story = item.story AND (mate.seq >= ?2 OR mate.first_seen_at_s >= ?3))
      AND NOT EXISTS (SELECT 1 FROM edit WHERE edit.item = item.seq AND edit.id >= ?4)
      AND NOT EXISTS (SELECT 1 FROM reopened WHERE reopened.item = item.seq)
      """)
    let values: [SQLValue] = [
      .list(candidates), .integer(untold.item), .time(young), .integer(untold.edit),
    ]
    return try select.all(values) { $0.integer(0) }
  }

  /// Those that an item which stays was merged into.
  private func leads(of going: [Int64]) throws(StorageError) -> Set<Int64> {
    let select = try connection.prepare(
      """
      SELECT DISTINCT merged_into FROM ledger
      WHERE merged_into IN (SELECT value FROM json_each(?1))
        AND item NOT IN (SELECT value FROM json_each(?1))
      """)
    return Set(try select.all([.list(going)]) { $0.integer(0) })
  }
}

/// Removing.
extension Purge {
  private func bury(_ going: [Int64], at now: Date) throws(StorageError) {
    let gone = SQLValue.list(going)
    try tombstones.add(going, at: now)
    for column in try referrers() {
      let delete = try connection.prepare(
        """
        DELETE FROM "\(column.table)"
        WHERE "\(column.name)" IN (SELECT value FROM json_each(?))
        """)
      try delete.run([gone])
    }
    let delete = try connection.prepare(
      "DELETE FROM item WHERE seq IN (SELECT value FROM json_each(?))")
    try delete.run([gone])
  }

  /// Every column of the schema that refers to an item: a table that comes later is not forgotten.
  private func referrers() throws(StorageError) -> [(table: String, name: String)] {
    let select = try connection.prepare(
      """
      SELECT owner.name, reference."from"
      FROM sqlite_schema AS owner, pragma_foreign_key_list(owner.name) AS reference
      WHERE owner.type = 'table' AND reference."table" = 'item'
      """)
    return try select.all([]) { (table: $0.text(0), name: $0.text(1)) }
  }
}

extension SQLValue {
  /// Numbers for `json_each`.
  static func list(_ numbers: [Int64]) -> SQLValue {
    .text("[" + numbers.map(String.init).joined(separator: ",") + "]")
  }
}
