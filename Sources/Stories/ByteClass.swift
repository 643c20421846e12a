/// What a byte of UTF-8 text is, as far as words go.
enum ByteClass: UInt8, Sendable {
  /// Of ASCII.
  case lower
  case other
  case digit
  /// Of ASCII.
  case upper
  /// Part of a two-byte character, or the rest of a longer one.
  case twoBytes
  /// The first of a character of three or four bytes.
  case longer
  /// What ends a sentence or a line.
  case stop

  /// Whether it is one of the many that neither end a sentence nor start a fact.
  var isPlain: Bool { rawValue <= ByteClass.other.rawValue }

  /// Whether words go on over it.
  var isOfWord: Bool {
    switch self {
    case .digit, .lower, .upper, .twoBytes: true
    case .longer, .stop, .other: false
    }
  }

  /// For each byte.
  static let table: [ByteClass] = (0...255).map(ByteClass.init)

  private init(_ byte: UInt8) {
    self =
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
      case UInt8(ascii: "a")...UInt8(ascii: "z"): .lower
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"),
        UInt8(ascii: "\""), 0x0A:
        .stop
      case 0x80..<0xE0: .twoBytes
      case 0xE0...: .longer
      default: .other
      }
  }
}
