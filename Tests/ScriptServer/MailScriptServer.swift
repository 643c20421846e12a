import Confinement

/// A mail server on 127.0.0.1 that answers each line of a client with what a test gives it.
public actor MailScriptServer {
  /// What answers a line: the greeting is asked for by an empty one, the end of a message by a full
  /// stop. Called on the server's queue.
  public typealias Script = @Sendable (String) -> ScriptServer.Reply

  /// Chosen by the kernel.
  public nonisolated let port: UInt16
  /// The commands so far, without the lines of messages.
  public private(set) var commands: [String] = []
  /// The messages that were sent to their end, as they went over the wire.
  public private(set) var messages: [String] = []

  private let confined = ConfinedQueue(label: "test.mail")
  private let script: Script
  private var sockets: LoopbackSockets
  private var received: [Int32: String] = [:]
  /// The connections on which a message goes on, with its lines.
  private var lines: [Int32: [String]] = [:]

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

  /// Closes everything.
  public func stop() { sockets.closeAll() }

  /// What a server says that takes everything.
  public static func reply(to line: String) -> ScriptServer.Reply {
    switch line.prefix(4) {
    case "": .init("220 mail.example ESMTP\r\n")
    case "EHLO": .init("250-mail.example\r\n250-AUTH PLAIN\r\n250 SIZE 1000000\r\n")
    case "DATA": .init("354 go on\r\n")
    case "AUTH": .init("334 \r\n")
    case "QUIT": .init("221 bye\r\n", end: .close)
    default: .init("250 ok\r\n")
    }
  }

  private func watch(
    _ descriptor: Int32, _ action: @escaping @Sendable (isolated MailScriptServer) -> Void
  ) {
    sockets.watch(descriptor) { [weak self] in self?.assumeIsolated { action($0) } }
  }

  private func accept() {
    guard let descriptor = sockets.accept() else { return }
    received[descriptor] = ""
    watch(descriptor) { $0.read(descriptor) }
    answer("", on: descriptor)
  }

  private func read(_ descriptor: Int32) {
    let piece = sockets.read(descriptor)
    guard !piece.isEmpty else { return end(descriptor) }
    received[descriptor, default: ""] += String(decoding: piece, as: UTF8.self)
    while let rest = received[descriptor], let lineEnd = rest.firstIndex(of: "\r\n") {
      received[descriptor] = String(rest[rest.index(after: lineEnd)...])
      take(String(rest[..<lineEnd]), on: descriptor)
    }
  }

  private func take(_ line: String, on descriptor: Int32) {
    guard let message = lines[descriptor] else {
      commands.append(line)
      return answer(line, on: descriptor)
    }
    guard line == "." else {
      lines[descriptor]?.append(line)
      return
    }
    lines[descriptor] = nil
    messages.append(message.map { $0 + "\r\n" }.joined())
    answer(line, on: descriptor)
  }

  private func answer(_ line: String, on descriptor: Int32) {
    let reply = script(line)
    if line == "DATA", reply.bytes.starts(with: Array("354".utf8)) { lines[descriptor] = [] }
    guard sockets.send(reply.bytes, on: descriptor) else { return end(descriptor) }
    if reply.end == .reset { sockets.reset(descriptor) }
    if reply.end == .close || reply.end == .reset { end(descriptor) }
  }

  private func end(_ descriptor: Int32) {
    sockets.close(descriptor)
    received[descriptor] = nil
    lines[descriptor] = nil
    lines[descriptor] = nil
  }
}
