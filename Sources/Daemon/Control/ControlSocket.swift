// The daemon's door for commands: a Unix socket beside the database.
//
// 1. Who may write to the database may connect: the socket has the mode 0600. Only the holder of the
//    instance lock makes it, in place of one that a dead daemon has left.
// 2. A client sends one line (`ControlRequest`) within five seconds. A line that is late, too long or
//    no request is answered with a refusal.
// 3. The answer may take as long as a poll takes. Meanwhile events go out as far as the client reads
//    them: those that find a megabyte waiting are dropped, the answer never is.
// 4. Behind the answer the connection closes, ten seconds later at the latest.
//
// A client can take a place among sixteen from others, and nothing else.

import Confinement
import Dispatch
import Glibc

/// Receives the requests of commands, on a queue of its own.
actor ControlSocket {
  typealias Reply = @Sendable (ControlMessage) -> Void
  /// What is called with each request, on the socket's queue; it replies when it can, from anywhere.
  typealias Receiver = @Sendable (ControlRequest, @escaping Reply) -> Void

  /// The call that failed, and its errno.
  struct Failure: Error, Hashable {
    var call: String
    var code: Int32
  }

  private static let maximumConnections = 16
  private static let flushTime = DispatchTimeInterval.seconds(10)
  private static let pause = DispatchTimeInterval.seconds(1)

  private let confined = ConfinedQueue(label: "rassegna.control")
  private let path: String
  private let requestTime: DispatchTimeInterval
  private let receiver: Receiver
  private var listener: (any DispatchSourceRead)?
  /// Whether it looks away from those that want to connect, for there are no descriptors.
  private(set) var isResting = false
  private var connections: [UInt64: ControlConnection] = [:]
  private var lastID: UInt64 = 0
  private var endings: [CheckedContinuation<Void, Never>] = []

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe confined.asUnownedSerialExecutor()
  }

  /// Listens at `path`; the caller holds the instance lock of the same folder.
  ///
  /// - Parameter requestTime: how long a client may take to send its request.
  init(
    at path: String, requestTime: DispatchTimeInterval = .seconds(5),
    _ receiver: @escaping Receiver
  ) async throws(Failure) {
    self.path = path
    self.requestTime = requestTime
    self.receiver = receiver
    let descriptor = try Descriptor(listeningAt: path)
    listener = descriptor.readSource(on: confined.queue) { [weak self] in
      self?.assumeIsolated { $0.accept(from: descriptor) }
    }
  }

  /// Takes no more requests and gives the path back; returns when those that were taken are answered,
  /// or after `limit`.
  func close(within limit: DispatchTimeInterval = .seconds(1)) async {
    guard listener != nil else { return }
    // A source that is given back while it is suspended traps.
    wake()
    listener?.cancel()
    listener = nil
    Descriptor.remove(path)
    for (id, connection) in connections where !connection.isTaken { end(id) }
    guard !connections.isEmpty else { return }
    after(limit) { socket in
      for id in socket.connections.keys { socket.end(id) }
    }
    await withCheckedContinuation { endings.append($0) }
  }
}

extension ControlSocket {
  private func accept(from descriptor: Descriptor) {
    while listener != nil {
      switch descriptor.accept() {
      case .success(let client): begin(client)
      case .failure(let failure):
        // No descriptors are left: the socket stays readable, so look away for a while.
        if failure.code == EMFILE || failure.code == ENFILE { rest() }
        return
      }
    }
  }

  private func rest() {
    guard !isResting else { return }
    isResting = true
    listener?.suspend()
    after(Self.pause) { $0.wake() }
  }

  private func wake() {
    guard isResting else { return }
    isResting = false
    listener?.resume()
  }

  private func begin(_ client: Descriptor) {
    guard connections.count < Self.maximumConnections else {
      let refusal = ControlMessage.Refusal(
        sentence: "too many commands are asking the daemon already", code: .temporaryFailure)
      _ = client.send(ControlLine.bytes(of: ControlMessage.refused(reason: refusal)))
      return
    }
    lastID += 1
    let id = lastID
    var connection = ControlConnection(client)
    connection.reader = client.readSource(on: confined.queue) { [weak self] in
      self?.assumeIsolated { $0.read(id) }
    }
    connections[id] = connection
    after(requestTime) { socket in
      if socket.connections[id]?.isTaken == false { socket.refuse(id, "no request came in time") }
    }
  }

  private func read(_ id: UInt64) {
    guard let progress = connections[id]?.receive() else { return }
    switch progress {
    case .waiting: break
    case .gone: end(id)
    case .tooLong: refuse(id, "the request is too long")
    case .line(let line):
      guard let request = ControlLine.value(ControlRequest.self, in: line) else {
        return refuse(id, "the daemon does not know such a request; is it of another version?")
      }
      connections[id]?.take()
      receiver(request, reply(to: id))
    }
  }

  private func reply(to id: UInt64) -> Reply {
    { [weak self, confined] message in
      let say: @Sendable () -> Void = { [weak self] in
        self?.assumeIsolated { $0.say(message, to: id) }
      }
      confined.queue.async(execute: say)
    }
  }

  private func refuse(_ id: UInt64, _ sentence: String) {
    connections[id]?.take()
    say(.refused(reason: .init(sentence: sentence, code: .dataError)), to: id)
  }

  private func say(_ message: ControlMessage, to id: UInt64) {
    guard connections[id]?.add(message) == true else { return }
    flush(id)
    guard message.isAnswer, connections[id] != nil else { return }
    after(Self.flushTime) { $0.end(id) }
  }

  private func flush(_ id: UInt64) {
    switch connections[id]?.flush() {
    case nil, .idle: break
    case .over: end(id)
    case .blocked:
      guard connections[id]?.writer == nil else { break }
      connections[id]?.awaitRoom(on: confined.queue) { [weak self] in
        self?.assumeIsolated { $0.flush(id) }
      }
    }
  }

  private func end(_ id: UInt64) {
    guard connections.removeValue(forKey: id)?.cancel() != nil, connections.isEmpty else { return }
    for ending in endings { ending.resume() }
    endings = []
  }

  private func after(
    _ interval: DispatchTimeInterval, _ action: @escaping @Sendable (isolated ControlSocket) -> Void
  ) {
    confined.queue.asyncAfter(deadline: .now() + interval) { [weak self] in
      self?.assumeIsolated { action($0) }
    }
  }
}
