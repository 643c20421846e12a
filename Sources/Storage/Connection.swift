import CSQLite
import Glibc

/// The owner of one connection to the database. It stays inside the actor that opened it.
///
/// Order of death: the tables with their statements, then the connection.
@safe final class Connection {
  /// How a database is opened.
  enum Mode {
    /// The file is made when it is not there.
    case readWrite
    /// The file must be there; a running daemon may be writing it.
    case readOnly
    /// The file must be there, on a file system that nobody can write to: nothing is made beside it.
    case frozen
  }

  private let handle: OpaquePointer

  /// Opens a database that is there, for reading. One in WAL mode is read with a file beside it, which
  /// can not be made on a read-only file system.
  convenience init(reading path: String) throws(StorageError) {
    try self.init(path: path, mode: DatabaseFile.isFrozen(path) ? .frozen : .readOnly)
  }

  init(path: String, mode: Mode) throws(StorageError) {
    var opened: OpaquePointer?
    let access =
      switch mode {
      case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .readOnly: SQLITE_OPEN_READONLY
      case .frozen: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      }
    let name = mode == .frozen ? DatabaseFile.frozenName(path) : path
    // One queue uses the connection: SQLite's own mutexes would only cost.
    let code = unsafe sqlite3_open_v2(name, &opened, access | SQLITE_OPEN_NOMUTEX, nil)
    guard let handle = unsafe opened else {
      throw StorageError(SQLiteFailure(code: code, message: "out of memory"))
    }
    guard code == SQLITE_OK else {
      let error = StorageError(opening: path, code, errno: unsafe sqlite3_system_errno(handle))
      // A connection that did not open has nothing to flush; its result says nothing new.
      _ = unsafe sqlite3_close_v2(handle)
      throw error
    }
    unsafe self.handle = handle
    _ = unsafe sqlite3_extended_result_codes(handle, 1)
    _ = unsafe sqlite3_busy_timeout(handle, 5_000)
  }

  deinit {
    // sqlite3_close_v2 waits for statements that are still alive, and can not fail otherwise.
    _ = unsafe sqlite3_close_v2(handle)
  }

  /// Runs statements that return no rows.
  func execute(_ sql: String) throws(StorageError) {
    try check(unsafe sqlite3_exec(handle, sql, nil, nil, nil), sql: sql)
  }

  /// Compiles one statement.
  func prepare(_ sql: String) throws(StorageError) -> Statement {
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(
      handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    try check(code, sql: sql)
    guard let statement = unsafe prepared else {
      throw .failed(SQLiteFailure(code: SQLITE_MISUSE, message: "no statement", sql: sql))
    }
    return unsafe Statement(statement, of: self, sql: sql)
  }

  /// When a transaction takes the write lock.
  enum Locking: String {
    /// At once.
    case immediate = "BEGIN IMMEDIATE"
    /// With its first write, if there is one: all statements see one state of the database.
    case deferred = "BEGIN DEFERRED"
  }

  /// Runs `body` in one transaction.
  func transaction<Result>(
    _ locking: Locking = .immediate, _ body: () throws(StorageError) -> Result
  ) throws(StorageError) -> Result {
    try execute(locking.rawValue)
    do {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // SQLite has rolled back by itself after a full disk; a second ROLLBACK would be an error.
      if unsafe sqlite3_get_autocommit(handle) == 0 { try execute("ROLLBACK") }
      throw error
    }
  }

  /// Runs `body` in one transaction that a power cut does not take back.
  func durably<Result>(_ body: () throws(StorageError) -> Result) throws(StorageError) -> Result {
    try execute("PRAGMA synchronous = FULL")
    defer {
      // A failure leaves the stricter setting, which costs time only.
      try? execute("PRAGMA synchronous = NORMAL")
    }
    return try transaction(.immediate, body)
  }

  /// Copies the whole database into another, empty one, some pages at a time. Source:
  /// sqlite.org/backup.html.
  ///
  /// - Parameter onStep: called with the share that is done, from 0 to 1.
  func copy(into target: Connection, onStep: (Double) -> Void) throws(StorageError) {
    guard let backup = unsafe sqlite3_backup_init(target.handle, "main", handle, "main") else {
      return try target.check(unsafe sqlite3_errcode(target.handle), sql: "backup")
    }
    var code = SQLITE_OK
    while code == SQLITE_OK {
      code = unsafe sqlite3_backup_step(backup, 2048)
      let total = unsafe Double(max(1, sqlite3_backup_pagecount(backup)))
      onStep(unsafe 1 - Double(sqlite3_backup_remaining(backup)) / total)
    }
    // It repeats the last step's failure, and leaves it on the target.
    _ = unsafe sqlite3_backup_finish(backup)
    if code != SQLITE_DONE { try target.check(code, sql: "backup") }
  }

  /// The first column of the first row, as an integer.
  func integer(_ sql: String) throws(StorageError) -> Int64 {
    let statement = try prepare(sql)
    defer { statement.reset() }
    return try statement.step() ? statement.integer(0) : 0
  }

  /// The rowid of the last insert.
  var lastInsertedRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  /// How many rows the last statement changed.
  var changedRows: Int { unsafe Int(sqlite3_changes(handle)) }

  func check(_ code: Int32, sql: String) throws(StorageError) {
    guard code != SQLITE_OK else { return }
    let extended = unsafe sqlite3_extended_errcode(handle)
    var message = unsafe String(cString: sqlite3_errmsg(handle))
    let system = unsafe sqlite3_system_errno(handle)
    if extended & 0xFF == SQLITE_CANTOPEN, system != 0 {
      message += unsafe ": " + String(cString: strerror(system))
      let failure = SQLiteFailure(code: extended, message: message, sql: sql)
      // Not even an empty file can be made: that is a full disk too.
      if system == ENOSPC || system == EDQUOT { throw .full(failure) }
      if system == EACCES || system == EPERM { throw .forbidden(failure) }
    }
    throw StorageError(SQLiteFailure(code: extended, message: message, sql: sql))
  }
}

extension StorageError {
  /// A database that did not open, with what the system said.
  fileprivate init(opening path: String, _ code: Int32, errno: Int32) {
    let reason =
      errno == 0
      ? unsafe String(cString: sqlite3_errstr(code)) : unsafe String(cString: strerror(errno))
    let failure = SQLiteFailure(code: code, message: "\(path): \(reason)")
    switch errno {
    case ENOENT, ENOTDIR: self = .missing(path: path)
    case EACCES, EPERM: self = .forbidden(failure)
    default: self.init(failure)
    }
  }
}
