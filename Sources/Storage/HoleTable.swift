public import FoundationEssentials

/// A time of which a feed's items may be missing: they had left the feed before it was polled again,
/// and could not be had from older pages.
public struct Hole: Sendable, Hashable {
  /// The last poll before it.
  public var from: Date
  /// When the oldest item behind it was published.
  public var until: Date

  public init(from: Date, until: Date) {
    self.from = from
    self.until = until
  }
}

/// The SQL of the table `hole`.
struct HoleTable {
  private let insert: Statement
  private let all: Statement

  init(_ connection: Connection) throws(StorageError) {
    insert = try connection.prepare(
      "INSERT INTO hole (feed, from_s, until_s, found_at_s) VALUES (?, ?, ?, ?)")
    all = try connection.prepare(
      """
      SELECT url, from_s, until_s FROM hole JOIN feed ON feed.id = hole.feed
      WHERE found_at_s >= ? ORDER BY hole.id
      """)
  }

  func add(_ hole: Hole, of feed: Int64, at now: Date) throws(StorageError) {
    try insert.run([.integer(feed), .time(hole.from), .time(hole.until), .time(now)])
  }

  func found(since start: Date) throws(StorageError) -> [(feed: String, hole: Hole)] {
    try all.all([.time(start)]) { ($0.text(0), Hole(from: $0.time(1), until: $0.time(2))) }
  }
}
