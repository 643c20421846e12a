import Dispatch
import Glibc

/// The two Dispatch sources that wake the fetcher: sockets that are ready, and a moment that has come.
final class Watches {
  let timer: any DispatchSourceTimer
  private let sockets: any DispatchSourceRead

  /// Calls `ready` and `alarm` on `queue`. Owns `descriptor` and closes it when the source on it has
  /// finished cancelling.
  init(
    of descriptor: Int32, on queue: DispatchQueue, ready: @escaping @Sendable () -> Void,
    alarm: @escaping @Sendable () -> Void
  ) {
    sockets = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    sockets.setEventHandler(handler: ready)
    sockets.setCancelHandler { _ = close(descriptor) }
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler(handler: alarm)
    sockets.activate()
    timer.activate()
  }

  /// Lets go of both; neither handler is called again.
  func cancel() {
    sockets.cancel()
    timer.cancel()
  }
}
