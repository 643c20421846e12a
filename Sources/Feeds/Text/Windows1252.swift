/// Windows code page 1252, the one table of characters written out here: it is what bytes of no
/// other encoding are read as, run by run.
enum Windows1252 {
  /// Appends the UTF-8 of one byte's character.
  ///
  /// The five bytes that the code page leaves undefined (81, 8D, 8F, 90, 9D) would be C1 control
  /// characters to a browser; they are left out. Source: WHATWG Encoding, index windows-1252.
  static func append(_ byte: UInt8, to utf8: inout [UInt8]) {
    switch byte {
    case ..<0x80: utf8.append(byte)
    case ..<0xa0: append(scalar: upper[Int(byte) - 0x80], to: &utf8)
    default: append(scalar: UInt16(byte), to: &utf8)
    }
  }

  /// All of a text.
  static func utf8(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var utf8: [UInt8] = []
    utf8.reserveCapacity(bytes.count + bytes.count / 4)
    for byte in bytes { append(byte, to: &utf8) }
    return utf8
  }

  /// The characters of 0x80…0x9F; 0 where there is none.
  private static let upper: InlineArray<32, UInt16> = [
    0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
    0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
  ]

  private static func append(scalar: UInt16, to utf8: inout [UInt8]) {
    if scalar == 0 { return }
    if scalar >= 0x800 {
      utf8.append(UInt8(0xe0 | scalar >> 12))
      utf8.append(UInt8(0x80 | scalar >> 6 & 0x3f))
    } else {
      utf8.append(UInt8(0xc0 | scalar >> 6))
    }
    utf8.append(UInt8(0x80 | scalar & 0x3f))
  }
}
