import Confinement

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
  private var sockets: LoopbackSockets
  private var received: [Int32: [UInt8]] = [:]
  private var numbers: [Int32: Int] = [:]
  private var connections = 0

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe confined.asUnownedSerialExecutor()
  }

  /// Starts to listen.
  public init(_ script: @escaping Script) async {
    self.script = script
    sockets = LoopbackSockets(on: confined.queue)
    port = sockets.port
    watch(sockets.listener) { $0.accept() }
  }

  /// The address of a path on this server.
  public nonisolated func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Closes everything.
  public func stop() { sockets.closeAll() }

  private func watch(
    _ descriptor: Int32, _ action: @escaping @Sendable (isolated ScriptServer) -> Void
  ) {
    sockets.watch(descriptor) { [weak self] in self?.assumeIsolated { action($0) } }
  }

  private func accept() {
    guard let descriptor = sockets.accept() else { return }
    connections += 1
    numbers[descriptor] = connections
    received[descriptor] = []
    watch(descriptor) { $0.read(descriptor) }
  }

  private func read(_ descriptor: Int32) {
    let piece = sockets.read(descriptor)
    guard !piece.isEmpty else { return end(descriptor) }
    received[descriptor, default: []] += piece
    let text = String(decoding: received[descriptor, default: []], as: UTF8.self)
    guard text.hasSuffix("\r\n\r\n") else { return }
    received[descriptor] = []
    let lines = text.split(separator: "\r\n").map(String.init)
    let request = Request(lines: lines, connection: numbers[descriptor, default: 0])
    requests.append(request)
    answer(script(request), on: descriptor)
  }

  private func answer(_ reply: Reply, on descriptor: Int32) {
    guard sockets.send(reply.bytes, on: descriptor) else { return end(descriptor) }
    if reply.end == .reset { sockets.reset(descriptor) }
    if reply.end == .close || reply.end == .reset { end(descriptor) }
  }

  private func end(_ descriptor: Int32) {
    sockets.close(descriptor)
    received[descriptor] = nil
  }
}
