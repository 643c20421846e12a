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
}
