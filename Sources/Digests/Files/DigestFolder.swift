import Glibc

/// The folder of one digest, held open, so that nobody can put another one in its place.
///
/// A file appears in it whole or not at all (invariant 3): temporary file in the same folder, fsync,
/// rename, fsync of the folder.
@safe struct DigestFolder: ~Copyable {
  private let descriptor: Int32
  private let path: String

  /// Opens the folder at `path`, which has to be there; a link in its place is refused.
  init(path: String) throws(DigestError) {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(call: "open", path: path, errno: errno) }
    self.descriptor = descriptor
    self.path = path
  }

  deinit { _ = close(descriptor) }

  /// Makes the folder at the absolute `path` with all above it, mode 0755, where they are missing.
  static func make(_ path: String) throws(DigestError) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      guard unsafe mkdir(made, 0o755) != 0, errno != EEXIST else { continue }
      throw .system(call: "mkdir", path: made, errno: errno)
    }
  }

  /// Puts `bytes` in place as `name`, mode 0644, whatever was there. A file that holds these bytes
  /// already is left alone.
  func write(_ bytes: [UInt8], as name: String) throws(DigestError) {
    if contents(of: name, upTo: bytes.count + 1) == bytes { return }
    let temporary = ".\(name).tmp"
    // What a crash left behind.
    _ = unsafe unlinkat(descriptor, temporary, 0)
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = unsafe openat(descriptor, temporary, flags, 0o644)
    guard file >= 0 else { throw failure("openat", temporary) }
    do {
      try fill(file, with: bytes, temporary)
    } catch {
      _ = unsafe unlinkat(descriptor, temporary, 0)
      throw error
    }
    guard unsafe renameat(descriptor, temporary, descriptor, name) == 0 else {
      throw failure("renameat", name)
    }
    guard fsync(descriptor) == 0 else { throw failure("fsync", name) }
  }

  /// Writes a new file to its end, onto the disk, and closes it.
  private func fill(_ file: Int32, with bytes: [UInt8], _ name: String) throws(DigestError) {
    defer { _ = close(file) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure("write", name) }
      rest = rest.dropFirst(count)
    }
    guard fchmod(file, 0o644) == 0 else { throw failure("fchmod", name) }
    guard fsync(file) == 0 else { throw failure("fsync", name) }
  }

  /// What a regular file holds, `limit` bytes at most; nil when there is none that can be read.
  private func contents(of name: String, upTo limit: Int) -> [UInt8]? {
    let file = unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { _ = close(file) }
    var bytes = [UInt8](repeating: 0, count: limit)
    var filled = 0
    while filled < limit {
      let count = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe read(file, buffer.baseAddress?.advanced(by: filled), limit - filled)
      }
      guard count > 0 else { break }
      filled += count
    }
    return Array(bytes[..<filled])
  }

  private func failure(_ call: String, _ name: String) -> DigestError {
    .system(call: call, path: path + "/" + name, errno: errno)
  }
}
