import Links
import TOML

extension ConfigurationKeys {
  /// How one feed is asked.
  static let requests: [ConfigurationKey<FeedDraft>] = credentials + manners

  private static let credentials: [ConfigurationKey<FeedDraft>] = [
    ConfigurationKey(
      "user", \.request.user, .headerValue("a user name", example: "me"), standard: "no name",
      "Whom the server knows this reader as, with password_file (basic authentication)."),
    ConfigurationKey(
      "password_file", \.request.passwordFile, .path("a file", example: "secrets/agency"),
      standard: "no password",
      "The file that holds the password and nothing else; $CREDENTIALS_DIRECTORY/NAME is one that "
        + "systemd hands over."),
    ConfigurationKey(
      "token_file", \.request.tokenFile, .path("a file", example: "secrets/token"),
      standard: "no token", "The file that holds a token (bearer authentication), likewise."),
    ConfigurationKey(
      "client_certificate", \.request.clientCertificate,
      .path("a file", example: "secrets/client.pem"), standard: "no certificate",
      "The file of the certificate, in PEM, that this reader shows to the server."),
    ConfigurationKey(
      "client_key", \.request.clientKey, .path("a file", example: "secrets/client.key"),
      standard: "in client_certificate", "The file of its key, in PEM."),
    ConfigurationKey(
      "authorities", \.request.authorities, .path("a file", example: "ca.pem"),
      standard: "none",
      "The file of certificates, in PEM, that the server may be known by, beside the system's."),
  ]

  private static let manners: [ConfigurationKey<FeedDraft>] = [
    ConfigurationKey(
      "headers", \.request.headers, .list(of: "headers", .requestHeader), in: FeedDraft(),
      standard: "none", "Headers beside the program's own; they are sent to the feed's origin only."
    ),
    ConfigurationKey(
      "user_agent", \.request.userAgent, .headerValue("a User-Agent", example: "rassegna/1.0"),
      standard: "user_agent of [polling]", "Sent instead of the program's own User-Agent."),
    ConfigurationKey(
      "cookies", \.request.keepsCookies, .truth, in: FeedDraft(),
      "Whether cookies are kept from one redirect to the next; never beyond one poll."),
    ConfigurationKey(
      "proxy", \.request.proxy, .proxy, standard: "none", "Through what the feed is asked."),
    ConfigurationKey(
      "http_version", \.request.httpVersion, .word, in: FeedDraft(),
      "The version of HTTP; any is the newest that both sides know."),
    ConfigurationKey(
      "address_family", \.request.addressFamily, .word, in: FeedDraft(),
      "Which addresses of the host are connected to."),
    ConfigurationKey(
      "timeout", \.request.timeout, .duration("60s", in: .milliseconds(100) ... .seconds(3600)),
      standard: "timeout of [polling]", "The time that a whole transfer may take."),
    ConfigurationKey(
      "size_limit", \.request.maximumBodyBytes,
      .size("16MiB", in: ByteCount(bytes: 1000)...ByteCount(bytes: 1 << 30)),
      standard: "size_limit of [polling]", "The size that the feed may have after decompression."),
  ]
}

extension ValueForm where Value == String {
  /// One header field.
  static var requestHeader: ValueForm {
    .text(
      "a header such as \"Accept-Language: it\", in ASCII, 3 to 1000 characters",
      example: "Accept-Language: it",
      parse: { text, _ in RequestSettings.header(text) == nil ? nil : text }, write: { $0 })
  }
}

extension ValueForm where Value == WebURL {
  /// A proxy; the name is resolved by it.
  static var proxy: ValueForm {
    .text(
      "the address of a proxy such as \"http://127.0.0.1:3128\"", example: "http://127.0.0.1:3128",
      parse: { text, _ in
        // libcurl's parser knows no scheme of proxies.
        let isSocks = text.hasPrefix("socks5h://")
        let likeness = isSocks ? "http" + text.dropFirst("socks5h".count) : text
        guard let url = WebURL(likeness), !url.host.isEmpty, url.scheme.hasPrefix("http") else {
          return nil
        }
        return isSocks ? WebURL(text) : url
      },
      advice: { value in
        guard case .string(let text) = value, text.hasPrefix("socks") else { return nil }
        return "write socks5h://HOST:PORT"
      }, write: { $0.string })
  }
}
