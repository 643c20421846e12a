import Glibc

/// The owner of a socket that clients connect to, until it is given away.
///
/// Source: ip(7), ipv6(7), unix(7).
@safe struct ListeningSocket: ~Copyable {
  private static let backlog: Int32 = 64
  private static let kind = Int32(
    SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
  /// Of the file of a Unix socket: who may connect may write.
  private static let mode: mode_t = 0o660

  private let number: Int32

  init(_ address: ServedAddress) throws(ServingError) {
    switch address {
    case .loopback(let port):
      var name = sockaddr_in()
      name.sin_family = sa_family_t(AF_INET)
      name.sin_port = port.bigEndian
      name.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
      number = try Self.bound(AF_INET, unsafe SocketName(name))
    case .loopback6(let port):
      var name = sockaddr_in6()
      name.sin6_family = sa_family_t(AF_INET6)
      name.sin6_port = port.bigEndian
      name.sin6_addr = in6addr_loopback
      number = try Self.bound(AF_INET6, unsafe SocketName(name))
    case .socket(let path):
      number = try Self.bound(at: path)
    }
  }

  deinit { _ = close(number) }  // Nothing was written that could be lost.

  /// Gives the socket away; whoever takes it closes it.
  consuming func released() -> Int32 {
    let number = number
    discard self
    return number
  }

  /// Takes the file of a Unix socket away. Another kind of file is left alone.
  static func remove(_ path: String) {
    if isSocket(path) == true { _ = unsafe unlink(path) }
  }

  /// A socket at a path, in place of one that nobody listens at any more.
  private static func bound(at path: String) throws(ServingError) -> Int32 {
    guard let name = SocketName(path: path) else { throw .unusablePath }
    switch isSocket(path) {
    case nil: break
    case false?: throw .otherFile
    case true?:
      let client = try result("socket", socket(AF_UNIX, kind, 0))
      defer { _ = close(client) }
      guard name.connect(client) != 0, errno == ECONNREFUSED else {
        throw .system(call: "bind", errno: EADDRINUSE)
      }
      _ = unsafe unlink(path)
    }
    let number = try bound(AF_UNIX, name)
    // Until then the file's mode is that of the socket without the bits of the umask: never more.
    guard unsafe chmod(path, mode) == 0 else {
      let code = errno
      _ = close(number)
      _ = unsafe unlink(path)
      throw .system(call: "chmod", errno: code)
    }
    return number
  }

  private static func bound(_ family: Int32, _ name: SocketName) throws(ServingError) -> Int32 {
    let number = try result("socket", socket(family, kind, 0))
    do {
      if family != AF_UNIX {
        // A port whose last connections are not forgotten yet is free all the same.
        var yes: Int32 = 1
        _ = try result(
          "setsockopt",
          unsafe setsockopt(
            number, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size)))
      } else {
        _ = try result("fchmod", fchmod(number, mode))
      }
      _ = try result("bind", name.bind(number))
      _ = try result("listen", listen(number, backlog))
    } catch {
      _ = close(number)
      throw error
    }
    return number
  }

  /// Nil where there is nothing.
  private static func isSocket(_ path: String) -> Bool? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT == S_IFSOCK
  }

  private static func result(_ call: String, _ result: Int32) throws(ServingError) -> Int32 {
    guard result >= 0 else { throw .system(call: call, errno: errno) }
    return result
  }
}

/// The address of a socket as the kernel takes it.
@safe private struct SocketName {
  private var storage = sockaddr_storage()
  private let length: socklen_t

  /// - Parameter address: one of the `sockaddr` family, none of which is larger than the storage.
  @unsafe init<Address>(_ address: Address) {
    length = socklen_t(MemoryLayout<Address>.size)
    unsafe withUnsafeMutableBytes(of: &storage) { target in
      unsafe withUnsafeBytes(of: address) { unsafe target.copyMemory(from: $0) }
    }
  }

  /// Nil for a path that is empty or too long.
  init?(path: String) {
    var name = sockaddr_un()
    let bytes = Array(path.utf8)
    // One for the zero at the end.
    guard !bytes.isEmpty, bytes.count < MemoryLayout.size(ofValue: name.sun_path) else {
      return nil
    }
    name.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &name.sun_path) { unsafe $0.copyBytes(from: bytes) }
    unsafe self.init(name)
  }

  func bind(_ number: Int32) -> Int32 {
    unsafe withAddress { unsafe Glibc.bind(number, $0, length) }
  }

  func connect(_ number: Int32) -> Int32 {
    unsafe withAddress { unsafe Glibc.connect(number, $0, length) }
  }

  private func withAddress(_ body: (UnsafePointer<sockaddr>) -> Int32) -> Int32 {
    unsafe withUnsafePointer(to: storage) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0) }
    }
  }
}
