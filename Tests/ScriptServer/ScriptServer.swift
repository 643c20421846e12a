import Confinement
import Dispatch
import Glibc

/// An HTTP server on 127.0.0.1 that answers each request with the bytes a test gives it.
public actor ScriptServer {
  /// What a client sent.
  public struct Request: Sendable {
    /// The request line and the header lines.
    public let lines: [String]
    /// Which connection it came on, counted from one.
    public let connection: Int

    /// The target of the request line.
    public var path: String { String(lines[0].split(separator: " ")[1]) }

    /// The value of a header; nil when it was not sent.
    public func header(_ name: String) -> String? {
      let prefix = name.lowercased() + ": "
      let line = lines.dropFirst().first { $0.lowercased().hasPrefix(prefix) }
      return line.map { String($0.dropFirst(prefix.count)) }
    }
  }

  /// What is sent back, and what becomes of the connection.
  public struct Reply: Sendable {
    /// What becomes of the connection: `silence` keeps it open without another byte.
    public enum End: Sendable { case keep, close, reset, silence }

    /// The whole answer as sent, head included.
    public let bytes: [UInt8]
    public let end: End

    public init(_ text: String, end: End = .keep) {
      self.init(bytes: Array(text.utf8), end: end)
    }

    public init(bytes: [UInt8], end: End = .keep) {
      self.bytes = bytes
      self.end = end
    }

    /// A response with its Content-Length.
    public static func http(_ status: Int, _ headers: [String] = [], body: [UInt8] = []) -> Reply {
      let head = ["HTTP/1.1 \(status) X", "Content-Length: \(body.count)"] + headers
      return Reply(bytes: Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }

    public static func http(_ status: Int, _ headers: [String] = [], text: String) -> Reply {
      http(status, headers, body: Array(text.utf8))
    }
  }

  /// What answers a request; called on the server's queue.
  public typealias Script = @Sendable (Request) -> Reply

  /// Chosen by the kernel.
  public nonisolated let port: UInt16
  /// What was asked so far, in the order of arrival.
  public private(set) var requests: [Request] = []
  private let confined = ConfinedQueue(label: "test.server")
  private let script: Script
  private let listener: Int32
  private var sources: [Int32: any DispatchSourceRead] = [:]
  private var received: [Int32: [UInt8]] = [:]
  private var numbers: [Int32: Int] = [:]
  private var connections = 0

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe confined.asUnownedSerialExecutor()
  }

  /// Starts to listen.
  public init(_ script: @escaping Script) async {
    self.script = script
    let listener = LoopbackListener()
    self.listener = listener.descriptor
    port = listener.port
    watch(listener.descriptor) { $0.accept() }
  }

  /// The address of a path on this server.
  public nonisolated func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Closes everything.
  public func stop() {
    for source in sources.values { source.cancel() }
    sources = [:]
  }

  private func watch(
    _ descriptor: Int32, _ action: @escaping @Sendable (isolated ScriptServer) -> Void
  ) {
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: confined.queue)
    let handler: @Sendable () -> Void = { [weak self] in
      self?.assumeIsolated { action($0) }
    }
    let closing: @Sendable () -> Void = { _ = close(descriptor) }
    source.setEventHandler(handler: handler)
    source.setCancelHandler(handler: closing)
    sources[descriptor] = source
    source.activate()
  }

  private func accept() {
    let descriptor = Glibc.accept(listener, nil, nil)
    guard descriptor >= 0 else { return }
    connections += 1
    numbers[descriptor] = connections
    received[descriptor] = []
    watch(descriptor) { $0.read(descriptor) }
  }

  private func read(_ descriptor: Int32) {
    var piece = [UInt8](repeating: 0, count: 16_384)
    let count = unsafe recv(descriptor, &piece, piece.count, 0)
    guard count > 0 else { return end(descriptor) }
    received[descriptor, default: []].append(contentsOf: piece[..<count])
    let text = String(decoding: received[descriptor, default: []], as: UTF8.self)
    guard text.hasSuffix("\r\n\r\n") else { return }
    received[descriptor] = []
    let lines = text.split(separator: "\r\n").map(String.init)
    let request = Request(lines: lines, connection: numbers[descriptor, default: 0])
    requests.append(request)
    answer(script(request), on: descriptor)
  }

  private func answer(_ reply: Reply, on descriptor: Int32) {
    var rest = reply.bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return end(descriptor) }
      rest = rest.dropFirst(count)
    }
    switch reply.end {
    case .keep, .silence: break
    case .close: end(descriptor)
    case .reset:
      var linger = linger(l_onoff: 1, l_linger: 0)
      let size = socklen_t(MemoryLayout.size(ofValue: linger))
      _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, size)
      end(descriptor)
    }
  }

  private func end(_ descriptor: Int32) {
    sources.removeValue(forKey: descriptor)?.cancel()
    received[descriptor] = nil
  }
}
