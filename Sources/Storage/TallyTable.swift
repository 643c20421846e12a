import FoundationEssentials

/// The SQL of the table `tally`: how many items each feed brings, hour by hour.
struct TallyTable {
  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// For each feed with items in the `days` days before `moment`: its items in each span of 24 hours,
  /// the oldest first; the last one ends with the hour of `moment`.
  func daily(before moment: Date, days: Int) throws(StorageError) -> [String: [Int]] {
    let last = Int64((moment.timeIntervalSince1970 / 3600).rounded(.down))
    let select = try connection.prepare(
      """
      SELECT feed.url, (?1 - hour) / 24, sum(items) FROM tally JOIN feed ON feed.id = tally.feed
      WHERE hour > ?1 - 24 * ?2 AND hour <= ?1 GROUP BY tally.feed, 2
      """)
    var result: [String: [Int]] = [:]
    let rows = try select.all([.integer(last), .integer(Int64(days))]) { row in
      (row.text(0), Int(row.integer(1)), Int(row.integer(2)))
    }
    for (url, age, items) in rows where age < days {
      result[url, default: Array(repeating: 0, count: days)][days - 1 - age] = items
    }
    return result
  }

  /// Forgets what lies further back than anybody asks for.
  func forget(before moment: Date) throws(StorageError) {
    let delete = try connection.prepare("DELETE FROM tally WHERE hour < ?")
    try delete.run([.integer(Int64((moment.timeIntervalSince1970 / 3600).rounded(.down)))])
  }
}
