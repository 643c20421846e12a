import Links

/// The address of a page, fit to stand in any form of the digest.
///
/// Only `http` and `https`, without user name and password, and only of the characters that RFC 3986
/// allows: no quotation mark, angle bracket, white space, control or letter outside ASCII.
public struct Link: Sendable, Hashable, CustomStringConvertible {
  private static let maximumBytes = 8 * 1024

  /// The whole address, ASCII only.
  public let string: String
  /// Its host, in lower case.
  public let host: String

  /// Nil for other schemes (`javascript:`, `data:`), for what is no absolute address, and for one
  /// that is longer than 8 KiB.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.maximumBytes, let url = WebURL(text)?.withoutCredentials,
      url.scheme == "http" || url.scheme == "https", !url.host.isEmpty
    else { return nil }
    string = Self.encoded(url.string)
    host = url.host
  }

  public var description: String { string }

  /// The address with every character encoded that may not stand in its place: brackets outside of
  /// the host, a second number sign, a percent sign that begins no code. Source: RFC 3986 §3.
  private static func encoded(_ address: String) -> String {
    let bytes = Array(address.utf8)
    var text = ""
    text.reserveCapacity(bytes.count)
    var slashes = 0
    var isFragment = false
    for (index, byte) in bytes.enumerated() {
      let isInPlace =
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "]"): slashes == 2
        case UInt8(ascii: "#"): !isFragment
        case UInt8(ascii: "%"):
          bytes[index...].dropFirst().prefix(2).count(where: isHexadecimal) == 2
        default: isAllowed(byte)
        }
      if isInPlace {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += encoded(byte)
      }
      slashes += "/?#".utf8.contains(byte) ? 1 : 0
      isFragment = isFragment || byte == UInt8(ascii: "#")
    }
    return text
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  /// Source: RFC 3986 §2.2 and §2.3, but for what depends on its place.
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default:
      "-._~:/?@!$&'()*+,;=".utf8.contains(byte)
    }
  }

  private static func encoded(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.count == 1 ? "0" : "") + digits
  }
}

extension Link: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let link = Link(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no web address")
    }
    self = link
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(string)
  }
}
