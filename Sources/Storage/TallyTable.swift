import FoundationEssentials

/// The SQL of the table `tally`: how many items each feed brings, hour by hour.
struct TallyTable {
  private let connection: Connection
  private let watch: Statement
  private let add: Statement

  init(_ connection: Connection) throws(StorageError) {
    self.connection = connection
    watch = try connection.prepare("INSERT OR IGNORE INTO watch (hour) VALUES (?)")
    add = try connection.prepare(
      """
      INSERT INTO tally (hour, feed, items) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET items = items + excluded.items
      """)
  }

  /// Counts items that a feed brought in the hour of `now`.
  func add(_ items: Int, of feed: Int64, at now: Date) throws(StorageError) {
    guard items > 0 else { return }
    try add.run([.integer(now.hour), .integer(feed), .integer(Int64(items))])
  }

  /// Remembers that polls were stored in the hour of `now`.
  func watch(at now: Date) throws(StorageError) {
    try watch.run([.integer(now.hour)])
  }

  /// In which of the `days` spans of 24 hours before `moment` polls were stored at all, the oldest
  /// first.
  func watchedDays(before moment: Date, days: Int) throws(StorageError) -> [Bool] {
    let select = try connection.prepare(
      "SELECT DISTINCT (?1 - hour) / 24 FROM watch WHERE hour > ?1 - 24 * ?2 AND hour <= ?1")
    let ages = Set(
      try select.all([.integer(moment.hour), .integer(Int64(days))]) { Int($0.integer(0)) })
    return (0..<days).reversed().map(ages.contains)
  }

  /// For each feed with items in the `days` days before `moment`: its items in each span of 24 hours,
  /// the oldest first; the last one ends with the hour of `moment`.
  func daily(before moment: Date, days: Int) throws(StorageError) -> [String: [Int]] {
    let select = try connection.prepare(
      """
      SELECT feed.url, (?1 - hour) / 24, sum(items) FROM tally JOIN feed ON feed.id = tally.feed
      WHERE hour > ?1 - 24 * ?2 AND hour <= ?1 GROUP BY tally.feed, 2
      """)
    var result: [String: [Int]] = [:]
    let rows = try select.all([.integer(moment.hour), .integer(Int64(days))]) { row in
      (row.text(0), Int(row.integer(1)), Int(row.integer(2)))
    }
    for (url, age, items) in rows where age < days {
      result[url, default: Array(repeating: 0, count: days)][days - 1 - age] = items
    }
    return result
  }

  /// Forgets what lies further back than anybody asks for.
  func forget(before moment: Date) throws(StorageError) {
    for table in ["tally", "watch"] {
      try connection.prepare("DELETE FROM \(table) WHERE hour < ?").run([.integer(moment.hour)])
    }
  }
}

extension Date {
  /// Whole hours since 1970; years of six digits and more are the far end.
  fileprivate var hour: Int64 {
    Int64(max(-1e8, min(1e8, (timeIntervalSince1970 / 3600).rounded(.down))))
  }
}
