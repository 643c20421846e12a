import Digests
import Feeds
import Fetching

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
