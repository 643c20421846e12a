import FoundationEssentials

/// What a store holds, counted.
public struct StoreInventory: Sendable, Hashable {
  public var items: Int
  /// The highest sequence number that was ever given: how many items were new.
  public var lastSeq: Int64
  /// When the last one was first seen.
  public var newestItemAt: Date?
  public var tombstones: Int
  public var editions: Int
  /// How many editions of a digest are fixed, but their files not written; also of digests that are
  /// configured no more. Digests without such editions are not here.
  public var unpublishedEditions: [String: Int]
  /// How many items search does not know yet, counted up to 10,000.
  public var unindexedItems: Int
  /// Without its log.
  public var databaseBytes: Int64

  public init(
    items: Int, lastSeq: Int64, newestItemAt: Date?, tombstones: Int, editions: Int,
    unpublishedEditions: [String: Int],
    unindexedItems: Int, databaseBytes: Int64
  ) {
    self.items = items
    self.lastSeq = lastSeq
    self.newestItemAt = newestItemAt
    self.tombstones = tombstones
    self.editions = editions
    self.unpublishedEditions = unpublishedEditions
    self.unindexedItems = unindexedItems
    self.databaseBytes = databaseBytes
  }
}

extension Store {
  /// What the store holds. Cost: a look at each item's entry of an index.
  public func inventory() throws(StorageError) -> StoreInventory {
    let select = try connection.prepare(
      """
      SELECT (SELECT count(*) FROM item), (SELECT count(*) FROM tombstone),
        (SELECT count(*) FROM edition),
        (SELECT first_seen_at_s FROM item ORDER BY seq DESC LIMIT 1),
        (SELECT seq FROM sqlite_sequence WHERE name = 'item')
      """)
    let unindexed = try unindexedCount(upTo: 10_000)
    let size = try size()
    let rows = try connection.prepare(
      "SELECT digest, count(*) FROM edition WHERE is_published = 0 GROUP BY digest"
    ).all([]) { ($0.text(0), Int($0.integer(1))) }
    let unpublished = Dictionary(rows) { $1 }
    let counts = try select.first([]) { row in
      StoreInventory(
        items: Int(row.integer(0)), lastSeq: row.integer(4), newestItemAt: row.optionalTime(3),
        tombstones: Int(row.integer(1)), editions: Int(row.integer(2)),
        unpublishedEditions: unpublished, unindexedItems: unindexed, databaseBytes: size)
    }
    return counts
      ?? StoreInventory(
        items: 0, lastSeq: 0, newestItemAt: nil, tombstones: 0, editions: 0,
        unpublishedEditions: unpublished,
        unindexedItems: unindexed, databaseBytes: size)
  }
}
