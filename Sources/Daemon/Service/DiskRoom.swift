import Glibc

/// How much a file system still takes, for those who are not root.
struct DiskRoom: Sendable, Equatable {
  var freeBytes: Int
  /// Inodes; very many where a file system does not count them.
  var freeFiles: Int

  init(freeBytes: Int, freeFiles: Int) {
    self.freeBytes = freeBytes
    self.freeFiles = freeFiles
  }

  /// The room below a folder; nil where it can not be told.
  init?(path: String) {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else { return nil }
    freeBytes = Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    freeFiles = status.f_files == 0 ? .max : Int(clamping: UInt64(status.f_favail))
  }
}
