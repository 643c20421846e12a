import Dispatch
import Glibc

/// The owner of a socket: closed when nobody holds it any more, its Dispatch sources among them. So it
/// closes only after they have finished cancelling.
@safe final class Descriptor: Sendable {
  private static let kind = Int32(
    SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)

  private let number: Int32

  private init(_ number: Int32) {
    self.number = number
  }

  deinit { _ = close(number) }  // What was not sent is lost with the client that did not take it.

  /// A new Unix socket that listens at `path`, for its owner only, in place of whatever was there.
  convenience init(listeningAt path: String) throws(ControlSocket.Failure) {
    guard let address = UnixAddress(path) else { throw .init(call: "bind", code: ENAMETOOLONG) }
    let number = try Self.check("socket") { socket(AF_UNIX, Self.kind, 0) }
    self.init(number)
    // The file gets the mode that the socket has: there is no moment at which others may connect.
    _ = try Self.check("fchmod") { fchmod(number, 0o600) }
    Self.remove(path)
    _ = try Self.check("bind") { address.bind(number) ? 0 : -1 }
    _ = try Self.check("listen") { listen(number, 16) }
  }

  /// A new Unix socket that is connected to `path`. Its calls wait.
  convenience init(connectedTo path: String) throws(ControlSocket.Failure) {
    guard let address = UnixAddress(path) else { throw .init(call: "connect", code: ENAMETOOLONG) }
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let number = try Self.check("socket") { socket(AF_UNIX, kind, 0) }
    self.init(number)
    _ = try Self.check("connect") { address.connect(number) ? 0 : -1 }
  }

  /// Takes the file at `path` away; one that is not there is no error.
  static func remove(_ path: String) { _ = unsafe unlink(path) }

  /// The next client that waits.
  func accept() -> Result<Descriptor, ControlSocket.Failure> {
    Self.result("accept") { Glibc.accept(number, nil, nil) }.map { client in
      _ = fcntl(client, F_SETFD, FD_CLOEXEC)
      _ = fcntl(client, F_SETFL, O_NONBLOCK)
      return Descriptor(client)
    }
  }

  /// What has come; nothing at the end.
  func receive() -> Result<[UInt8], ControlSocket.Failure> {
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let received = Self.result("recv") {
      unsafe bytes.withUnsafeMutableBytes { unsafe recv(number, $0.baseAddress, $0.count, 0) }
    }
    return received.map { Array(bytes[..<$0]) }
  }

  /// Sends the first of `bytes`, and says how many those were.
  func send(_ bytes: [UInt8]) -> Result<Int, ControlSocket.Failure> {
    Self.result("send") {
      unsafe bytes.withUnsafeBytes {
        unsafe Glibc.send(number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
    }
  }

  /// A source, active, that calls `action` while there is something to read.
  func readSource(on queue: DispatchQueue, _ action: @escaping @Sendable () -> Void)
    -> any DispatchSourceRead
  {
    let source = DispatchSource.makeReadSource(fileDescriptor: number, queue: queue)
    start(source, action)
    return source
  }

  /// The same while there is room to write.
  func writeSource(on queue: DispatchQueue, _ action: @escaping @Sendable () -> Void)
    -> any DispatchSourceWrite
  {
    let source = DispatchSource.makeWriteSource(fileDescriptor: number, queue: queue)
    start(source, action)
    return source
  }

  private func start(_ source: any DispatchSourceProtocol, _ action: @escaping @Sendable () -> Void)
  {
    source.setEventHandler(handler: action)
    let keep: @Sendable () -> Void = { withExtendedLifetime(self) {} }
    source.setCancelHandler(handler: keep)
    source.activate()
  }

  private static func result<Number: FixedWidthInteger & SignedNumeric>(
    _ call: String, _ run: () -> Number
  ) -> Result<Number, ControlSocket.Failure> {
    while true {
      let result = run()
      if result >= 0 { return .success(result) }
      let code = errno
      if code != EINTR { return .failure(.init(call: call, code: code)) }
    }
  }

  private static func check(_ call: String, _ run: () -> Int32) throws(ControlSocket.Failure)
    -> Int32
  {
    try result(call, run).get()
  }
}

extension ControlSocket.Failure {
  /// Whether it means no more than "not now".
  var isTemporary: Bool { code == EAGAIN || code == EWOULDBLOCK }
}
