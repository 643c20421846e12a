import Fetching
import FoundationEssentials
import Links
import Storage

/// How one poll of one feed ended.
enum PollOutcome: Sendable, Hashable {
  /// A whole document came.
  case modified
  /// The server said that nothing changed, or the body was the same to the byte.
  case notModified
  /// In words for people.
  case failed(String)
}

/// One poll, over, and not yet stored.
struct FinishedPoll: Sendable {
  var record: PollRecord
  var outcome: PollOutcome
  /// Why there was no answer about the document; nil after one, whether it was a feed or not.
  var error: FetchError?
  /// What was wrong with the document, one a kind.
  var warnings: [String] = []
}

/// What is told of a feed whose poll is over.
struct FinishedFeed: Sendable, Equatable {
  var feed: String
  /// When it is due again.
  var next: Date
  /// How often in a row it has failed by now; nil when the poll was not stored.
  var failures: Int?
}

/// What a round of polls did.
struct PollSummary: Sendable, Hashable, Codable {
  var polled = 0
  var modified = 0
  var notModified = 0
  var failed = 0
  /// Not asked, or in vain, because the network or the host was not to be had.
  var postponed = 0
  var newItems = 0
  var updatedItems = 0
  /// Polls that never began, or were broken off: the program was told to end.
  var withdrawn = 0

  mutating func add(_ ending: Round.Ending) {
    switch ending {
    case .stored(let outcome, let changes): add(outcome, changes: changes)
    case .notStored: break
    case .postponed: postponed += 1
    case .withdrawn: withdrawn += 1
    }
  }

  mutating func add(_ outcome: PollOutcome, changes: [Store.Change]) {
    polled += 1
    switch outcome {
    case .modified: modified += 1
    case .notModified: notModified += 1
    case .failed: failed += 1
    }
    newItems += changes.count { $0 == .new }
    updatedItems += changes.count { $0 == .updated }
  }
}

extension FinishedPoll {
  /// What the log says of a poll that found something or failed; nil for one without news.
  func event(_ changes: [Store.Change]) -> LogEvent? {
    switch outcome {
    case .notModified: return nil
    case .modified:
      let updated = changes.count { $0 == .updated }
      return LogEvent(
        .info, "poll",
        [
          "feed": feedName, "new": "\(changes.count { $0 == .new })",
          "updated": updated > 0 ? "\(updated)" : nil, "warning": warnings.first,
        ])
    case .failed(let reason):
      return LogEvent(
        .warning, "poll",
        ["feed": feedName, "failures": "\(record.feed.failures)", "error": reason])
    }
  }

  /// A log is read by more people than the configuration.
  private var feedName: String {
    WebURL(record.feed.url)?.withoutCredentials.string ?? record.feed.url
  }
}
