import FoundationEssentials

/// An edition that is to be sent by mail.
public struct OutboxLetter: Sendable, Hashable {
  /// How far it is.
  public enum State: String, Sendable, Hashable {
    case waiting
    /// An attempt was begun and its end is not known.
    case sending
    case sent
    /// No more attempts are made.
    case givenUp = "given up"
  }

  /// The digest and the number of the edition.
  public var digest: String
  public var number: Int
  public var state: State
  /// Attempts that were begun.
  public var attempts: Int
  /// Whether an attempt ended without a word from the server: the letter may come twice.
  public var isDoubtful: Bool
  /// When it was put into the outbox, and when it is to be sent.
  public var putAt: Date
  public var nextAttemptAt: Date
  /// Why the last attempt failed, in words; nil where none did.
  public var failure: String?

  public init(
    digest: String, number: Int, state: State, attempts: Int, isDoubtful: Bool, putAt: Date,
    nextAttemptAt: Date, failure: String? = nil
  ) {
    self.digest = digest
    self.number = number
    self.state = state
    self.attempts = attempts
    self.isDoubtful = isDoubtful
    self.putAt = putAt
    self.nextAttemptAt = nextAttemptAt
    self.failure = failure
  }
}
