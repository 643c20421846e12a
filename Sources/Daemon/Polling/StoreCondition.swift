import Storage

/// Whether what was polled can be stored.
enum StoreCondition: Sendable, Equatable {
  case well
  /// Not now: finished polls wait in memory, no others start, and it is tried again and again.
  case waiting(StorageError)
  /// Not without a person: the daemon ends.
  case broken(StorageError)

  /// What follows from a failure of the store.
  init(_ error: StorageError) {
    switch error {
    case .full, .busy, .missing, .forbidden, .unavailable, .occupied, .failed:
      self = .waiting(error)
    case .corrupt, .noBackup, .newer, .older: self = .broken(error)
    }
  }

  /// Itself where only a person can mend the store; nil where waiting may help.
  var ifBroken: StoreCondition? {
    if case .broken = self { self } else { nil }
  }

  /// How long the store is left alone after so many failures in a row.
  @Sendable static func pause(afterFailures failures: Int) -> Duration {
    .seconds(min(60, 1 << min(failures, 6)))
  }
}

extension Editor.Failure {
  /// What it says of the store; nil for a failure of files.
  var condition: StoreCondition? {
    if case .store(let error) = self { StoreCondition(error) } else { nil }
  }
}
