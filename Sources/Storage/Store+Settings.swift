/// What the daemon loaded last.
extension Store {
  /// Every setting by its name, as the daemon loaded it last; empty before the first time.
  public func configured() throws(StorageError) -> [String: String] {
    let select = try connection.prepare("SELECT name, value FROM configured")
    let rows = try select.all([]) { ($0.text(0), $0.text(1)) }
    return Dictionary(rows) { $1 }
  }

  /// Remembers what was loaded; what is the same is not written again.
  public func setConfigured(_ settings: [String: String]) throws(StorageError) {
    let old = try configured()
    guard old != settings else { return }
    try connection.transaction { () throws(StorageError) in
      let remove = try connection.prepare("DELETE FROM configured WHERE name = ?")
      for name in old.keys where settings[name] == nil { try remove.run([.text(name)]) }
      let write = try connection.prepare("INSERT OR REPLACE INTO configured VALUES (?, ?)")
      for (name, value) in settings where old[name] != value {
        try write.run([.text(name), .text(value)])
      }
    }
  }
}
