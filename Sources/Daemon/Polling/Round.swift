import Storage

/// Feeds that somebody asked for together and waits for.
struct Round {
  /// How one feed of it ended.
  enum Ending: Sendable {
    case stored(PollOutcome, [Store.Change])
    case notStored(StorageError)
    /// It never started.
    case withdrawn
  }

  private var remaining: Set<String>
  private var summary = PollSummary()
  private let continuation: CheckedContinuation<PollSummary, Never>

  init(of feeds: [String], _ continuation: CheckedContinuation<PollSummary, Never>) {
    remaining = Set(feeds)
    self.continuation = continuation
  }

  var isOver: Bool { remaining.isEmpty }

  /// Counts the end of a feed, if it is one of these, and answers whoever waits after the last one.
  mutating func finish(_ feed: String, _ ending: Ending) {
    guard remaining.remove(feed) != nil else { return }
    switch ending {
    case .stored(let outcome, let changes): summary.add(outcome, changes: changes)
    case .notStored(let error): summary.storageError = error
    case .withdrawn: break
    }
    if isOver { continuation.resume(returning: summary) }
  }
}
