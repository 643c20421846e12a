import Links

/// An address that may stand in the output: http, https, or in a link mailto; or relative, where
/// there is nothing to resolve it against.
struct Address {
  /// Printable ASCII only.
  let bytes: ArraySlice<UInt8>

  var string: String { String(decoding: bytes, as: UTF8.self) }
}

/// The door that every address in HTML passes.
///
/// Browsers strip some characters before they look for the scheme, and what people see of others is
/// nothing. So the scheme is looked for with all of those taken out; the address counts only if its
/// scheme is allowed and stands there plainly. What has a colon before the first slash has a scheme.
struct AddressReader {
  let base: WebURL?

  /// Where a link leads. Nil when it is missing, empty, or not allowed.
  func link(_ value: ArraySlice<UInt8>?) -> Address? {
    value.flatMap { read($0.trimmed, for: .link) }
  }

  /// What a player loads.
  func media(_ value: ArraySlice<UInt8>?) -> Address? {
    value.flatMap { read($0.trimmed, for: .loading) }
  }

  /// What a picture shows: its source; else the address that a script would load; else the first of
  /// its set, which itself is never written: one picture has one address, and says nothing about the
  /// screen that it is seen on.
  func picture(_ attributes: Attributes) -> Address? {
    media(attributes[.src]) ?? media(attributes[.lazySource])
      ?? attributes[.srcset].flatMap { media(Self.first(of: $0)) }
  }

  /// The first address of a set. Source: HTML standard §4.8.4.3.10, parsing a srcset attribute.
  private static func first(of set: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let comma = UInt8(ascii: ",")
    var address = set.drop { $0.isBlank || $0 == comma }.prefix { !$0.isBlank }
    while address.last == comma { address.removeLast() }
    return address
  }

  /// What an address is for: only what is followed may be one of mail.
  private enum Purpose {
    case link, loading
  }

  private func read(_ value: ArraySlice<UInt8>, for purpose: Purpose) -> Address? {
    if value.isEmpty || value.count > Self.maximumBytes { return nil }
    if Self.isPlain(value) { return Address(bytes: value) }
    // A backslash is a slash to browsers.
    let slashed = value.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    let text = String(decoding: slashed, as: UTF8.self)
    switch Self.scheme(of: text) {
    case .none: return relative(text)
    case .hidden: return nil
    case .named(let scheme):
      if scheme == "mailto" { return purpose == .link ? Address(bytes: Self.encoded(text)) : nil }
      return absolute(WebURL(text))
    }
  }
}

extension AddressReader {
  private static let maximumBytes = 64 * 1024

  /// Whether an address is absolute and can stay as it is: http or https, a plain host in lower
  /// case, a path without dot segments, and no byte that anyone would change.
  private static func isPlain(_ value: ArraySlice<UInt8>) -> Bool {
    let scheme =
      value.starts(with: "https://".utf8) ? 8 : value.starts(with: "http://".utf8) ? 7 : 0
    guard scheme > 0 else { return false }
    var at = value.startIndex + scheme
    let host = at
    while at < value.endIndex, isHost(value[at]) { at += 1 }
    guard at > host, at < value.endIndex, value[at] == UInt8(ascii: "/") else { return false }
    var last: UInt8 = 0
    while at < value.endIndex {
      let byte = value[at]
      guard isURL(byte), !(byte == UInt8(ascii: ".") && last == UInt8(ascii: "/")) else {
        return false
      }
      last = byte
      at += 1
    }
    return true
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte.isDigit
      || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }

  /// Printable ASCII but what libcurl, or a browser, writes another way.
  private static func isURL(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"),
      UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
      false
    default: byte > 0x20 && byte < 0x7F
    }
  }

  private enum Scheme: Equatable {
    /// The address is relative.
    case none
    /// Lower case.
    case named(String)
    /// Characters that are not seen stand in it, or it is none.
    case hidden
  }

  private static func scheme(of text: String) -> Scheme {
    var name = ""
    var isPlain = true
    for scalar in text.unicodeScalars {
      switch scalar {
      case ":": return isPlain && !name.isEmpty ? .named(name.lowercased()) : .hidden
      case "/", "?", "#": return .none
      // Browsers take these out of any address.
      case "\t", "\n", "\r": continue
      case "a"..."z", "A"..."Z", "0"..."9", "+", "-", ".": name.unicodeScalars.append(scalar)
      default: isPlain = false
      }
    }
    return .none
  }

  private func relative(_ text: String) -> Address? {
    if let base { return absolute(WebURL(text, relativeTo: base)) }
    if text.hasPrefix("//") { return absolute(WebURL("https:" + text)) }
    return Address(bytes: Self.encoded(text))
  }

  private func absolute(_ url: WebURL?) -> Address? {
    guard let url, url.scheme == "https" || url.scheme == "http", !url.host.isEmpty else {
      return nil
    }
    return Address(bytes: Self.encoded(url.string))
  }

  /// Percent-encodes what may not stand in an address.
  private static func encoded(_ text: String) -> ArraySlice<UInt8> {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case 0x09, 0x0A, 0x0D: continue
      case _ where byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "\""): bytes.append(byte)
      default:
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0x0F)]]
      }
    }
    return bytes[...]
  }
}
