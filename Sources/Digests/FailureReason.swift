/// Why a feed can not be read, for readers: what the store keeps as a short code, and each language
/// words in its own way.
public enum FailureReason: Sendable, Hashable {
  /// The host's name has no address.
  case name
  case connection
  case proxy
  /// The address lies in a private network.
  case privateAddress
  case encryption
  case timeout
  case tooLarge
  case truncated
  case redirect
  /// An answer of HTTP other than a document.
  case status(Int)
  /// A page that only a browser can pass.
  case challenge
  case protocolViolation
  case file
  case empty
  case webPage
  case notAFeed
  /// It declares entities, or goes beyond a limit.
  case refusedDocument
  /// Anything else, and every code of another version.
  case unknown

  private static let words: [(String, FailureReason)] = [
    ("name", .name), ("connection", .connection), ("proxy", .proxy),
    ("private-address", .privateAddress), ("encryption", .encryption), ("timeout", .timeout),
    ("too-large", .tooLarge), ("truncated", .truncated), ("redirect", .redirect),
    ("challenge", .challenge), ("protocol", .protocolViolation), ("file", .file),
    ("empty", .empty), ("web-page", .webPage), ("not-a-feed", .notAFeed),
    ("refused-document", .refusedDocument), ("unknown", .unknown),
  ]

  /// A word of ASCII, or `status-404`.
  public var code: String {
    if case .status(let status) = self { return "status-\(status)" }
    return Self.words.first { $0.1 == self }?.0 ?? "unknown"
  }

  /// Reads a code; what is none of ours is `unknown`.
  public init(code: String) {
    if code.hasPrefix("status-"), let status = Int(code.dropFirst(7)) {
      self = .status(status)
    } else {
      self = Self.words.first { $0.0 == code }?.1 ?? .unknown
    }
  }

  /// The reason as a clause in a language, such as `it`.
  public func clause(in language: String) -> String {
    Edition.wording(for: language).clause(of: self)
  }
}
