import FoundationEssentials

/// Backups, and looking after the file itself.
extension Store {
  /// Copies the database as it is at this moment to `path`, safely beside a daemon that writes. The copy
  /// is checked before it takes its name; an older file of that name is replaced.
  ///
  /// - Parameter onStep: called with the share that is done, from 0 to 1.
  public func backUp(to path: String, onStep: @Sendable (Double) -> Void)
    throws(StorageError)
  {
    try Backup.write(connection, to: path, onStep: onStep)
  }

  /// Puts a backup in the place of a database that nobody has open; it is checked first. What stood
  /// there is set aside, never removed.
  ///
  /// - Parameter suffix: what the name of the file that is set aside ends with.
  /// - Returns: where that is now; nil when there was none.
  public static func restore(_ backup: String, to path: String, settingAside suffix: String)
    throws(StorageError) -> String?
  {
    try Backup.restore(backup, to: path, suffix: suffix)
  }

  /// What is wrong with a file, whatever its version; nil for one that is whole, is larger than
  /// `maximumBytes`, or is not there. Nothing is changed.
  public static func fault(at path: String, upTo maximumBytes: Int64) throws(StorageError)
    -> String?
  {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    let connection = try Connection(reading: path)
    let size = try connection.integer("PRAGMA page_count") * connection.integer("PRAGMA page_size")
    return size <= maximumBytes ? try connection.fault() : nil
  }

  /// What is wrong with the file; nil for one that is whole. Reads all of it.
  public func fault() throws(StorageError) -> String? { try connection.fault() }

  /// How large the database is, in bytes, without its log.
  public func size() throws(StorageError) -> Int64 {
    try connection.integer("PRAGMA page_count") * connection.integer("PRAGMA page_size")
  }

  /// The number of the schema.
  public func schema() throws(StorageError) -> Int {
    Int(try connection.integer("PRAGMA user_version"))
  }
}
