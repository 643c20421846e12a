import Fetching
import Links

/// How one feed is asked, where that differs from all others: keys of its `[[feed]]`.
struct RequestSettings: Sendable, Equatable {
  /// Which of the protocol's versions is spoken.
  enum HTTPVersion: String, Sendable, CaseIterable {
    /// The newest that both sides know.
    case any
    case one = "1.1"
  }

  /// Which addresses of a name are connected to.
  enum AddressFamily: String, Sendable, CaseIterable {
    case any, ipv4, ipv6
  }

  var headers: [RequestHeader] = []
  var userAgent: String?
  /// What is sent as Authorization, to the feed's own origin only.
  var credentials: Credentials?
  /// Whether cookies are kept from one redirect to the next; never beyond one poll.
  var keepsCookies = false
  var proxy: WebURL?
  /// The absolute path of a certificate in PEM, and of its key where that is in another file.
  var clientCertificate: String?
  var clientKey: String?
  /// The absolute path of certificates in PEM that are trusted beside the system's; nil for none.
  var authorities: String?
  var httpVersion: HTTPVersion = .any
  var addressFamily: AddressFamily = .any
  /// Nil where the limit is that of `[polling]`.
  var timeout: Duration?
  var maximumBodyBytes: Int?
}

/// What shows a server who is asking.
enum Credentials: Sendable, Equatable {
  case basic(user: String, Secret)
  case bearer(Secret)

  var secret: Secret {
    switch self {
    case .basic(_, let secret), .bearer(let secret): secret
    }
  }
}

/// A password or token out of a file. It is not shown when a value that holds it is printed.
struct Secret: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
  /// The absolute path of its file.
  var path: String
  /// Without the line's end; nil when the file could not be read.
  var text: String?

  var description: String { "…" }
  var customMirror: Mirror { Mirror(self, children: []) }
}

/// How a feed is asked: as all are, or in its own way, which is kept elsewhere so that 100,000 feeds of
/// the first kind do not pay for the second.
indirect enum RequestManner<Settings: Sendable & Equatable>: Sendable, Equatable {
  case usual
  case own(Settings)

  var settings: Settings? {
    if case .own(let settings) = self { settings } else { nil }
  }
}

/// What a `[[feed]]` says of its requests: nil where a key is not given.
struct RequestDraft: Sendable, Equatable {
  var headers: [String] = []
  var userAgent: String?
  var user: String?
  var passwordFile: String?
  var tokenFile: String?
  var keepsCookies = false
  var proxy: WebURL?
  var clientCertificate: String?
  var clientKey: String?
  var authorities: String?
  var httpVersion: RequestSettings.HTTPVersion = .any
  var addressFamily: RequestSettings.AddressFamily = .any
  var timeout: Duration?
  var maximumBodyBytes: Int?
}
