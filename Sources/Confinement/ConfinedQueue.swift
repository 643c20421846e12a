import Dispatch

/// A serial Dispatch queue that executes an actor.
///
/// An actor that owns a C library's handles names one of these as its `unownedExecutor`. Its code
/// then runs on the same queue as the Dispatch sources and C callbacks that concern it, and those
/// enter the actor by `assumeIsolated`, which traps on any other queue.
public final class ConfinedQueue: SerialExecutor {
  /// The queue itself, for the Dispatch sources whose handlers belong to the actor.
  public let queue: DispatchQueue

  /// Makes a serial queue that is seen as `label` in a debugger.
  public init(label: String) {
    queue = DispatchQueue(label: label)
  }

  public func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    let executor = unsafe asUnownedSerialExecutor()
    queue.async {
      unsafe unowned.runSynchronously(on: executor)
    }
  }

  public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    unsafe UnownedSerialExecutor(ordinary: self)
  }

  public func checkIsolated() {
    dispatchPrecondition(condition: .onQueue(queue))
  }
}
