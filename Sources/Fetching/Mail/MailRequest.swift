/// A server that takes mail, and how it is spoken to.
public struct MailServer: Sendable, Hashable {
  /// How the conversation is kept from others.
  public enum Security: String, Sendable, CaseIterable {
    /// TLS after the first words, or no mail at all. Source: RFC 3207.
    case startTLS = "starttls"
    /// TLS from the first byte. Source: RFC 8314 §3.3.
    case tls
    /// None: for a server on the same machine.
    case none
  }

  /// Who sends. Source: RFC 4954.
  public struct Account: Sendable, Hashable {
    public var user: String
    public var password: String

    public init(user: String, password: String) {
      self.user = user
      self.password = password
    }
  }

  /// A name or an address; one of IPv6 in brackets.
  public var host: String
  public var port: Int
  public var security: Security
  /// Nil where the server asks for none.
  public var account: Account?
  /// A file of certificates that is trusted instead of the system's; nil for those.
  public var authorities: String?

  public init(
    host: String, port: Int, security: Security, account: Account? = nil,
    authorities: String? = nil
  ) {
    self.host = host
    self.port = port
    self.security = security
    self.account = account
    self.authorities = authorities
  }
}

/// A message on its way.
public struct MailRequest: Sendable, Hashable {
  public var server: MailServer
  /// The addresses of the envelope, without angle brackets: plain ASCII, no blanks.
  public var from: String
  /// At least one.
  public var to: [String]
  /// The message as RFC 5322 has it, its lines ended by CR LF.
  public var message: [UInt8]
  /// How long the whole conversation may take.
  public var timeout: Duration

  public init(
    server: MailServer, from: String, to: [String], message: [UInt8],
    timeout: Duration = .seconds(120)
  ) {
    self.server = server
    self.from = from
    self.to = to
    self.message = message
    self.timeout = timeout
  }
}

/// Why a message was not sent, or may not have been.
public enum MailError: Error, Sendable, Hashable {
  /// The server refused it, with the code of its reply; 5xx is meant for good. It was not sent.
  case refused(code: Int, CurlFailure)
  /// The conversation broke before the message was over: it was not sent.
  case notSent(CurlFailure)
  /// The message was over and no reply came: the server may have taken it or not.
  case unknown(CurlFailure)
  /// The request was withdrawn before the message was over.
  case cancelled
}
