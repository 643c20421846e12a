import Storage

/// Feeds that somebody asked for together and waits for.
struct Round {
  /// How one feed of it ended.
  enum Ending: Sendable {
    case stored(PollOutcome, [Store.Change])
    case notStored(StorageError)
    /// It waits, because the network is lost or its host wants to be left alone.
    case postponed
    /// It never began, or was broken off.
    case withdrawn
  }

  /// What became of all of them.
  struct Result: Sendable, Equatable {
    var summary = PollSummary()
    /// The last failure of the store; polls that met one are not counted.
    var storageError: StorageError?
  }

  private var remaining: Set<String>
  private var result = Result()
  /// What was said last: one event may be about many feeds.
  private var said: LogEvent?
  private let observe: @Sendable (LogEvent) -> Void
  private let continuation: CheckedContinuation<Result, Never>

  /// - Parameter observe: is told what the log is told of these feeds.
  init(
    of feeds: [String], _ observe: @escaping @Sendable (LogEvent) -> Void,
    _ continuation: CheckedContinuation<Result, Never>
  ) {
    remaining = Set(feeds)
    self.observe = observe
    self.continuation = continuation
  }

  var isOver: Bool { remaining.isEmpty }

  /// Counts the end of a feed, if it is one of these, and answers whoever waits after the last one.
  mutating func finish(_ feed: String, _ ending: Ending, _ event: LogEvent?) {
    guard remaining.remove(feed) != nil else { return }
    if let event, event != said {
      observe(event)
      said = event
    }
    result.summary.add(ending)
    if case .notStored(let error) = ending { result.storageError = error }
    if isOver { continuation.resume(returning: result) }
  }
}
