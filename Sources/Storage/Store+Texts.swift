import FoundationEssentials
import Stories

/// Items with their texts, page by page.
extension Store {
  /// The number of the last item that was first seen before a moment; 0 where there is none.
  public func lastItem(before moment: Date) throws(StorageError) -> Int64 {
    let select = try connection.prepare(
      """
      SELECT coalesce(
        (SELECT seq FROM item WHERE first_seen_at_s < ? ORDER BY seq DESC LIMIT 1), 0)
      """)
    return try select.first([.time(moment)]) { $0.integer(0) } ?? 0
  }

  /// The first `limit` items after a sequence number, in its order, as an edition would get them: their
  /// `text` is empty, since it is made of their HTML; `furniture` has what was learned of their feeds.
  public func texts(after seq: Int64, limit: Int) throws(StorageError)
    -> (items: [StoredItem], furniture: [String: LearnedFurniture])
  {
    let select = try connection.prepare(
      """
      SELECT \(StoredItem.columns) FROM \(StoredItem.tables) WHERE item.seq > ?
      ORDER BY item.seq LIMIT ?
      """)
    let items = try select.all([.integer(seq), .integer(Int64(limit))]) { StoredItem($0) }
    return (items, try furniture.learned(of: Set(items.map(\.feedURL))))
  }
}
