public import FoundationEssentials

/// How long a server says that its answer stays true.
///
/// Source: RFC 9111 §4.2, §5; RFC 9110 §6.6.1, §10.2.3.
public struct Freshness: Sendable, Hashable {
  /// `Cache-Control: max-age`, zero or more, zero too for `no-cache` and `no-store`; nil when absent
  /// or unreadable.
  public var maxAge: Duration?
  /// The Age header: how long a cache on the way has kept the answer already.
  public var age: Duration?
  /// Expires less Date, so that the machine's own clock does not matter; zero when it has passed or
  /// is no date, nil when either header is missing.
  public var expiresIn: Duration?
  /// The Retry-After header, a date made relative to Date; zero or more, at most a year.
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

extension Freshness {
  /// Reads the header fields, each nil when absent.
  init(cacheControl: String?, age: String?, expires: String?, date: String?, retryAfter: String?) {
    let server = date.flatMap { HTTPDate.secondsSince1970($0) }
    maxAge = cacheControl.flatMap(Self.maxAge)
    self.age = age.flatMap(Self.deltaSeconds)
    if let expires, let server {
      let end = HTTPDate.secondsSince1970(expires) ?? server
      expiresIn = .seconds(max(0, end - server))
    }
    self.retryAfter = retryAfter.flatMap { Self.retryAfter($0, date: server) }
    self.date = server.map { Date(timeIntervalSince1970: Double($0)) }
  }

  /// The first max-age among the directives; zero when one of them forbids to keep the answer.
  ///
  /// Source: RFC 9111 §5.2.2.
  static func maxAge(_ cacheControl: String) -> Duration? {
    var found: Duration?
    for directive in cacheControl.split(separator: ",") {
      let parts = directive.split(separator: "=", maxSplits: 1).map { $0.trimmingSpaces }
      switch parts.first?.lowercased() {
      case "no-cache", "no-store": return .zero
      case "max-age" where found == nil && parts.count == 2:
        found = deltaSeconds(parts[1].trimmingQuotes)
      default: break
      }
    }
    return found
  }

  /// Zero or more whole seconds; a number too large for 31 bits counts as the largest.
  ///
  /// Source: RFC 9111 §1.2.2.
  static func deltaSeconds(_ text: some StringProtocol) -> Duration? {
    let digits = text.trimmingSpaces
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return .seconds(min(Int64(digits) ?? .max, Int64(Int32.max)))
  }

  /// Seconds, or a date against the server's own clock, at most a year; nil for anything else.
  static func retryAfter(_ text: String, date: Int64?) -> Duration? {
    let year = Duration.seconds(365 * 86_400)
    if let seconds = deltaSeconds(text) { return min(seconds, year) }
    guard let date, let end = HTTPDate.secondsSince1970(text) else { return nil }
    return min(.seconds(max(0, end - date)), year)
  }
}

extension StringProtocol {
  fileprivate var trimmingSpaces: Substring {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    var rest = Substring(self).drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return rest
  }

  fileprivate var trimmingQuotes: Substring {
    guard count >= 2, first == "\"", last == "\"" else { return Substring(self) }
    return Substring(dropFirst().dropLast())
  }
}
