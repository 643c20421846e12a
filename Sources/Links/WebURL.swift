import CCurl

/// An absolute URL, written as libcurl writes it.
///
/// Parsing and resolving are libcurl's (`curl_url`), the same code that later connects, so that no
/// check can see another host than the transfer does. Spaces and bytes outside ASCII come out
/// percent-encoded, dot segments are removed, and scheme and host are lower case.
///
///     WebURL("HTTP://Example.org/a b/../c")?.string               // "http://example.org/c"
///     WebURL("../x?y", relativeTo: WebURL("https://e.org/a/b/"))  // "https://e.org/a/x?y"
///
/// Source: RFC 3986 §3, §5.
public struct WebURL: Hashable, Sendable, CustomStringConvertible {
  /// The whole URL: scheme, authority, path, query and fragment; ASCII only.
  public let string: String
  /// The scheme in lower case, such as `https`.
  public let scheme: String
  /// The host in lower case, as sent (no punycode); an IPv6 address keeps its brackets. Empty for
  /// schemes without an authority, such as `mailto`.
  public let host: String

  /// Parses `text`, or resolves it against `base` where it is relative.
  ///
  /// White space around `text` and line breaks within it are ignored, as browsers do. Nil when the
  /// result is no absolute URL, or when `text` is longer than 64 KiB.
  public init?(_ text: some StringProtocol, relativeTo base: WebURL? = nil) {
    guard let reference = Reference(text) else { return nil }
    self.init(reference, relativeTo: base)
  }

  private init?(_ reference: Reference, relativeTo base: WebURL?) {
    if let scheme = reference.scheme, !Self.hierarchical.contains(scheme) {
      let rest = reference.text.dropFirst(scheme.utf8.count)
      self.init(string: scheme + rest, scheme: scheme, host: "")
      return
    }
    guard let handle = URLHandle(), base.map({ handle.set($0.string) }) ?? true else { return nil }
    if reference.text.isEmpty || (reference.text.hasPrefix("#") && base != nil) {
      guard let base else { return nil }
      let page = base.string.prefix { $0 != "#" }
      guard handle.set(page + reference.text) else { return nil }
    } else if reference.scheme == nil && base == nil {
      return nil
    } else if !handle.set(reference.text) {
      return nil
    }
    let written = handle.part(.host) ?? ""
    let host = written.lowercased()
    if host != written, !handle.set(.host, to: host) { return nil }
    guard let string = handle.part(.whole), let scheme = handle.part(.scheme) else { return nil }
    self.init(string: string, scheme: scheme, host: host)
  }

  private init(string: String, scheme: String, host: String) {
    self.string = string
    self.scheme = scheme
    self.host = host
  }

  public var description: String { string }

  /// Schemes whose URLs have an authority and a path that relative references resolve against.
  private static let hierarchical: Set<String> = ["http", "https", "file", "ftp"]
}

extension WebURL {
  /// The port that a connection uses: the one in the URL, else the scheme's; nil where there is
  /// neither.
  public var port: Int? {
    component(.port).flatMap { Int($0) }
  }

  /// The path, percent-encoded, at least `/` for http; nil for schemes without one.
  public var path: String? { component(.path) }

  /// The query without its question mark, percent-encoded; nil when there is none.
  public var query: String? { component(.query) }

  /// The fragment without its hash sign, percent-encoded; nil when there is none.
  public var fragment: String? { component(.fragment) }

  /// The user name in the authority, decoded; nil when there is none.
  public var user: String? { component(.user) }

  /// The same URL without user name and password: what may be logged or shown.
  public var withoutCredentials: WebURL {
    // Most have none, and need not be taken apart to see it.
    guard string.utf8.contains(UInt8(ascii: "@")), user != nil, let handle = URLHandle(),
      handle.set(string)
    else { return self }
    handle.clear(.user)
    handle.clear(.password)
    return handle.part(.whole).flatMap { WebURL($0) } ?? self
  }

  /// The same URL with the user name and password of another one, where that has them.
  public func withCredentials(of other: WebURL) -> WebURL {
    guard let source = URLHandle(), source.set(other.string), let user = source.part(.user),
      let handle = URLHandle(), handle.set(string), handle.set(.user, to: user)
    else { return self }
    if let password = source.part(.password), !handle.set(.password, to: password) { return self }
    return handle.part(.whole).flatMap { WebURL($0) } ?? self
  }

  /// Whether scheme, host and port are the same: what one is trusted with, the other is.
  ///
  /// Source: RFC 6454 §4, §5.
  public func hasSameOrigin(as other: WebURL) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  /// The same document by https, at its usual port; nil for one at a port of its own, and for schemes
  /// other than http and https.
  public var secured: WebURL? {
    if scheme == "https" { return self }
    guard scheme == "http", port == 80, let handle = URLHandle(), handle.set(string),
      handle.set(.scheme, to: "https")
    else { return nil }
    handle.clear(.port)
    return handle.part(.whole).flatMap { WebURL($0) }
  }

  private func component(_ part: URLHandle.Part) -> String? {
    guard let handle = URLHandle(), handle.set(string) else { return nil }
    return handle.part(part)
  }
}

/// A URL reference as it was written, tidied, with its scheme if it has one.
private struct Reference {
  static let maximumBytes = 64 * 1024

  let text: String
  let scheme: String?

  init?(_ written: some StringProtocol) {
    guard written.utf8.count <= Self.maximumBytes else { return nil }
    text = Self.tidied(String(written))
    scheme = Self.scheme(of: text)
  }

  /// Without white space around it and without line breaks and tabs. Most have neither.
  private static func tidied(_ written: String) -> String {
    guard written.utf8.contains(where: { $0 <= 0x20 }) else { return written }
    var bytes = written.utf8.filter { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 && $0 != 0 }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return String(decoding: bytes.drop { $0 <= 0x20 }, as: UTF8.self)
  }

  /// Source: RFC 3986 §3.1.
  private static func scheme(of text: String) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = text[..<colon]
    guard let first = name.utf8.first, isLetter(first) else { return nil }
    let isScheme = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "."):
        true
      default: isLetter(byte)
      }
    }
    return isScheme ? name.lowercased() : nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
