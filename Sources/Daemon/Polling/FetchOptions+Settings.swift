import Fetching
import FoundationEssentials
import Glibc
import Links

/// How a feed is asked, by what is configured for all and for it.
///
/// What is asked need not be the address that is configured: a redirect was believed, a page named the
/// feed, or it is an older page. What was entrusted to the configured origin stays there.
extension FetchOptions {
  /// What is read, the best first; servers that can choose send a feed rather than a page.
  private static let feeds =
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    + "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"

  /// - Parameter url: what is asked for the feed.
  /// - Throws: `.file` when a secret could not be read: nothing is asked without it.
  init(
    _ feed: FeedSettings, _ polling: PollingSettings, userAgent: String, asking url: WebURL
  ) throws(FetchError) {
    let isPrivate = feed.allowsPrivateAddresses && url.host == feed.url.host
    self.init(
      userAgent: feed.request.settings?.userAgent ?? userAgent, accept: Self.feeds,
      addresses: isPrivate ? .any : .publicOnly)
    limits.connect = polling.connectTimeout
    limits.total = polling.timeout
    limits.maximumBodyBytes = polling.maximumBodyBytes
    limits.maximumRedirects = polling.maximumRedirects
    guard let own = feed.request.settings else { return }
    adopt(own)
    if url.hasSameOrigin(as: feed.url) { try adoptSecrets(of: own) }
  }

  private mutating func adopt(_ own: RequestSettings) {
    proxy = own.proxy
    authorities = own.authorities
    cookies = own.keepsCookies ? .forOnePoll : .refused
    httpVersion = own.httpVersion == .one ? .one : .newest
    family = [.any: .any, .ipv4: .ipv4, .ipv6: .ipv6][own.addressFamily] ?? .any
    limits.total = own.timeout ?? limits.total
    limits.maximumBodyBytes = own.maximumBodyBytes ?? limits.maximumBodyBytes
  }

  private mutating func adoptSecrets(of own: RequestSettings) throws(FetchError) {
    headers = own.headers
    if let credentials = own.credentials {
      guard let header = credentials.header else {
        throw .file(path: credentials.secret.path, errno: EACCES)
      }
      headers.append(header)
    }
    clientCertificate = own.clientCertificate.map {
      ClientCertificate(certificatePath: $0, keyPath: own.clientKey)
    }
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
