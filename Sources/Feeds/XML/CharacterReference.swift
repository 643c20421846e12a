/// Character references in text that libxml2 left as they were, and HTML's named characters.
enum CharacterReference {
  /// A longer name is none of HTML's.
  private static let maximumBytes = 12

  /// Resolves `&#38;`, `&#x26;`, `&amp;` and HTML's names once; what is no reference stays.
  ///
  ///     resolved("a&#38;b &eacute; &nothing; &")  // "a&b é &nothing; &"
  static func resolved(_ text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += rest[..<ampersand]
      rest = rest[ampersand...]
      if let end = rest.prefix(maximumBytes).firstIndex(of: UInt8(ascii: ";")),
        let character = character(rest[(ampersand + 1)..<end])
      {
        result += String(character).utf8
        rest = rest[(end + 1)...]
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }

  /// The character of what stands between `&` and `;`; nil where that is no reference.
  static func character(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    guard name.first == UInt8(ascii: "#") else { return HTMLCharacters.named(name.string) }
    let digits = name.dropFirst()
    let value =
      digits.first?.lowered == UInt8(ascii: "x")
      ? UInt32(digits.dropFirst().string, radix: 16) : UInt32(digits.string)
    guard let scalar = value.flatMap(Unicode.Scalar.init), isAllowed(scalar) else { return nil }
    return scalar
  }

  /// Source: XML 1.0 §2.2.
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
