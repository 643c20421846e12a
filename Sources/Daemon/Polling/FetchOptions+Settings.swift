import Fetching
import FoundationEssentials
import Glibc

/// How a feed is asked, by what is configured for all and for it.
extension FetchOptions {
  /// What is read, the best first; servers that can choose send a feed rather than a page.
  private static let feeds =
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    + "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"

  /// - Throws: `.file` when a secret could not be read: nothing is asked without it.
  init(_ feed: FeedSettings, _ polling: PollingSettings, userAgent: String) throws(FetchError) {
    self.init(
      userAgent: feed.request.settings?.userAgent ?? userAgent, accept: Self.feeds,
      addresses: feed.allowsPrivateAddresses ? .any : .publicOnly)
    limits.connect = polling.connectTimeout
    limits.total = polling.timeout
    limits.maximumBodyBytes = polling.maximumBodyBytes
    limits.maximumRedirects = polling.maximumRedirects
    if let own = feed.request.settings { try adopt(own) }
  }

  private mutating func adopt(_ own: RequestSettings) throws(FetchError) {
    headers = own.headers
    if let credentials = own.credentials {
      guard let header = credentials.header else {
        throw .file(path: credentials.secret.path, errno: EACCES)
      }
      headers.append(header)
    }
    proxy = own.proxy
    cookies = own.keepsCookies ? .forOnePoll : .refused
    clientCertificate = own.clientCertificate.map {
      ClientCertificate(certificatePath: $0, keyPath: own.clientKey)
    }
    httpVersion = own.httpVersion == .one ? .one : .newest
    family = [.any: .any, .ipv4: .ipv4, .ipv6: .ipv6][own.addressFamily] ?? .any
    limits.total = own.timeout ?? limits.total
    limits.maximumBodyBytes = own.maximumBodyBytes ?? limits.maximumBodyBytes
  }
}

extension Credentials {
  /// Source: RFC 7617 §2, RFC 6750 §2.1. Nil when the secret could not be read.
  fileprivate var header: RequestHeader? {
    guard let text = secret.text else { return nil }
    switch self {
    case .basic(let user, _):
      let pair = Data((user + ":" + text).utf8).base64EncodedString()
      return RequestHeader(name: "Authorization", value: "Basic " + pair)
    case .bearer: return RequestHeader(name: "Authorization", value: "Bearer " + text)
    }
  }
}
