import CSpawn
import Glibc

/// The owner of a descriptor, which no program that is started inherits by itself.
@safe final class OwnedDescriptor: Sendable {
  let number: Int32

  /// Nil for the result of a call that failed.
  init?(_ number: Int32) {
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit { _ = close(number) }  // Nothing was written that could be lost.

  /// A file in memory that holds `bytes`, to be read from its beginning.
  convenience init(holding bytes: [UInt8]) throws(ProgramError) {
    let number = unsafe memfd_create("input", UInt32(RASSEGNA_MFD_CLOEXEC))
    guard number >= 0 else { throw .noRoom(code: errno) }
    var done = 0
    while done < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe write(number, buffer.baseAddress?.advanced(by: done), buffer.count - done)
      }
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else {
        let code = errno
        close(number)
        throw .noRoom(code: code)
      }
      done += written
    }
    lseek(number, 0, SEEK_SET)
    self.init(owning: number)
  }

  /// A pipe whose ends never wait: what does not fit is dropped.
  static func pipe() throws(ProgramError) -> (reading: OwnedDescriptor, writing: OwnedDescriptor) {
    var ends: [Int32] = [-1, -1]
    guard unsafe Glibc.pipe(&ends) == 0 else { throw .noRoom(code: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    return (OwnedDescriptor(owning: ends[0]), OwnedDescriptor(owning: ends[1]))
  }

  private init(owning number: Int32) { self.number = number }
}
