import Digests
import Feeds
import Fetching
import Storage

/// What went wrong, as the digests word it in their own language.
extension FetchError {
  var reason: FailureReason {
    switch self {
    case .resolve: .name
    case .connect: .connection
    case .proxy: .proxy
    case .refusedAddress: .privateAddress
    case .tls: .encryption
    case .timeout: .timeout
    case .tooLarge: .tooLarge
    case .truncated: .truncated
    case .badRedirect, .unsupportedScheme: .redirect
    case .httpStatus(let failure): failure.isChallenge ? .challenge : .status(failure.status)
    case .protocolViolation: .protocolViolation
    case .file: .file
    case .ourselves, .cancelled: .unknown
    }
  }
}

extension FeedError {
  var reason: FailureReason {
    switch self {
    case .empty: .empty
    case .webPage: .webPage
    case .notAFeed: .notAFeed
    case .entityDeclaration: .refusedDocument
    case .tooLarge: .tooLarge
    }
  }
}

extension FeedState {
  /// Whether the last failure is one that may pass by itself.
  var isFailurePassing: Bool { failureCode.map { FailureReason(code: $0).isPassing } ?? false }
}

extension FailureReason {
  /// Whether the same request may be answered in a quarter of an hour, with nobody's doing. A server
  /// that has had too many requests is not asked for one more.
  fileprivate var isPassing: Bool {
    switch self {
    case .name, .connection, .proxy, .timeout, .truncated: true
    case .status(let status): [408, 425].contains(status) || (500...599).contains(status)
    default: false
    }
  }
}
