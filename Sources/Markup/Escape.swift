import Bytes

/// Writes text such that it is text, and nothing else, to whoever reads it.
///
/// Control characters go, but for tab and line feed; those of C1 become what windows-1252 has in
/// their place.
enum Escape {
  enum Place {
    /// Between tags.
    case content
    /// Between the double quotes of an attribute; line breaks become blanks.
    case attribute
  }

  static func write(
    _ bytes: borrowing Span<UInt8>, in place: Place = .content, into output: inout [UInt8]
  ) {
    var run = 0
    var at = 0
    var look = 0
    while at < bytes.count {
      if at >= look {
        at = bytes.index(from: at) { word, _ in arePlain(word) }
        look = at + 8
        if at == bytes.count { break }
      }
      let byte = bytes[at]
      guard needsCare(byte, in: place) else {
        at &+= 1
        continue
      }
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      guard byte != 0xC2 || Windows1252.isControl(next) else {
        at += 2
        continue
      }
      output.append(bytes.extracting(run..<at))
      output.append(replacement(of: byte, next))
      at += byte == 0xC2 ? 2 : 1
      run = at
    }
    if run < bytes.count { output.append(bytes.extracting(run...)) }
  }

  /// How many bytes at the beginning are characters for which nothing is written.
  static func bytesOfNothing(_ bytes: borrowing Span<UInt8>) -> Int {
    var at = 0
    while at < bytes.count, needsCare(bytes[at], in: .content) {
      let next = at + 1 < bytes.count ? bytes[at + 1] : 0
      let isPair = bytes[at] == 0xC2
      if isPair, !Windows1252.isControl(next) { break }
      if replacement(of: bytes[at], next).utf8CodeUnitCount > 0 { break }
      at += isPair ? 2 : 1
    }
    return at
  }

  /// C2 begins the two bytes of a C1 control.
  private static func needsCare(_ byte: UInt8, in place: Place) -> Bool {
    // Letters are most of it.
    if byte > UInt8(ascii: ">"), byte < 0x7F { return false }
    return switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), 0..<0x09, 0x0B..<0x20, 0x7F, 0xC2:
      true
    case UInt8(ascii: "\""), 0x09, 0x0A: place == .attribute
    default: false
    }
  }

  /// Whether none of these bytes needs care in any place; white space is left to a closer look.
  @inline(__always)
  private static func arePlain(_ bytes: Word) -> Bool {
    // The two angles differ in one bit, and so do the ampersand and the quotation mark.
    let markup =
      bytes.equal(UInt8(ascii: "<"), mask: 2) | bytes.equal(UInt8(ascii: "&"), mask: 4)
    return bytes.below(0x20) | bytes.equal(0x7F) | bytes.equal(0xC2) | markup == 0
  }

  private static func replacement(of byte: UInt8, _ next: UInt8) -> StaticString {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case 0x09, 0x0A, 0x0C, 0x0D: " "
    case 0xC2: Windows1252.character(next)
    default: ""
    }
  }
}

/// What windows-1252 has where Unicode has the controls U+0080 to U+009F: text that was taken for
/// ISO-8859-1 has them, and so do references such as `&#150;`.
/// Source: HTML standard §13.2.5.80, numeric character reference end state.
enum Windows1252 {
  /// Whether this is the second byte, behind C2, of such a control in UTF-8.
  static func isControl(_ byte: UInt8) -> Bool { byte & 0xE0 == 0x80 }

  /// The character meant by the control with this second byte; empty where there is none.
  static func character(_ byte: UInt8) -> StaticString { characters[Int(byte & 0x1F)] }

  private static let characters: [StaticString] = [
    "€", "", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "", "Ž", "",
    "", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "", "ž", "Ÿ",
  ]
}
