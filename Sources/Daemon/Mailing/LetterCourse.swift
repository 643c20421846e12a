import Fetching
import FoundationEssentials
import Storage

/// When a letter is tried again, and when it is given up: pure functions of what has become of it.
///
/// The first pauses are a minute, two, four …, four hours at most; after a refusal that the server
/// means for good, an hour at least, for somebody may be mending the account. After some three days nobody
/// waits for a digest any more.
enum LetterCourse {
  private static let longestPause: TimeInterval = 4 * 3600
  private static let refusalPause: TimeInterval = 3600
  /// With the pauses between them, nearly three days.
  private static let maximumAttempts = 24

  /// What has become of an attempt.
  enum Outcome: Sendable, Equatable {
    case sent
    /// It was surely not sent.
    case failed(String)
    /// It was not sent, and the server means that for good.
    case refused(String)
    /// The server may have taken it.
    case unknown(String)
  }

  /// The letter as it is while an attempt goes on.
  ///
  /// One that was found in the middle of an attempt may have been sent by it.
  static func beginning(_ letter: OutboxLetter) -> OutboxLetter {
    var letter = letter
    letter.isDoubtful = letter.isDoubtful || letter.state == .sending
    letter.state = .sending
    letter.attempts += 1
    return letter
  }

  /// The letter after an attempt that ended at `now`.
  static func ending(_ letter: OutboxLetter, _ outcome: Outcome, at now: Date) -> OutboxLetter {
    var letter = letter
    let doublings = min(max(0, letter.attempts - 1), 20)
    var pause = min(TimeInterval(60 << doublings), longestPause)
    switch outcome {
    case .sent:
      letter.state = .sent
      letter.failure = nil
      return letter
    case .failed(let reason): letter.failure = reason
    case .refused(let reason):
      letter.failure = reason
      pause = max(pause, refusalPause)
    case .unknown(let reason):
      letter.failure = reason
      letter.isDoubtful = true
    }
    letter.nextAttemptAt = now.addingTimeInterval(pause)
    letter.state = letter.attempts >= maximumAttempts ? .givenUp : .waiting
    return letter
  }
}

extension LetterCourse.Outcome {
  init(_ error: MailError) {
    switch error {
    case .refused(let code, let failure):
      let reason = "the server refused it (\(code)): \(failure.text)"
      self = code >= 500 ? .refused(reason) : .failed(reason)
    case .notSent(let failure): self = .failed(failure.text)
    case .unknown(let failure): self = .unknown("no reply after the message: \(failure.text)")
    case .cancelled: self = .failed("the program was told to end")
    }
  }
}
