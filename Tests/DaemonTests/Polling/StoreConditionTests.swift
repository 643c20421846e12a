import Storage
import Testing

@testable import Daemon

@Suite struct StoreConditionTests {
  private static let failure = SQLiteFailure(code: 1, message: "x")

  @Test(arguments: [
    StorageError.full(failure), .busy(failure), .unavailable(failure), .failed(failure),
  ])
  func `what may pass is waited for`(error: StorageError) {
    #expect(StoreCondition(error) == .waiting(error))
  }

  @Test(arguments: [StorageError.corrupt(failure), .newer(schema: 9), .older(schema: 1)])
  func `what only a person can mend ends the daemon`(error: StorageError) {
    #expect(StoreCondition(error) == .broken(error))
    #expect(Editor.Failure.store(error).condition?.ifBroken == .broken(error))
  }

  @Test(arguments: [(1, 2), (2, 4), (5, 32), (6, 60), (1000, 60)])
  func `it is tried again after two seconds, and each minute in the end`(
    failures: Int, seconds: Int
  ) {
    #expect(StoreCondition.pause(afterFailures: failures) == .seconds(seconds))
  }
}
