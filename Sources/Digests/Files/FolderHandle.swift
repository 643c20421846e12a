import Glibc

/// The owner of one folder's descriptor, and every system call on what is in it.
///
/// All names are looked up below the descriptor (`openat`, `renameat`), and no last component is
/// followed where it is a symbolic link: a folder that is replaced while we write, or a link laid in
/// a file's place, leads nowhere.
@safe struct FolderHandle: ~Copyable {
  /// As given, for errors.
  let path: String
  private let descriptor: Int32

  /// Opens the folder; its last component may be no symbolic link.
  init(opening path: String) throws(DigestError) {
    self.path = path
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    descriptor = try Self.check("open", path) { unsafe open(Self.withoutSlash(path), flags) }
  }

  deinit { _ = close(descriptor) }  // It was only read from: nothing can be lost here.

  /// Makes a folder and those above it where they are missing, for everyone to read.
  static func make(_ path: String) throws(DigestError) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/") {
      prefix += component + "/"
      if unsafe mkdir(prefix, 0o755) == 0 { continue }
      let code = errno
      // Another code than EEXIST may be said of a folder that is there, on a read-only file system.
      guard unsafe code == EEXIST || access(prefix, F_OK) == 0 else {
        throw .system(call: "mkdir", path: prefix, errno: code)
      }
    }
  }

  /// Whether the folder is ours to write in: nobody else owns it, and not everyone may write to it.
  /// The superuser may write anywhere.
  func isOurs() throws(DigestError) -> Bool {
    var status = stat()
    try Self.check("fstat", path) { unsafe fstat(descriptor, &status) }
    let user = geteuid()
    if user == 0 { return true }
    let isOpenToAll = status.st_mode & S_IWOTH != 0 && status.st_mode & S_ISVTX == 0
    return (status.st_uid == user || status.st_uid == 0) && !isOpenToAll
  }

  /// The names in the folder, in no order.
  func names() throws(DigestError) -> [String] {
    // A descriptor of its own: reading moves its place, and closedir closes it.
    let copy = try Self.check("openat", path) {
      unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard let stream = unsafe fdopendir(copy) else {
      let code = errno
      _ = close(copy)
      throw .system(call: "fdopendir", path: path, errno: code)
    }
    defer { _ = unsafe closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
        unsafe String(cString: UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self))
      }
      if name != "." && name != ".." { names.append(name) }
      errno = 0
    }
    let code = errno
    guard code == 0 else { throw .system(call: "readdir", path: path, errno: code) }
    return names
  }

  /// Whether `name` is a regular file that holds exactly these bytes.
  func holds(_ bytes: [UInt8], in name: String) -> Bool {
    // Not to be readable is not to hold them: the file is then written anew, which tells why not.
    let file = unsafe openat(descriptor, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { _ = close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size == bytes.count
    else { return false }
    var held = [UInt8](repeating: 0, count: bytes.count)
    var done = 0
    while done < bytes.count {
      let count = unsafe held.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(file, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return held == bytes
  }

  /// Makes a file that was not there, writes it whole, and waits until it is on the disk.
  func create(_ name: String, holding bytes: [UInt8]) throws(DigestError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = try Self.check("openat", place(name)) {
      unsafe openat(descriptor, name, flags, 0o600)
    }
    do throws(DigestError) {
      try write(bytes, to: file, called: name)
      // The mode does not depend on the umask: a web server reads these files.
      try Self.check("fchmod", place(name)) { fchmod(file, 0o644) }
      try Self.check("fsync", place(name)) { fsync(file) }
    } catch {
      _ = close(file)  // The first error is the one that counts.
      throw error
    }
    // Never repeated on EINTR: Linux has closed the descriptor then (close(2)).
    guard close(file) != 0 else { return }
    let code = errno
    if code != EINTR { throw .system(call: "close", path: place(name), errno: code) }
  }

  /// Gives a file another name, in place of what bears that name.
  func rename(_ name: String, to target: String) throws(DigestError) {
    try Self.check("renameat", place(target)) {
      unsafe renameat(descriptor, name, descriptor, target)
    }
  }

  /// Takes a file away; one that is gone already is no error.
  func remove(_ name: String) throws(DigestError) {
    guard unsafe unlinkat(descriptor, name, 0) != 0 else { return }
    let code = errno
    guard code != ENOENT else { return }
    throw .system(call: "unlinkat", path: place(name), errno: code)
  }

  /// Waits until the names themselves are on the disk.
  func sync() throws(DigestError) {
    try Self.check("fsync", path) { fsync(descriptor) }
  }

  private func write(_ bytes: [UInt8], to file: Int32, called name: String) throws(DigestError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(file, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      let code = errno
      if count < 0 && code == EINTR { continue }
      guard count > 0 else { throw .system(call: "write", path: place(name), errno: code) }
      done += count
    }
  }

  private func place(_ name: String) -> String { "\(Self.withoutSlash(path))/\(name)" }

  /// A slash at the end would have a symbolic link followed.
  private static func withoutSlash(_ path: String) -> String {
    var path = path[...]
    while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
    return String(path)
  }

  @discardableResult
  private static func check(
    _ call: String, _ path: String, _ run: () -> Int32
  ) throws(DigestError) -> Int32 {
    while true {
      let result = run()
      if result >= 0 { return result }
      let code = errno
      if code != EINTR { throw .system(call: call, path: path, errno: code) }
    }
  }
}
