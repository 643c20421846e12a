/// A language tag that is fit to stand in any form: ASCII letters, digits and hyphens.
/// Source: RFC 5646 §2.1.
public struct LanguageTag: Sendable, Hashable {
  private static let maximumBytes = 35

  /// As written, with hyphens: `it`, `en-GB`.
  public let string: String

  /// Nil for what is no tag; an underscore is read as a hyphen.
  public init?(_ text: String) {
    let tag = String(text.map { $0 == "_" ? "-" : $0 })
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    guard tag.utf8.count <= Self.maximumBytes, let first = parts.first,
      (2...8).contains(first.utf8.count), first.utf8.allSatisfy(Self.isLetter),
      parts.dropFirst().allSatisfy({ (1...8).contains($0.utf8.count) }),
      tag.utf8.allSatisfy({ Self.isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
    else { return nil }
    string = tag
  }

  /// The part before the region, in lower case: `en` of `en-GB`.
  public var primary: String { Edition.primaryLanguage(of: string) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

extension LanguageTag: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let tag = LanguageTag(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no language tag")
    }
    self = tag
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(string)
  }
}
