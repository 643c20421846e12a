import Bytes

/// A character of text that may need care: white space of any kind, and what cannot be seen.
struct TextCharacter {
  enum Kind: Equatable {
    case visible
    /// Left out: controls, zero-width signs, marks that turn the direction of what follows.
    case nothing
    case blank
    case lineFeed
    /// Written as something else.
    case other(StaticString)

    static func == (one: Kind, other: Kind) -> Bool {
      switch (one, other) {
      case (.visible, .visible), (.nothing, .nothing), (.blank, .blank), (.lineFeed, .lineFeed):
        true
      default: false
      }
    }
  }

  let kind: Kind
  /// In bytes.
  let length: Int

  /// Whether a byte is, or is part of, a character that needs no care.
  static func isPlain(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && byte != 0xC2 && byte != 0xE2 && byte != 0xEF
  }

  /// Whether none of these bytes needs care: they are plain, or single blanks, each before a word.
  @inline(__always)
  static func arePlain(_ bytes: Word, _ next: Word) -> Bool {
    bytes.below(0x20) | special(bytes) | (bytes.equal(0x20) & (next.below(0x21) | special(next)))
      == 0
  }

  /// DEL, and the bytes that begin a character which may need care: C2, E2, EF.
  @inline(__always)
  private static func special(_ bytes: Word) -> UInt64 {
    bytes.equal(0x7F) | bytes.equal(0xC2, mask: 0x20) | bytes.equal(0xEF)
  }

  /// - Parameter index: where a character begins that is not plain.
  init(_ bytes: borrowing Span<UInt8>, at index: Int) {
    let second = index + 1 < bytes.count ? bytes[index + 1] : 0
    let third = index + 2 < bytes.count ? bytes[index + 2] : 0
    switch bytes[index] {
    case 0x0A: self.init(.lineFeed, 1)
    case 0x20, 0x09, 0x0C, 0x0D: self.init(.blank, 1)
    case 0xC2: self.init(Self.latin(second), 2)
    case 0xE2: self.init(Self.punctuation(second, third), 3)
    // The byte-order mark.
    case 0xEF: self.init(second == 0xBB && third == 0xBF ? .nothing : .visible, 3)
    default: self.init(.nothing, 1)
    }
  }

  private init(_ kind: Kind, _ length: Int) {
    self.kind = kind
    self.length = length
  }

  /// U+0080 to U+00BF: the C1 controls, the no-break space, the soft hyphen.
  private static func latin(_ second: UInt8) -> Kind {
    switch second {
    case 0xA0: .blank
    case 0xAD: .nothing
    default: Windows1252.isControl(second) ? .other(Windows1252.character(second)) : .visible
    }
  }

  /// U+2000 to U+206F. The joiners and the marks of direction that writing needs are kept.
  private static func punctuation(_ second: UInt8, _ third: UInt8) -> Kind {
    switch (second, third) {
    case (0x80, 0x80...0x8A), (0x80, 0xA8), (0x80, 0xA9), (0x80, 0xAF), (0x81, 0x9F): .blank
    case (0x80, 0x8B), (0x80, 0xAA...0xAE), (0x81, 0xA0...0xA9): .nothing
    default: .visible
    }
  }
}
