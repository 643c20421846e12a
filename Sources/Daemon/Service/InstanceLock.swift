import Glibc

/// The right to write a database: held by one process at a time (invariant 10), given back by the
/// kernel when the process ends, however it ends.
@safe final class InstanceLock: Sendable {
  /// Why the lock was not had.
  enum Refusal: Error, Equatable {
    /// Another process holds it; its process number where it could be read.
    case held(by: Int?)
    /// The file can not be opened; an errno.
    case unavailable(errno: Int32)
  }

  /// Who holds a lock.
  enum Holder: Sendable, Equatable {
    case nobody
    /// Its process number where it could be read.
    case process(Int?)
  }

  private let descriptor: Int32

  /// Takes the lock on `path`, a file that is made and stays.
  init(path: String) throws(Refusal) {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
    guard descriptor >= 0 else { throw .unavailable(errno: errno) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = Self.holder(descriptor)
      _ = close(descriptor)
      throw .held(by: holder)
    }
    self.descriptor = descriptor
    writeProcessNumber()
  }

  deinit { _ = close(descriptor) }

  /// Who holds the lock on `path`, without taking it for longer than it takes to ask.
  static func holder(of path: String) -> Holder {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard descriptor >= 0 else { return .nobody }
    defer { _ = close(descriptor) }  // It gives back what was taken.
    return flock(descriptor, LOCK_SH | LOCK_NB) == 0 ? .nobody : .process(holder(descriptor))
  }

  /// For people who find the lock held; the lock itself is the kernel's.
  private func writeProcessNumber() {
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = unsafe text.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  private static func holder(_ descriptor: Int32) -> Int? {
    var bytes = [UInt8](repeating: 0, count: 32)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, 0)
    }
    guard count > 0 else { return nil }
    return Int(String(decoding: bytes[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
  }
}
