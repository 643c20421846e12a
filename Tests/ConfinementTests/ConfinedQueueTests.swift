import Confinement
import Dispatch
import Testing

private actor Counter {
  private let confined = ConfinedQueue(label: "test.counter")
  private(set) var count = 0

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe confined.asUnownedSerialExecutor()
  }

  func add() { count += 1 }

  nonisolated func enterFromThisThread() {
    assumeIsolated { $0.add() }
  }

  /// Adds by way of the queue, as a Dispatch source's handler does.
  func addFromQueue() async {
    await withCheckedContinuation { continuation in
      confined.queue.async {
        self.assumeIsolated { $0.add() }
        continuation.resume()
      }
    }
  }
}

@Suite struct ConfinedQueueTests {
  @Test func `an actor on a queue counts what many tasks add`() async {
    let counter = Counter()
    await withTaskGroup { group in
      for _ in 0..<1_000 { group.addTask { await counter.add() } }
    }
    #expect(await counter.count == 1_000)
  }

  @Test func `a handler on the queue enters the actor without waiting`() async {
    let counter = Counter()
    await counter.addFromQueue()
    #expect(await counter.count == 1)
  }

  @Test func `entering the actor from another queue traps`() async {
    await #expect(processExitsWith: .failure) {
      let counter = Counter()
      counter.enterFromThisThread()
    }
  }
}
