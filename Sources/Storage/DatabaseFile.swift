import Glibc

/// The files of a database on the disk, which nobody but their owner may read: addresses of feeds can
/// hold passwords.
enum DatabaseFile {
  private static let ownerOnly: mode_t = 0o600

  /// Whether the file stands on a file system that is mounted read-only.
  static func isFrozen(_ path: String) -> Bool {
    var status = statvfs()
    let readOnly: UInt = 1  // ST_RDONLY of statvfs(3)
    return unsafe statvfs(path, &status) == 0 && status.f_flag & readOnly != 0
  }

  /// The name by which SQLite opens a file that can not change. Source: sqlite.org/uri.html.
  static func frozenName(_ path: String) -> String {
    "file:"
      + path.replacing("%", with: "%25").replacing("?", with: "%3f")
      .replacing("#", with: "%23") + "?immutable=1"
  }

  /// Makes the file where there is none, and takes the rights of others on it, on its WAL and on its
  /// index away where an earlier version gave them. SQLite gives new ones beside it the same rights.
  ///
  /// A file that can not be made or changed is left for SQLite to open, which then says why not; but for
  /// a full disk, of which it says that there is no such file.
  static func protect(_ path: String) throws(StorageError) {
    // O_EXCL: to close a descriptor of a database that is open would give back SQLite's locks on it.
    // Source: sqlite.org/howtocorrupt.html §2.2.
    let made = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, ownerOnly)
    let failure = errno
    if made >= 0 {
      _ = close(made)
    } else if failure == ENOSPC || failure == EDQUOT {
      let reason = unsafe String(cString: strerror(failure))
      throw .full(SQLiteFailure(code: 0, message: "\(path): \(reason)"))
    }
    for file in [path, path + "-wal", path + "-shm"] {
      var status = stat()
      guard unsafe stat(file, &status) == 0, status.st_mode & 0o077 != 0 else { continue }
      _ = unsafe chmod(file, ownerOnly)
    }
  }

  /// What stands at a path that a copy of a database must not replace; nil where there is nothing, an
  /// empty file, or a database that nobody has open.
  static func occupant(of path: String) -> Occupant? {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_size > 0 else { return nil }
    // Whoever has a database open in WAL mode, or in the middle of a transaction, has these beside it.
    let isOpen = ["-wal", "-shm", "-journal"].contains { unsafe access(path + $0, F_OK) == 0 }
    if isOpen { return .openDatabase }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .otherFile }
    defer { _ = close(descriptor) }  // Nothing was written through it.
    // Source: sqlite.org/fileformat2.html §1.3.
    let magic = Array("SQLite format 3\0".utf8)
    var head = [UInt8](repeating: 0, count: magic.count)
    let count = unsafe read(descriptor, &head, head.count)
    return count == magic.count && head == magic ? nil : .otherFile
  }
}
