import Glibc

/// The address of a Unix socket: a path, or an abstract name written with a leading `@`.
///
/// Source: unix(7).
@safe struct UnixAddress {
  private var address = sockaddr_un()
  private let length: socklen_t

  /// Nil when the path is empty or longer than the kernel takes (107 bytes).
  init?(_ path: String) {
    var bytes = Array(path.utf8)
    let offset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2
    let capacity = MemoryLayout<sockaddr_un>.size - offset
    guard !bytes.isEmpty, bytes.count < capacity else { return nil }
    let isAbstract = bytes[0] == UInt8(ascii: "@")
    if isAbstract { bytes[0] = 0 }
    length = socklen_t(offset + bytes.count + (isAbstract ? 0 : 1))
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
      unsafe target.copyBytes(from: bytes)
    }
  }

  /// Sends one datagram. False when nobody received it whole.
  func send(_ message: [UInt8], over descriptor: Int32) -> Bool {
    let sent = unsafe withAddress { address, length in
      unsafe message.withUnsafeBytes {
        unsafe sendto(
          descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL), address, length)
      }
    }
    return sent == message.count
  }

  /// Connects a stream. False leaves the reason in errno.
  func connect(_ descriptor: Int32) -> Bool {
    unsafe withAddress { unsafe Glibc.connect(descriptor, $0, $1) } == 0
  }

  /// Gives a socket this address. False leaves the reason in errno.
  func bind(_ descriptor: Int32) -> Bool {
    unsafe withAddress { unsafe Glibc.bind(descriptor, $0, $1) } == 0
  }

  private func withAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result)
    -> Result
  {
    unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, length) }
    }
  }
}
