import CSQLite

/// What went wrong in the store, by what to do next.
public enum StorageError: Error, Sendable, Equatable {
  /// The disk or the quota is full: nothing was lost, try again when there is room.
  case full(SQLiteFailure)
  /// Another process holds the database for longer than the time limit.
  case busy(SQLiteFailure)
  /// The file is damaged or no database: a person has to look at it.
  case corrupt(SQLiteFailure)
  /// There is no such database yet.
  case missing(path: String)
  /// This user may not read it.
  case forbidden(SQLiteFailure)
  /// The file can not be opened, or only be read.
  case unavailable(SQLiteFailure)
  /// The file was written by a newer version of the program, whose schema has this number.
  case newer(schema: Int)
  /// The file was written by an older version, and whoever only reads can not bring it forward.
  case older(schema: Int)
  /// This file, named as a backup, is damaged or none; nothing was changed.
  case noBackup(path: String, SQLiteFailure)
  /// A backup must not take the place of this file.
  case occupied(path: String, by: Occupant)
  /// Anything else, such as an I/O error.
  case failed(SQLiteFailure)
}

/// What stands where a backup was to be written.
public enum Occupant: Sendable, Equatable {
  /// A database that somebody has open.
  case openDatabase
  /// A file that is no database.
  case otherFile
}

/// What SQLite said, whole: never a bound value.
public struct SQLiteFailure: Sendable, Equatable {
  /// The extended result code. Source: sqlite.org/rescode.html.
  public var code: Int32
  public var message: String
  /// The statement that failed; nil where there was none.
  public var sql: String?

  public init(code: Int32, message: String, sql: String? = nil) {
    self.code = code
    self.message = message
    self.sql = sql
  }
}

extension StorageError {
  init(_ failure: SQLiteFailure) {
    switch failure.code & 0xFF {
    case SQLITE_FULL: self = .full(failure)
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(failure)
    case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt(failure)
    case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: self = .unavailable(failure)
    default: self = .failed(failure)
    }
  }
}
