import FoundationEssentials

/// Searching: the passing index first, then the stored volumes from the newest.
struct SearchTable {
  /// More feeds than these are looked up for each row instead of in the index.
  private static let markedFeeds = 64
  private let connection: Connection
  private let index: SearchIndex

  init(_ connection: Connection) {
    self.connection = connection
    index = SearchIndex(connection)
  }

  /// The first `limit` items that `query` finds, those that came last first.
  ///
  /// - Parameter feeds: the addresses of the feeds that are searched; nil: all.
  func hits(_ query: SearchQuery, in feeds: Set<String>?, limit: Int) throws(StorageError)
    -> [SearchHit]
  {
    if query.isEmpty { return [] }
    let numbers = try feeds.map { urls throws(StorageError) in try feedNumbers(urls) }
    if let numbers, numbers.isEmpty { return [] }
    let search = Search(query, feeds: numbers, markedFeeds: Self.markedFeeds)
    var hits: [SearchHit] = []
    if try hasPassing() {
      hits = try run(search, .passing, 0, limit: limit)
    }
    for number in try index.numbers().reversed() where hits.count < limit {
      hits += try run(search, .stored, number, limit: limit - hits.count)
    }
    return hits
  }

  private func feedNumbers(_ urls: Set<String>) throws(StorageError) -> [Int64] {
    let select = try connection.prepare("SELECT id, url FROM feed")
    return try select.all([]) { urls.contains($0.text(1)) ? $0.integer(0) : nil }
      .compactMap(\.self)
  }

  private func run(_ search: Search, _ volumes: SearchVolumes, _ number: Int64, limit: Int)
    throws(StorageError) -> [SearchHit]
  {
    // The stored index still has the old words of an item that was edited.
    let isCurrent =
      volumes.schema == "main" ? "AND item.seq NOT IN (SELECT item FROM search_stale)" : ""
    let select = try connection.prepare(
      """
      SELECT item.seq, feed.url, feed.title, item.url, item.title, item.html, entry.dated_s
      FROM \(volumes.table(number)) AS volume
      JOIN \(volumes.entries) AS entry ON entry.id = volume.rowid
      JOIN item ON item.seq = entry.item JOIN feed ON feed.id = item.feed
      WHERE \(volumes.column(number)) MATCH ?1 AND entry.dated_s >= ?2 AND entry.dated_s < ?3
        AND (?4 IS NULL OR entry.feed IN (SELECT value FROM json_each(?4))) \(isCurrent)
      ORDER BY volume.rowid DESC LIMIT ?5
      """)
    return try select.all(search.values + [.integer(Int64(limit))], SearchHit.init)
  }
}

/// What is bound to the statement.
private struct Search {
  let values: [SQLValue]

  init(_ query: SearchQuery, feeds: [Int64]?, markedFeeds: Int) {
    let isMarked = (feeds?.count ?? 0) <= markedFeeds
    let expression = SearchExpression(query, feeds: isMarked ? feeds : nil)
    values = [
      .text(expression.text), query.after.map { .time($0) } ?? .integer(.min),
      query.before.map { .time($0) } ?? .integer(.max),
      isMarked ? .null : .list(feeds ?? []),
    ]
  }
}

/// The passing index: in memory, for one command, with what the stored one does not have.
extension SearchTable {
  private func hasPassing() throws(StorageError) -> Bool {
    try connection.integer(
      "SELECT count(*) FROM temp.sqlite_schema WHERE name = 'search_passing_entry'") != 0
  }

  /// Adds items to it.
  func addPassing(_ items: [IndexedItem]) throws(StorageError) {
    let volumes = SearchVolumes.passing
    if try !hasPassing() {
      try connection.execute(
        """
        CREATE TEMP TABLE search_passing_entry (
          id INTEGER PRIMARY KEY, item INTEGER, feed INTEGER, dated_s INTEGER);
        \(volumes.creation(0))
        """)
    }
    let enter = try connection.prepare("INSERT INTO \(volumes.entries) VALUES (?1, ?1, ?2, ?3)")
    let insert = try connection.prepare(volumes.insertion(0))
    for item in items {
      try enter.run([.integer(item.seq), .integer(item.feed), .time(item.dated)])
      try insert.run(item.values(id: item.seq, feed: item.feed))
    }
  }
}

/// An item that a search has found.
public struct SearchHit: Sendable, Hashable {
  public var seq: Int64
  public var feedURL: String
  /// As the feed says.
  public var feedTitle: String?
  public var url: String?
  public var title: String?
  /// Safe HTML.
  public var html: String
  /// When it was published, as far as that can be; else when it was first seen.
  public var date: Date

  init(_ row: Statement) {
    seq = row.integer(0)
    feedURL = row.text(1)
    feedTitle = row.optionalText(2)
    url = row.optionalText(3)
    title = row.optionalText(4)
    html = row.text(5)
    date = row.time(6)
  }
}
