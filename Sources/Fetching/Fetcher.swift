import Confinement
import Dispatch
import Links

/// Fetches documents, many at a time, on one serial queue.
///
/// libcurl does the transfers; its multi-socket interface says which sockets and which moment it waits
/// for. A Dispatch source for all sockets and one for the moment enter the actor when there is
/// something to do. Nothing polls, and no transfer has a thread (libcurl resolves names on threads of
/// its own, which end with the answer).
///
/// How many transfers run at once is the caller's decision (`Politeness`).
public actor Fetcher {
  private let confined = ConfinedQueue(label: "rassegna.fetching")
  private let connections: Int

  // Order of death: transfers leave `multi` before it dies; each keeps `sessions` and `multi.sockets`.
  var multi: MultiHandle?
  private var sessions: SessionShare?
  private var watches: Watches?
  private var idle: [Transfer] = []
  private var running: [UInt64: Transfer] = [:]
  /// Messages on their way.
  var mail: [UInt64: MailTransfer] = [:]
  var lastID: UInt64 = 0
  private(set) var isShutDown = false

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe confined.asUnownedSerialExecutor()
  }

  /// Makes a fetcher that keeps at most `connections` connections, and as many handles, for the next
  /// requests. The best number is that of the transfers at once. `shutDown` gives back what it holds:
  /// an isolated deinit would, but Swift 6.3.1 does not optimise one ("circular reference").
  public init(connections: Int = 32) {
    self.connections = max(1, connections)
  }

  /// Asks for one document. Cancelling the task ends the transfer and throws `.cancelled`.
  public func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
    switch request.url.scheme {
    case "http", "https": try await transfer(request).get()
    case "file": try await FeedFile.read(request)
    default: throw .unsupportedScheme(request.url.scheme)
    }
  }

  /// Ends all transfers with `.cancelled` and closes all connections; later requests throw
  /// `.cancelled` at once.
  public func shutDown() {
    isShutDown = true
    for id in running.keys { cancel(id) }
    cancelMail()
    idle = []
    watches?.cancel()
    watches = nil
    multi = nil
  }

  private func transfer(_ request: FetchRequest) async -> Transfer.Answer {
    lastID += 1
    let id = lastID
    return await withTaskCancellationHandler {
      await withCheckedContinuation { begin(request, id: id, $0) }
    } onCancel: {
      confined.queue.async { self.assumeIsolated { $0.cancel(id) } }
    }
  }

  private func begin(_ request: FetchRequest, id: UInt64, _ waiting: Transfer.Waiting) {
    guard !isShutDown, !Task.isCancelled else {
      return waiting.resume(returning: .failure(.cancelled))
    }
    guard let multi = openMulti(), let transfer = idle.popLast() ?? makeTransfer(request, multi),
      transfer.begin(request, id: id), multi.add(transfer.easy)
    else {
      let failure = CurlFailure(code: 0, text: "no memory or descriptors for a transfer")
      return waiting.resume(returning: .failure(.ourselves(failure)))
    }
    transfer.waiting = waiting
    running[id] = transfer
    settle()
  }

  private func cancel(_ id: UInt64) {
    guard let transfer = running[id] else { return }
    multi?.remove(transfer.easy)
    finish(transfer, .failure(.cancelled))
    settle()
  }

  private func finish(_ transfer: Transfer, _ answer: Transfer.Answer) {
    running[transfer.id] = nil
    transfer.waiting?.resume(returning: answer)
    transfer.waiting = nil
    if idle.count < connections, transfer.isReusable { idle.append(transfer) }
  }
}

// What libcurl wants, and what it has finished.
extension Fetcher {
  func openMulti() -> MultiHandle? {
    if let multi { return multi }
    guard let multi = MultiHandle(connections: connections) else { return nil }
    watches = Watches(
      of: multi.sockets.descriptor, on: confined.queue,
      ready: { [weak self] in self?.assumeIsolated { $0.serveSockets() } },
      alarm: { [weak self] in self?.assumeIsolated { $0.serveAlarm() } })
    self.multi = multi
    return multi
  }

  private func makeTransfer(_ request: FetchRequest, _ multi: MultiHandle) -> Transfer? {
    guard let sessions = sessions ?? SessionShare() else { return nil }
    self.sessions = sessions
    return Transfer(for: request, sessions: sessions, sockets: multi.sockets)
  }

  private func serveSockets() {
    multi?.serveSockets()
    settle()
  }

  private func serveAlarm() {
    multi?.alarm.fired()
    settle()
  }

  /// Does what is due, until libcurl waits for a socket or a later moment.
  ///
  /// libcurl wishes to be called at once for each transfer that begins. Its callbacks only note that
  /// (`Alarm`); here it is granted, outside of them.
  func settle() {
    guard let multi, let watches else { return }
    repeat {
      while let (owner, code) = multi.nextFinished() {
        switch owner {
        case let transfer as Transfer: conclude(transfer, code)
        case let transfer as MailTransfer: conclude(transfer, code)
        default: break
        }
      }
      if multi.alarm.ring() { multi.serveTimeouts() } else { break }
    } while true
    multi.alarm.arm(watches.timer)
  }

  private func conclude(_ transfer: Transfer, _ code: CurlCode) {
    multi?.remove(transfer.easy)
    switch transfer.conclude(code) {
    case .answer(let answer): finish(transfer, answer)
    case .again:
      guard let multi, multi.add(transfer.easy) else {
        return finish(transfer, .failure(.ourselves(transfer.easy.failure(.outOfMemory))))
      }
    }
  }
}

extension Fetcher {
  /// Returns when the queue has come to it: a sign of life.
  public func answer() {}
}
