import Confinement
import Dispatch

/// Fetches documents, many at a time, on one serial queue.
public actor Fetcher {
  private let confined = ConfinedQueue(label: "rassegna.fetching")

  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe confined.asUnownedSerialExecutor()
  }

  /// Makes a fetcher that keeps at most `connections` connections open for the next request.
  public init(connections: Int = 32) {
  }

  /// Asks for one document. Cancelling the task ends the transfer and throws `.cancelled`.
  public func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchResponse {
    throw .cancelled
  }

  /// Ends all transfers with `.cancelled` and closes all connections; later requests throw
  /// `.cancelled` at once.
  public func shutDown() {
  }
}
