public import Feeds
public import FoundationEssentials

/// What is remembered of one feed between two polls.
public struct FeedState: Sendable, Hashable {
  public var id: Int64
  /// As configured: the feed's name in every command.
  public var url: String
  /// As the feed said last; nil before its first success.
  public var title: String?
  public var homePage: String?
  /// The validators of the last whole body, an opaque pair that is replaced together.
  public var etag: String?
  public var lastModified: String?
  /// SHA-256 of the last whole body.
  public var bodyHash: [UInt8]?
  /// The first success; nil for a feed that has never been read.
  public var firstPolledAt: Date?
  /// The last attempt.
  public var checkedAt: Date?
  /// The last success, an answer "not modified" included.
  public var succeededAt: Date?
  /// The last whole body.
  public var refreshedAt: Date?
  /// When it is due.
  public var nextPollAt: Date
  /// What its document asks of pollers, which holds across answers "not modified".
  public var hints = PollingHints()
  /// When its items arrive; nil before its first success.
  public var rhythm: Rhythm?
  /// What the last answer that said so said of its life (max-age less Age); holds across answers
  /// "not modified" that are silent.
  public var maxAge: Duration?
  /// Expires less Date, likewise.
  public var expiresIn: Duration?
  /// The Retry-After of the last answer.
  public var retryAfter: Duration?
  /// Where its permanent redirects lead; nil when it answers at its own address.
  public var move: Move?
  /// The address that answered last, after all redirects; nil for the one that was asked.
  public var answeredAt: String?
  /// The first of the answers "gone" that came without another between them.
  public var goneSince: Date?
  public var doubts: Doubts = []
  /// Failures in a row; 0 for a feed that is well.
  public var failures: Int
  public var failingSince: Date?
  /// The last failure in words.
  public var failure: String?
  /// The last failure as a word, such as `timeout` or `status-404`; opaque here.
  public var failureCode: String?

  public init(id: Int64, url: String, nextPollAt: Date = .distantPast) {
    self.id = id
    self.url = url
    self.nextPollAt = nextPollAt
    failures = 0
  }
}
