import FoundationEssentials

/// The SQL of the table `host_pause`.
struct HostPauseTable {
  private let insert: Statement
  private let delete: Statement
  private let all: Statement

  init(_ connection: Connection) throws(StorageError) {
    insert = try connection.prepare(
      "INSERT INTO host_pause (host, until_s) VALUES (?, ?) "
        + "ON CONFLICT (host) DO UPDATE SET until_s = excluded.until_s")
    delete = try connection.prepare("DELETE FROM host_pause WHERE until_s <= ?")
    all = try connection.prepare("SELECT host, until_s FROM host_pause")
  }

  func set(_ host: String, until end: Date) throws(StorageError) {
    try insert.run([.text(host), .time(end)])
  }

  /// Those that are not over at `now`; the others are forgotten.
  func current(at now: Date) throws(StorageError) -> [String: Date] {
    try delete.run([.time(now)])
    let rows = try all.all([]) { ($0.text(0), $0.time(1)) }
    return Dictionary(rows) { _, last in last }
  }
}
