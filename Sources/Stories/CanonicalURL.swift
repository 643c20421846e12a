/// A URL in the form that tells whether two of them name the same page: for identity only, never for
/// fetching or showing.
///
/// Folded away are: `http` or `https`, a default port, the case of scheme and host, a dot at the host's
/// end, the fragment (but `#!` and `#/`, which name pages), tracking parameters, an empty query, slashes
/// at the path's end, the case of percent-encoding and the encoding of what needs none. `www.` and the
/// order of parameters stay.
///
///     CanonicalURL("HTTP://Example.org:80/a/?utm_source=rss&id=7#top")  // "https://example.org/a?id=7"
///
/// Addresses of other schemes (`mailto:`, `urn:`, `tag:`) keep all but the case of the scheme.
///
/// Source: RFC 3986 §6.2; the names of tracking parameters from what the services document.
public struct CanonicalURL: Hashable, Sendable {
  /// The form as text.
  public var string: String { String(decoding: bytes, as: UTF8.self) }
  let bytes: [UInt8]
  /// Whether it names a page of a site rather than its front page: it has a path or a query.
  public let isInnerPage: Bool

  /// Nil when the text is no absolute URL.
  public init?(_ text: some StringProtocol) {
    let written = Array(text.utf8.drop { $0 <= 0x20 })
    guard let parts = Parts(written[...].trimmedRight()) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(written.count + 1)
    guard parts.isWeb else {
      bytes += parts.scheme.map(lowercased)
      bytes += parts.rest
      self.bytes = bytes
      isInnerPage = false
      return
    }
    guard !parts.host.isEmpty else { return nil }
    bytes += "https://".utf8
    bytes += parts.user
    Self.append(host: parts.host, to: &bytes)
    if let port = parts.port {
      bytes.append(UInt8(ascii: ":"))
      bytes += port
    }
    let site = bytes.count
    Self.append(path: parts.path, to: &bytes)
    Self.append(query: parts.query, to: &bytes)
    isInnerPage = bytes.count > site
    if let fragment = parts.fragment, let first = fragment.first,
      first == UInt8(ascii: "!") || first == UInt8(ascii: "/")
    {
      bytes.append(UInt8(ascii: "#"))
      Self.append(fragment, to: &bytes)
    }
    self.bytes = bytes
  }

  private static func append(host: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    var host = host
    if host.last == UInt8(ascii: "."), host.count > 1 { host = host.dropLast() }
    if host.allSatisfy({ $0 < 0x80 }) {
      bytes += host.lazy.map(lowercased)
    } else {
      bytes += String(decoding: host, as: UTF8.self).lowercased().utf8
    }
  }

  private static func append(path: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    let slash = UInt8(ascii: "/")
    var path = path
    while path.last == slash { path = path.dropLast() }
    append(path, to: &bytes)
  }

  private static func append(query: ArraySlice<UInt8>?, to bytes: inout [UInt8]) {
    guard let query, !query.isEmpty else { return }
    var mark = UInt8(ascii: "?")
    for field in query.split(separator: UInt8(ascii: "&")) {
      let field = field.starts(with: "amp;".utf8) ? field.dropFirst(4) : field
      let name = field.prefix { $0 != UInt8(ascii: "=") }
      guard !field.isEmpty, !TrackingParameters.contain(name) else { continue }
      bytes.append(mark)
      append(field, to: &bytes)
      mark = UInt8(ascii: "&")
    }
  }
}

/// The parts of an absolute URL as slices of what was written.
private struct Parts {
  let scheme: ArraySlice<UInt8>
  /// From the colon on.
  let rest: ArraySlice<UInt8>
  /// With its `@`; empty when there is none.
  var user: ArraySlice<UInt8> = []
  var host: ArraySlice<UInt8> = []
  /// Nil when it is the default one.
  var port: ArraySlice<UInt8>?
  var path: ArraySlice<UInt8> = []
  var query: ArraySlice<UInt8>?
  var fragment: ArraySlice<UInt8>?

  /// Whether it is `http` or `https`.
  var isWeb: Bool {
    let name = scheme.lazy.map(lowercased)
    return name.elementsEqual("https".utf8) || name.elementsEqual("http".utf8)
  }

  init?(_ url: ArraySlice<UInt8>) {
    guard let colon = url.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    scheme = url[..<colon]
    rest = url[colon...]
    guard let first = scheme.first, isLetter(first), scheme.allSatisfy(Self.isOfScheme) else {
      return nil
    }
    guard isWeb else { return }
    guard rest.starts(with: "://".utf8) else { return nil }
    var left = rest.dropFirst(3)
    if let hash = left.firstIndex(of: UInt8(ascii: "#")) {
      fragment = left[(hash + 1)...]
      left = left[..<hash]
    }
    if let mark = left.firstIndex(of: UInt8(ascii: "?")) {
      query = left[(mark + 1)...]
      left = left[..<mark]
    }
    let slash = left.firstIndex(of: UInt8(ascii: "/")) ?? left.endIndex
    path = left[slash...]
    readAuthority(left[..<slash])
  }

  private mutating func readAuthority(_ authority: ArraySlice<UInt8>) {
    var left = authority
    if let at = left.lastIndex(of: UInt8(ascii: "@")) {
      user = left[...at]
      left = left[(at + 1)...]
    }
    let bracket = left.lastIndex(of: UInt8(ascii: "]")) ?? left.startIndex
    if let colon = left[bracket...].lastIndex(of: UInt8(ascii: ":")) {
      let number = left[(colon + 1)...]
      let isDefault =
        number.isEmpty || number.elementsEqual("80".utf8) || number.elementsEqual("443".utf8)
      port = isDefault ? nil : number
      left = left[..<colon]
    }
    host = left
  }

  private static func isOfScheme(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }
}

extension ArraySlice<UInt8> {
  fileprivate func trimmedRight() -> ArraySlice<UInt8> {
    var slice = self
    while let last = slice.last, last <= 0x20 { slice = slice.dropLast() }
    return slice
  }
}

extension CanonicalURL {
  /// Appends part of a URL with its percent-encoding in one way: upper case, none for what needs none
  /// (RFC 3986 §2.3), some for what is not ASCII.
  private static func append(_ part: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    var index = part.startIndex
    while index < part.endIndex {
      let byte = part[index]
      if byte == UInt8(ascii: "%"), index + 2 < part.endIndex, let high = digit(part[index + 1]),
        let low = digit(part[index + 2])
      {
        let value = high << 4 | low
        if isUnreserved(value) { bytes.append(value) } else { encode(value, to: &bytes) }
        index += 3
      } else {
        if byte > 0x20 && byte < 0x7F { bytes.append(byte) } else { encode(byte, to: &bytes) }
        index += 1
      }
    }
  }
}

private func encode(_ byte: UInt8, to bytes: inout [UInt8]) {
  let digits = "0123456789ABCDEF".utf8.span
  bytes.append(UInt8(ascii: "%"))
  bytes.append(digits[Int(byte >> 4)])
  bytes.append(digits[Int(byte & 15)])
}

private func digit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

private func isUnreserved(_ byte: UInt8) -> Bool {
  isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "~")
}

private func isLetter(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func lowercased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
