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
  /// Editions that are fixed, but whose files are not written.
  public var unpublishedEditions: Int
  /// How many items search does not know yet, counted up to 10,000.
  public var unindexedItems: Int
  /// Without its log.
  public var databaseBytes: Int64

  public init(
    items: Int, lastSeq: Int64, newestItemAt: Date?, tombstones: Int, editions: Int,
    unpublishedEditions: Int,
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
        (SELECT count(*) FROM edition), (SELECT count(*) FROM edition WHERE is_published = 0),
        (SELECT first_seen_at_s FROM item ORDER BY seq DESC LIMIT 1),
        (SELECT seq FROM sqlite_sequence WHERE name = 'item')
      """)
    let unindexed = try unindexedCount(upTo: 10_000)
    let size = try size()
    let counts = try select.first([]) { row in
      StoreInventory(
        items: Int(row.integer(0)), lastSeq: row.integer(5), newestItemAt: row.optionalTime(4),
        tombstones: Int(row.integer(1)), editions: Int(row.integer(2)),
        unpublishedEditions: Int(row.integer(3)), unindexedItems: unindexed, databaseBytes: size)
    }
    return counts
      ?? StoreInventory(
        items: 0, lastSeq: 0, newestItemAt: nil, tombstones: 0, editions: 0, unpublishedEditions: 0,
        unindexedItems: unindexed, databaseBytes: size)
  }
}
