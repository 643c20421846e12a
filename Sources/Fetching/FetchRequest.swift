public import Links

/// One question to one server: the document at `url`, if it changed.
public struct FetchRequest: Sendable, Hashable {
  /// What to fetch: `http`, `https`, or `file` for a feed that the configuration names so. A user
  /// name and password in it are sent to this origin only.
  public var url: WebURL
  /// What the last response said of itself; nil asks for the whole document.
  public var validators: Validators?
  /// How to ask.
  public var options: FetchOptions

  public init(url: WebURL, validators: Validators? = nil, options: FetchOptions = .init()) {
    self.url = url
    self.validators = validators
    self.options = options
  }
}

/// How a request is made. Requests that share equal options cost the least.
public struct FetchOptions: Sendable, Hashable {
  /// The User-Agent header, such as `rassegna/1.0 (+https://example.org/)`. Control characters are
  /// dropped.
  public var userAgent: String
  /// The Accept header. It goes along redirects.
  public var accept: String
  /// Whether the server may compress.
  public var compression: Compression
  /// Headers beside ours. They do not follow a redirect to another origin.
  public var headers: [RequestHeader]
  /// Which addresses may be connected to.
  public var addresses: AddressPolicy
  /// When to give up.
  public var limits: FetchLimits
  /// Whether cookies are kept.
  public var cookies = Cookies.refused
  /// What is shown to the server; nil for nothing. It does not follow a redirect to another origin.
  public var clientCertificate: ClientCertificate?
  /// A file of certificates, in PEM, that servers may be known by, beside the system's; nil for none.
  public var authorities: String?
  public var httpVersion = HTTPVersion.newest
  public var family = AddressFamily.any
  /// A proxy (`http`, `https` or `socks5h`), exempt from `addresses`; nil connects directly. The
  /// environment (`http_proxy` and its like) is never read.
  public var proxy: WebURL?

  public init(
    userAgent: String = "rassegna", accept: String = "*/*", compression: Compression = .offered,
    headers: [RequestHeader] = [],
    addresses: AddressPolicy = .publicOnly, limits: FetchLimits = .init(), proxy: WebURL? = nil
  ) {
    self.userAgent = userAgent
    self.accept = accept
    self.compression = compression
    self.headers = headers
    self.addresses = addresses
    self.limits = limits
    self.proxy = proxy
  }
}

extension FetchOptions {
  /// What may be shown to any server: without headers of its own and without a certificate.
  public var withoutSecrets: FetchOptions {
    var options = self
    (options.headers, options.clientCertificate) = ([], nil)
    return options
  }
}

/// Whether cookies are kept.
public enum Cookies: Sendable, Hashable {
  case refused
  /// From one redirect to the next, by the rules of cookies; forgotten with the answer.
  case forOnePoll
}

/// A certificate in files, both in PEM.
public struct ClientCertificate: Sendable, Hashable {
  public var certificatePath: String
  /// Nil when the key stands in the same file.
  public var keyPath: String?

  public init(certificatePath: String, keyPath: String? = nil) {
    self.certificatePath = certificatePath
    self.keyPath = keyPath
  }
}

/// Which version of HTTP is spoken.
public enum HTTPVersion: Sendable, Hashable {
  /// HTTP/2 where the server offers it over TLS, else HTTP/1.1.
  case newest
  /// HTTP/1.1 only.
  case one
}

/// Which addresses of a name are connected to.
public enum AddressFamily: Sendable, Hashable {
  case any, ipv4, ipv6
}

/// Whether a server may compress what it sends.
public enum Compression: Sendable, Hashable {
  /// With everything that this libcurl can undo.
  case offered
  /// No; and what comes is taken as it is, whatever Content-Encoding says.
  case refused
}

/// Which addresses a request may connect to; checked on the address itself, after DNS, on each hop.
public enum AddressPolicy: Sendable, Hashable {
  /// Those that anybody on the Internet could reach (`NetworkAddress.addressClass` is `.global`).
  case publicOnly
  /// All, loopback and private networks included, for the host of the request; a redirect to another
  /// host must lead to one that is public.
  case any
}

/// When a request is given up.
public struct FetchLimits: Sendable, Hashable {
  /// From the start of a connection until it can carry the request: name, TCP and TLS.
  public var connect: Duration
  /// From the first byte asked for to the last received, redirects included.
  public var total: Duration
  /// A transfer that stays below this rate, in bytes a second, for `lowSpeedTime` is ended.
  public var lowSpeedBytesPerSecond: Int
  /// Whole seconds, at least one.
  public var lowSpeedTime: Duration
  /// The most bytes of a body, counted after decompression.
  public var maximumBodyBytes: Int
  /// The most redirects followed; one more is an error.
  public var maximumRedirects: Int

  public init(
    connect: Duration = .seconds(10), total: Duration = .seconds(60),
    lowSpeedBytesPerSecond: Int = 1_000, lowSpeedTime: Duration = .seconds(20),
    maximumBodyBytes: Int = 16 * 1024 * 1024, maximumRedirects: Int = 10
  ) {
    self.connect = connect
    self.total = total
    self.lowSpeedBytesPerSecond = lowSpeedBytesPerSecond
    self.lowSpeedTime = lowSpeedTime
    self.maximumBodyBytes = maximumBodyBytes
    self.maximumRedirects = maximumRedirects
  }
}

/// A request header whose name and value can not break out of their line.
public struct RequestHeader: Sendable, Hashable {
  public let name: String
  public let value: String

  /// Nil when the name is no token or the value holds a control character.
  ///
  /// Source: RFC 9110 §5.1, §5.5.
  public init?(name: String, value: String) {
    guard !name.isEmpty, name.utf8.allSatisfy(HTTPText.isTokenByte),
      HTTPText.isFieldValue(value)
    else { return nil }
    self.name = name
    self.value = value
  }
}
