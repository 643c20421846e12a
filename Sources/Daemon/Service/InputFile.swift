import Glibc

/// A file or standard input, read whole.
enum InputFile {
  /// Why nothing was read: a code of errno(3).
  struct Failure: Error, Equatable {
    var code: Int32

    /// What the system calls it, in English.
    var reason: String { unsafe String(cString: strerror(code)) }
  }

  /// The bytes of a file, or of standard input for `-`.
  ///
  /// - Parameter maximumBytes: reading stops one byte after it, so that a caller can tell.
  static func bytes(of path: String, maximumBytes: Int) throws(Failure) -> [UInt8] {
    guard path != "-" else { return try bytes(from: 0, maximumBytes: maximumBytes) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer { _ = close(descriptor) }  // Nothing was written that could be lost.
    return try bytes(from: descriptor, maximumBytes: maximumBytes)
  }

  private static func bytes(from descriptor: Int32, maximumBytes: Int) throws(Failure) -> [UInt8] {
    var status = stat()
    let size = unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    var bytes: [UInt8] = []
    // One more than the size, to see the end without growing.
    var room = min(max(size + 1, 64 * 1024), maximumBytes + 1)
    while true {
      let chunk = try read(from: descriptor, upTo: room)
      if chunk.isEmpty { return bytes }
      if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
      if bytes.count > maximumBytes { return bytes }
      if chunk.count == size, bytes.count == size { return bytes }
      room = min(max(bytes.count, 64 * 1024), maximumBytes + 1 - bytes.count)
    }
  }

  /// At most `room` bytes; none at the end.
  private static func read(from descriptor: Int32, upTo room: Int) throws(Failure) -> [UInt8] {
    var code: Int32 = 0
    let chunk = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      repeat {
        let result = unsafe Glibc.read(descriptor, buffer.baseAddress, room)
        code = result < 0 ? errno : 0
        count = max(0, result)
      } while code == EINTR
    }
    guard code == 0 else { throw Failure(code: code) }
    return chunk
  }
}
