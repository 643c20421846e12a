/// What each of the common characters is folded to, made once from utf8proc's own answers.
///
/// A character of the table stands alone: text may be cut before it. So text of these characters is
/// folded one by one, and only what joins its neighbour (combining marks, Hangul letters) or lies
/// outside the table takes the long way through utf8proc.
final class FoldTable: Sendable {
  /// How one character is folded.
  enum Entry: Equatable {
    /// To at most seven bytes, the lowest first; to none if it is invisible.
    case bytes(UInt64, count: Int)
    /// It is its own fold.
    case same
    /// Only utf8proc knows.
    case unknown
  }

  static let shared = FoldTable()

  /// For each byte; 0 for line feeds and bytes of longer characters.
  let ascii: [UInt8]
  /// For each block of 256 characters below U+10000 its place in `entries`, or one of the two below.
  private let pages: [UInt16]
  /// Seven bytes and, topmost, their count.
  private let entries: [UInt64]

  private static let unknownPage: UInt16 = 0xFFFF
  private static let samePage: UInt16 = 0xFFFE
  private static let unknownEntry = UInt64.max

  /// The blocks of two-byte characters (Latin to Arabic), Latin and Greek with marks, punctuation,
  /// letter-like signs, arithmetic, shapes, kana, full-width forms.
  private static let listed: [Int] =
    Array(0x00...0x07) + [0x1E, 0x1F, 0x20, 0x21, 0x22, 0x25, 0x26, 0x30, 0xFF]
  /// Ideographs and Hangul syllables, whose normal form is themselves.
  private static let unchanged: [Int] = Array(0x4E...0x9F) + Array(0xAC...0xD6)

  private init() {
    var pages = [UInt16](repeating: Self.unknownPage, count: 256)
    var entries: [UInt64] = []
    for block in Self.unchanged { pages[block] = Self.samePage }
    for block in Self.listed {
      pages[block] = UInt16(entries.count)
      entries += (0..<256).map { Self.entry(for: UInt32(block * 256 + $0)) }
    }
    self.pages = pages
    self.entries = entries
    ascii = (0..<256).map(Self.ascii)
  }

  /// The fold of one character above U+007F.
  func entry(_ value: UInt32) -> Entry {
    guard value < 0x10000 else { return .unknown }
    switch pages[Int(value >> 8)] {
    case Self.unknownPage: return .unknown
    case Self.samePage: return .same
    case let start:
      let entry = entries[Int(start) + Int(value & 0xFF)]
      guard entry != Self.unknownEntry else { return .unknown }
      return .bytes(entry & 0x00FF_FFFF_FFFF_FFFF, count: Int(entry >> 56))
    }
  }

  private static func ascii(_ byte: Int) -> UInt8 {
    switch UInt8(byte) {
    case 0x0A, 0x80...: 0
    case 0...0x20, 0x7F: 0x20
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(byte) | 0x20
    case UInt8(ascii: "`"): UInt8(ascii: "'")
    default: UInt8(byte)
    }
  }

  private static func entry(for value: UInt32) -> UInt64 {
    guard value >= 0x80, let scalar = Unicode.Scalar(value) else { return unknownEntry }
    if let ascii = typographic(scalar) { return UInt64(ascii) | 1 << 56 }
    let normal = UTF8Proc.folded(Array(String(Character(scalar)).utf8))
    let scalars = Array(String(decoding: normal, as: UTF8.self).unicodeScalars)
    if let first = scalars.first, !UTF8Proc.isBoundary(before: first) { return unknownEntry }
    let folded = scalars.flatMap(bytes)
    guard folded.count <= 7 else { return unknownEntry }
    let packed = folded.enumerated().reduce(UInt64(0)) {
      $0 | UInt64($1.element) << (8 * $1.offset)
    }
    return packed | UInt64(folded.count) << 56
  }

  /// Our own folds on a character that utf8proc gave.
  private static func bytes(of scalar: Unicode.Scalar) -> [UInt8] {
    if scalar.isASCII { return [max(ascii(Int(scalar.value)), 0x20)] }
    return typographic(scalar).map { [$0] } ?? Array(String(Character(scalar)).utf8)
  }

  /// Quotation marks, dashes and blanks that typesetting changes and a copy may have lost.
  private static func typographic(_ scalar: Unicode.Scalar) -> UInt8? {
    switch scalar {
    case "\u{2018}"..."\u{201B}", "\u{2039}", "\u{203A}", "\u{B4}", "\u{2032}":
      UInt8(ascii: "'")
    case "\u{201C}"..."\u{201F}", "\u{AB}", "\u{BB}", "\u{2033}":
      UInt8(ascii: "\"")
    case "\u{2010}"..."\u{2015}", "\u{2212}":
      UInt8(ascii: "-")
    default:
      scalar.properties.isWhitespace || scalar.value < 0xA0 ? 0x20 : nil
    }
  }
}
