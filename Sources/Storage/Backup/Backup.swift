import FoundationEssentials
import Glibc

/// Whole copies of a database: written beside their final name, checked, and renamed only then, so that
/// a name never stands for half a copy or a damaged one.
enum Backup {
  /// Copies the state of this moment to `path`. An older copy of that name is replaced; an open
  /// database, this one above all, and any other file are not (`occupied`).
  ///
  /// - Parameter onStep: called with the shares that are done, from 0 to 1.
  static func write(
    _ source: Connection, to path: String, onStep: (Double) -> Void = { _ in }
  ) throws(StorageError) {
    if let occupant = DatabaseFile.occupant(of: path) {
      throw .occupied(path: path, by: occupant)
    }
    let partial = path + ".partial"
    try removeDatabase(partial)
    do throws(StorageError) {
      try copy(source, to: partial, onStep: onStep)
      try flush(partial)
    } catch {
      // What went wrong first is told; a rest of a copy is removed by the next one.
      try? removeDatabase(partial)
      throw error
    }
    try rename(partial, to: path)
    try flush(folder(of: path))
  }

  private static func copy(_ source: Connection, to path: String, onStep: (Double) -> Void)
    throws(StorageError)
  {
    try DatabaseFile.protect(path)
    let target = try Connection(path: path, mode: .readWrite)
    try source.transaction(.deferred) { () throws(StorageError) in
      try source.copy(into: target) { onStep($0) }
    }
    // One file, without a log beside it.
    try target.execute("PRAGMA journal_mode = DELETE")
    if let fault = try target.fault() { throw .damaged(path, fault) }
  }

  /// Puts the checked copy `backup` in the place of a database, which is set aside under the name that is
  /// returned; nil where there was none.
  static func restore(_ backup: String, to path: String, suffix: String) throws(StorageError)
    -> String?
  {
    let source: Connection
    do throws(StorageError) {
      source = try Connection(reading: backup)
      // An older one is brought forward when it is opened.
      try Schema.checkWritten(source)
      if let fault = try source.fault() { throw .damaged(backup, fault) }
    } catch {
      throw error.ofBackup(backup)
    }
    try write(source, to: path + ".restored")
    let aside = path + "." + suffix
    let isThere = try rename(path, to: aside, ifThere: true)
    // The log belongs to the file that goes: left behind, it would be taken for the new one's.
    for end in ["-wal", "-shm"] { _ = try rename(path + end, to: aside + end, ifThere: true) }
    try rename(path + ".restored", to: path)
    try flush(folder(of: path))
    return isThere ? aside : nil
  }
}

extension Backup {
  private static func folder(of path: String) -> String {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    return folder.isEmpty ? "/" : folder
  }

  private static func removeDatabase(_ path: String) throws(StorageError) {
    for end in ["", "-journal", "-wal", "-shm"] {
      if unsafe unlink(path + end) != 0, errno != ENOENT { throw .system("unlink", path + end) }
    }
  }

  private static func rename(_ path: String, to name: String) throws(StorageError) {
    if unsafe Glibc.rename(path, name) != 0 { throw .system("rename", name) }
  }

  /// False where there is no such file.
  private static func rename(_ path: String, to name: String, ifThere: Bool)
    throws(StorageError) -> Bool
  {
    if unsafe Glibc.rename(path, name) == 0 { return true }
    if ifThere, errno == ENOENT { return false }
    throw .system("rename", path)
  }

  /// Makes a file or folder survive a power cut.
  private static func flush(_ path: String) throws(StorageError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system("open", path) }
    defer { _ = close(descriptor) }  // Nothing was written through it.
    if fsync(descriptor) != 0 { throw .system("fsync", path) }
  }
}

extension Connection {
  /// What `PRAGMA quick_check` finds first; nil for a database that is whole. Reads all of it.
  func fault() throws(StorageError) -> String? {
    let check = try prepare("PRAGMA quick_check(1)")
    let said = try check.first([]) { $0.text(0) }
    return said == "ok" ? nil : said ?? "quick_check says nothing"
  }
}

extension StorageError {
  /// The same of a file that was named as a backup: the database is not what was looked at.
  fileprivate func ofBackup(_ path: String) -> StorageError {
    if case .corrupt(let failure) = self { .noBackup(path: path, failure) } else { self }
  }

  fileprivate static func damaged(_ path: String, _ fault: String) -> StorageError {
    .corrupt(SQLiteFailure(code: 11, message: "\(path): \(fault)"))
  }

  /// The failure of a system call, from errno.
  fileprivate static func system(_ call: String, _ path: String) -> StorageError {
    let code = errno
    let reason = unsafe String(cString: strerror(code))
    let failure = SQLiteFailure(code: 0, message: "\(path): \(call): \(reason)")
    return switch code {
    case ENOSPC, EDQUOT: .full(failure)
    case EACCES, EPERM, EROFS, ENOENT, ENOTDIR: .unavailable(failure)
    default: .failed(failure)
    }
  }
}
