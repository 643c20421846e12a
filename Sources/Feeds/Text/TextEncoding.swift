/// A character encoding that documents are read in.
///
/// There is no UTF-7 and none of the stateful encodings that the web gave up (hz-gb-2312,
/// iso-2022-cn, iso-2022-kr): text in them can hide markup from whoever looks at the bytes.
/// Source: WHATWG Encoding §4.2, note on the “replacement” encoding.
struct TextEncoding: Sendable, Hashable {
  /// What can be said of a text in the encoding by its bytes alone.
  enum Family: Sendable, Hashable {
    case utf8
    /// Code units of 2 or 4 bytes: half or more of the bytes of markup are NUL.
    case wide(unitBytes: Int)
    /// The table of `Windows1252`: every byte is a character.
    case windows1252
    /// One byte a character, ASCII below 0x80.
    case singleByte
    /// One to four bytes a character, ASCII where a byte below 0x80 begins one.
    case multiByte
    /// Escape sequences switch the alphabet: every byte is below 0x80.
    case escaped
    /// One byte a character, in which `<` is 0x4C.
    case ebcdic
  }

  /// In lower case, as WHATWG Encoding spells it where it knows the encoding, so `windows-1252` for
  /// ISO-8859-1 and `gb18030` for GB2312.
  var name: String
  /// The name by which iconv(3) of glibc opens it.
  var iconvName: String
  var family: Family

  static let utf8 = TextEncoding(name: "utf-8", iconvName: "UTF-8", family: .utf8)
  static let utf16BE = wide("utf-16be", unitBytes: 2)
  static let utf16LE = wide("utf-16le", unitBytes: 2)
  static let utf32BE = wide("utf-32be", unitBytes: 4)
  static let utf32LE = wide("utf-32le", unitBytes: 4)
  static let windows1252 = TextEncoding(
    name: "windows-1252", iconvName: "WINDOWS-1252", family: .windows1252)
  /// The EBCDIC of the United States, in which any EBCDIC's XML declaration can be read.
  static let ibm037 = TextEncoding(name: "ibm037", iconvName: "IBM037", family: .ebcdic)

  private static func wide(_ name: String, unitBytes: Int) -> TextEncoding {
    TextEncoding(name: name, iconvName: name.uppercased(), family: .wide(unitBytes: unitBytes))
  }
}
