import FoundationEssentials
import Invocation
import Storage

/// The daemon's start, which a full disk delays and does not prevent.
extension Session {
  /// A database that is larger is not read whole at each start: `rassegna doctor` does it.
  private static let checkedBytes: Int64 = 512 << 20
  private static let pause = Duration.seconds(5)

  /// Opens the database for writing as soon as the disk lets it, and looks whether it is whole.
  static func patiently(_ arguments: Arguments, manager: ServiceManager, log: Log)
    async throws(Failure) -> Session
  {
    var isTold = false
    while true {
      do {
        // Before anything is written: a damaged database stays as it is.
        try checkDatabase(try configuration(arguments))
        return try await writing(arguments, log: log)
      } catch {
        guard error.code == .ioError else { throw error }
        if !isTold { log(.error, "start", ["error": error.sentence, "waits": "until it can"]) }
        isTold = true
        // Ready, as far as it can be: a start that takes minutes would be ended and counted.
        manager.notify(.ready, .status("the start waits: \(error.sentence)"), .watchdog)
        // Nothing cancels this task before the process ends.
        try? await Task.sleep(for: pause, clock: .continuous)
      }
    }
  }

  private static func checkDatabase(_ configuration: Configuration) throws(Failure) {
    do throws(StorageError) {
      guard let fault = try Store.fault(at: configuration.database, upTo: checkedBytes) else {
        return
      }
      throw StorageError.corrupt(SQLiteFailure(code: 11, message: fault))
    } catch {
      throw Failure(error)
    }
  }
}
