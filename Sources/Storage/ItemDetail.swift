import FoundationEssentials
import Stories

/// One item with its past and what became of it, as `show` tells it.
public struct ItemDetail: Sendable, Hashable {
  /// What the item said before an edit.
  public struct Revision: Sendable, Hashable {
    public var number: Int
    /// When the next one took its place.
    public var until: Date
    public var title: String?
    /// Safe HTML.
    public var html: String
  }

  /// Another item of the same story.
  public struct Mate: Sendable, Hashable {
    public var seq: Int64
    public var feedURL: String
    public var url: String?
  }

  /// A row of the ledger.
  public struct Telling: Sendable, Hashable {
    public var digest: String
    /// `printed`, `merged` or `left out`.
    public var outcome: String
    /// The sequence number of the item that it was merged into.
    public var mergedInto: Int64?
    /// Why it was left out.
    public var rule: String?
    /// The number of the edition.
    public var edition: Int
    /// Its day, such as `2026-11-24`.
    public var date: String
    /// The revision that was told.
    public var revision: Int
  }

  public var item: StoredItem
  /// As sent.
  public var guid: String?
  /// As the feed says.
  public var feedTitle: String?
  /// The earlier ones, in order.
  public var revisions: [Revision]
  /// In the order of arrival, at most a hundred.
  public var mates: [Mate]
  public var tellings: [Telling]
}

extension Store {
  /// An item with all that is known of it; nil when there is none of that number.
  public func detail(of seq: Int64) throws(StorageError) -> ItemDetail? {
    try connection.transaction(.deferred) { () throws(StorageError) in
      try DetailTable(connection).detail(of: seq)
    }
  }

  /// The last `limit` items, those that came last first.
  public func latestItems(limit: Int) throws(StorageError) -> [StoredItem] {
    let select = try connection.prepare(
      "SELECT \(StoredItem.columns) FROM \(StoredItem.tables) ORDER BY seq DESC LIMIT ?")
    return try select.all([.integer(Int64(limit))]) { StoredItem($0) }
  }

  /// The items of that address, latest first, at most `limit`. Cost: a scan of all items.
  public func items(at url: String, limit: Int) throws(StorageError) -> [Int64] {
    let select = try connection.prepare(
      "SELECT seq FROM item WHERE url = ?1 OR guid = ?1 ORDER BY seq DESC LIMIT ?2")
    return try select.all([.text(url), .integer(Int64(limit))]) { $0.integer(0) }
  }
}

/// The SQL of `detail`.
private struct DetailTable {
  private static let maximumMates = 100
  let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  func detail(of seq: Int64) throws(StorageError) -> ItemDetail? {
    let select = try connection.prepare(
      "SELECT \(StoredItem.columns) FROM \(StoredItem.tables) WHERE seq = ?")
    guard let item = try select.first([.integer(seq)], { StoredItem($0) }) else { return nil }
    let names = try connection.prepare(
      "SELECT guid, feed.title FROM item JOIN feed ON feed.id = item.feed WHERE seq = ?")
    let name = try names.first([.integer(seq)]) { ($0.optionalText(0), $0.optionalText(1)) }
    return ItemDetail(
      item: item, guid: name?.0, feedTitle: name?.1, revisions: try revisions(of: seq),
      mates: try mates(of: item), tellings: try tellings(of: seq))
  }

  private func revisions(of seq: Int64) throws(StorageError) -> [ItemDetail.Revision] {
    let select = try connection.prepare(
      "SELECT number, seen_at_s, title, html FROM revision WHERE item = ? ORDER BY number")
    return try select.all([.integer(seq)]) {
      ItemDetail.Revision(
        number: Int($0.integer(0)), until: $0.time(1), title: $0.optionalText(2), html: $0.text(3))
    }
  }

  private func mates(of item: StoredItem) throws(StorageError) -> [ItemDetail.Mate] {
    let select = try connection.prepare(
      """
      SELECT seq, feed.url, item.url FROM item JOIN feed ON feed.id = item.feed
      WHERE story = ? AND seq <> ? ORDER BY seq LIMIT ?
      """)
    let values: [SQLValue] = [
      .integer(item.story), .integer(item.seq), .integer(Int64(Self.maximumMates)),
    ]
    return try select.all(values) {
      ItemDetail.Mate(seq: $0.integer(0), feedURL: $0.text(1), url: $0.optionalText(2))
    }
  }

  private func tellings(of seq: Int64) throws(StorageError) -> [ItemDetail.Telling] {
    let select = try connection.prepare(
      """
      SELECT ledger.digest, outcome, merged_into, rule, number, date, revision
      FROM ledger JOIN edition ON edition.id = ledger.edition WHERE item = ? ORDER BY ledger.digest
      """)
    return try select.all([.integer(seq)]) {
      ItemDetail.Telling(
        digest: $0.text(0), outcome: $0.text(1), mergedInto: $0.optionalInteger(2),
        rule: $0.optionalText(3), edition: Int($0.integer(4)), date: $0.text(5),
        revision: Int($0.integer(6)))
    }
  }
}
