@testable import Storage

/// Takes back that the files of editions were written, as if a crash had come before.
func forgetFiles(of database: String) throws {
  let connection = try Connection(path: database, mode: .readWrite)
  try connection.execute("UPDATE edition SET is_published = 0")
}

/// Makes the first edition of each digest unreadable.
func damageFirstEditions(of database: String) throws {
  let connection = try Connection(path: database, mode: .readWrite)
  try connection.execute("UPDATE edition SET content = x'7B7D' WHERE number = 1")
}

/// Gives a table another name: a store that misses it fails.
func rename(_ table: String, to name: String, in database: String) throws {
  let connection = try Connection(path: database, mode: .readWrite)
  try connection.execute("PRAGMA legacy_alter_table = ON; ALTER TABLE \(table) RENAME TO \(name)")
}
