public import Links

/// Why a request gave no answer about its document.
public enum FetchError: Error, Sendable, Equatable {
  /// The host's name has no address, or nobody could say so.
  case resolve(CurlFailure)
  /// No connection to any address of the host, or it broke before an answer came.
  case connect(CurlFailure)
  /// The proxy that the request names could not be reached or refused.
  case proxy(CurlFailure)
  /// `AddressPolicy.publicOnly` forbids the address that the host's name led to.
  case refusedAddress(NetworkAddress)
  /// No trusted encrypted connection: certificate, name, version.
  case tls(CurlFailure)
  /// A limit of time ran out.
  case timeout(FetchPhase, CurlFailure)
  /// The body, decompressed, is larger than `FetchLimits.maximumBodyBytes`.
  case tooLarge(limitBytes: Int)
  /// The connection ended before the body did.
  case truncated(CurlFailure)
  /// A redirect that can not be followed.
  case badRedirect(RedirectFault)
  /// Neither http, https nor file; or file where a redirect led to it.
  case unsupportedScheme(String)
  /// The server answered with a status that is no document.
  case httpStatus(HTTPFailure)
  /// The server does not speak HTTP as it should: headers, encodings, HTTP/2.
  case protocolViolation(CurlFailure)
  /// A `file` URL that can not be read; the number is an `errno`.
  case file(path: String, errno: Int32)
  /// Memory or descriptors are out, or libcurl was used wrongly: not the server's doing.
  case ourselves(CurlFailure)
  /// The task that asked was cancelled, or the fetcher was shut down.
  case cancelled
}

/// libcurl's own words on a failure.
public struct CurlFailure: Sendable, Hashable {
  /// A CURLcode.
  public var code: Int
  /// A sentence in English, never with credentials.
  public var text: String

  public init(code: Int, text: String) {
    self.code = code
    self.text = text
  }
}

/// How far a request had come.
public enum FetchPhase: String, Sendable, Hashable {
  case resolving, connecting, securing, waiting, receiving
}

/// Why a redirect was not followed.
public enum RedirectFault: Sendable, Hashable {
  /// No Location header.
  case missingLocation
  /// The Location header is no URL; its text, cut at 200 characters.
  case unreadableLocation(String)
  /// More than `FetchLimits.maximumRedirects`.
  case tooMany(limit: Int)
  /// It leads to where the request has been already.
  case loop(WebURL)
}

/// An answer whose status is no document.
public struct HTTPFailure: Sendable, Hashable {
  /// The status code. 304 when the request had no validators; 204 and 206, which hold no whole
  /// document, are here too.
  public var status: Int
  /// How long the server asks to be left alone, zero or more; nil when it does not say.
  public var retryAfter: Duration?
  /// Whether the answer is a riddle for browsers (`cf-mitigated: challenge`), not a statement about
  /// the document.
  public var isChallenge: Bool
  /// The URL that answered, without credentials.
  public var url: WebURL
  /// The redirects on the way to it, in order.
  public var redirects: [Redirect]
}

extension FetchError {
  /// Who has to do something, and what.
  public enum Remedy: Sendable, Hashable {
    /// Ask again later; nothing else is wrong.
    case retry
    /// Ask again, not before this much time has passed.
    case retryAfter(Duration)
    /// Ask again seldom: the answer will stay until the server or the configuration changes.
    case review
    /// Nobody: the request was withdrawn.
    case nothing
  }

  /// What to do about the error.
  public var remedy: Remedy {
    switch self {
    case .resolve, .connect, .proxy, .timeout, .truncated, .ourselves: .retry
    case .refusedAddress, .tls, .tooLarge, .badRedirect, .unsupportedScheme, .protocolViolation,
      .file:
      .review
    case .httpStatus(let failure): failure.remedy
    case .cancelled: .nothing
    }
  }

  /// Whether the body is not compressed as its Content-Encoding says. It can be asked for without.
  public var isFalseEncoding: Bool {
    if case .protocolViolation(let failure) = self { failure.code == 61 } else { false }
  }

  /// Whether this may be the machine's own loss of network rather than the server's fault.
  public var mayBeOurNetwork: Bool {
    switch self {
    case .resolve, .connect, .timeout(.resolving, _), .timeout(.connecting, _): true
    // A network that wants a login first. Source: RFC 6585 §6.
    case .httpStatus(let failure): failure.status == 511
    default: false
    }
  }
}

extension HTTPFailure {
  fileprivate var remedy: FetchError.Remedy {
    if let retryAfter { return .retryAfter(retryAfter) }
    return switch status {
    case 408, 425, 429, 500...599: .retry
    default: .review
    }
  }
}
