public import FoundationEssentials

/// How long a server says that its answer stays true.
///
/// Source: RFC 9111 §4.2, §5; RFC 9110 §6.6.1, §10.2.3.
public struct Freshness: Sendable, Hashable {
  /// `Cache-Control: max-age`, zero or more; nil when absent or unreadable.
  public var maxAge: Duration?
  /// The Age header: how long a cache on the way has kept the answer already.
  public var age: Duration?
  /// Expires less Date, so that the machine's own clock does not matter; zero when it has passed,
  /// nil when either is missing.
  public var expiresIn: Duration?
  /// The Retry-After header, a date made relative to Date; zero or more.
  public var retryAfter: Duration?
  /// The Date header: the server's clock.
  public var date: Date?

  /// How long the answer stays fresh: max-age less Age, else Expires; nil when the server does not
  /// say.
  public var remaining: Duration? {
    guard let maxAge else { return expiresIn }
    return max(.zero, maxAge - (age ?? .zero))
  }

  public init(
    maxAge: Duration? = nil, age: Duration? = nil, expiresIn: Duration? = nil,
    retryAfter: Duration? = nil, date: Date? = nil
  ) {
    self.maxAge = maxAge
    self.age = age
    self.expiresIn = expiresIn
    self.retryAfter = retryAfter
    self.date = date
  }
}
