import Confinement
import Dispatch
import Glibc

/// An HTTP server for this machine, driven by one Dispatch source: what `doctor --etiquette` lets the
/// poller ask, and what Prometheus asks.
///
/// libmicrohttpd reads requests and writes answers; it has no thread here. The answer to a request may
/// take its time: its connection is set aside meanwhile.
public actor Server {
  /// Makes the answer to a request.
  public typealias Answer = @Sendable (ServedRequest) async -> ServedReply

  private let confined = ConfinedQueue(label: "rassegna.serving")
  private let limits: ServingLimits
  private let answer: Answer

  // Order of death: the sources, which use its descriptor, then the daemon.
  private var source: (any DispatchSourceRead)?
  private var timer: (any DispatchSourceTimer)?
  private var daemon: DaemonHandle?
  private var address: ServedAddress?
  /// The descriptors of the connections that are open.
  private var connections: [UInt: Int32] = [:]
  /// Requests that have begun and are not over.
  private var exchanges: [UInt: Exchange] = [:]
  private var lastID: UInt = 0

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe confined.asUnownedSerialExecutor()
  }

  /// Nothing is served before `start`.
  public init(limits: ServingLimits = ServingLimits(), _ answer: @escaping Answer) {
    self.limits = limits
    self.answer = answer
  }

  /// Begins to serve, and returns the port: that of the address, or one that is free where that is 0; 0
  /// for a Unix socket. Call `stop` before the server is let go.
  public func start(at address: ServedAddress = .loopback(port: 0)) throws(ServingError) -> UInt16 {
    guard daemon == nil else { throw .unavailable }
    let socket = try ListeningSocket(address)
    guard let started = DaemonHandle(socket, limits, for: self) else { throw .unavailable }
    self.address = address
    let served = started.port
    watch(started.descriptor)
    daemon = consume started
    run()
    return served
  }

  /// Serves no longer. A request whose answer is being made gets none.
  public func stop() async {
    guard daemon != nil else { return }
    for exchange in exchanges.values {
      guard case .waiting = exchange.state else { continue }
      exchange.state = .answered(ServedReply(status: 503))
      exchange.resume()
    }
    run()
    timer?.cancel()
    timer = nil
    // The descriptor may be closed only when its source has finished cancelling.
    await withCheckedContinuation { continuation in
      source?.setCancelHandler { continuation.resume() }
      source?.cancel()
    }
    source = nil
    daemon = nil
    if case .socket(let path) = address { ListeningSocket.remove(path) }
  }

  private func watch(_ descriptor: Int32) {
    let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: confined.queue)
    let timer = DispatchSource.makeTimerSource(queue: confined.queue)
    source.setEventHandler { [weak self] in self?.assumeIsolated { $0.run() } }
    timer.setEventHandler { [weak self] in self?.assumeIsolated { $0.run() } }
    (self.source, self.timer) = (source, timer)
    source.activate()
    timer.activate()
  }

  /// Does what is to be done, and comes back when libmicrohttpd wants it.
  private func run() {
    daemon?.run()
    guard let milliseconds = daemon?.nextRun else { return }
    timer?.schedule(deadline: .now() + .milliseconds(milliseconds))
  }
}

/// What libmicrohttpd's callbacks say.
extension Server {
  /// A client has connected; returns the connection's number, above zero.
  func connected(_ descriptor: Int32) -> UInt {
    lastID += 1
    let id = lastID
    connections[id] = descriptor
    if let lifetime = limits.lifetime {
      let milliseconds = Int(lifetime / .milliseconds(1))
      confined.queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [weak self] in
        self?.assumeIsolated { $0.cut(id) }
      }
    }
    return id
  }

  /// A connection is over; its descriptor is closed when this returns.
  func disconnected(_ id: UInt) {
    connections[id] = nil
  }

  /// Ends a connection that has lasted its time: libmicrohttpd finds it closed.
  private func cut(_ id: UInt) {
    guard let descriptor = connections[id] else { return }
    _ = shutdown(descriptor, Int32(SHUT_RDWR))
    run()
  }

  /// A request begins; returns its number, above zero.
  func open(target: String, connection: UInt) -> UInt {
    lastID += 1
    exchanges[lastID] = Exchange(target: target, connection: connection)
    return lastID
  }

  /// A request is whole, or its connection goes on. False when it can not be answered.
  func advance(_ id: UInt, method: String) -> Bool {
    guard let exchange = exchanges[id] else { return false }
    switch exchange.state {
    case .answered(let reply): return exchange.send(reply)
    case .waiting: break
    case .receiving:
      exchange.state = .waiting
      exchange.suspend()
      let (answer, request) = (answer, exchange.request(method: method))
      Task { finish(id, await answer(request)) }
    }
    return true
  }

  /// A request is over, whether it was answered or not.
  func close(_ id: UInt) {
    exchanges[id] = nil
  }

  private func finish(_ id: UInt, _ reply: ServedReply) {
    guard let exchange = exchanges[id], case .waiting = exchange.state else { return }
    exchange.state = .answered(reply)
    exchange.resume()
    run()
  }
}
