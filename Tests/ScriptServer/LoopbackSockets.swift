import Dispatch
import Glibc

/// The sockets of a server on 127.0.0.1, at a port that the kernel chose: the one that listens, and
/// those of the connections. They close when they are forgotten.
struct LoopbackSockets {
  /// The one that listens.
  let listener: Int32
  let port: UInt16
  private let queue: DispatchQueue
  private var sources: [Int32: any DispatchSourceRead] = [:]

  /// Starts to listen. What is to be read is told on `queue`.
  init(on queue: DispatchQueue) {
    self.queue = queue
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = listener
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = unsafe bind(descriptor, $0, length)
        _ = listen(descriptor, 512)
        _ = unsafe getsockname(descriptor, $0, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
  }

  /// Calls `action` whenever there is something to read, until the socket is closed.
  mutating func watch(_ descriptor: Int32, _ action: @escaping @Sendable () -> Void) {
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    let closing: @Sendable () -> Void = { _ = Glibc.close(descriptor) }
    source.setEventHandler(handler: action)
    source.setCancelHandler(handler: closing)
    sources[descriptor] = source
    source.activate()
  }

  /// The next connection; nil when there is none.
  func accept() -> Int32? {
    let descriptor = Glibc.accept(listener, nil, nil)
    return descriptor < 0 ? nil : descriptor
  }

  /// What has come; empty when the client has gone.
  func read(_ descriptor: Int32) -> [UInt8] {
    var piece = [UInt8](repeating: 0, count: 16_384)
    let count = unsafe recv(descriptor, &piece, piece.count, 0)
    return Array(piece.prefix(max(count, 0)))
  }

  /// Sends all of it. False when the client has gone.
  func send(_ bytes: [UInt8], on descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Lets the next close of a connection be a reset.
  func reset(_ descriptor: Int32) {
    var linger = linger(l_onoff: 1, l_linger: 0)
    let size = socklen_t(MemoryLayout.size(ofValue: linger))
    _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, size)
  }

  mutating func close(_ descriptor: Int32) {
    sources.removeValue(forKey: descriptor)?.cancel()
  }

  mutating func closeAll() {
    for source in sources.values { source.cancel() }
    sources = [:]
  }
}
