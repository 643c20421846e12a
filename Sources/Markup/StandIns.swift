/// Characters that stand for pieces of the source in what the parser gets to read.
///
/// libxml2 takes HTML apart character by character. A piece of text between two tags, or the value of
/// an attribute, in which there is no reference says nothing to a parser: it gets one character in its
/// place, and the piece itself is put back when the parser hands that character over.
///
/// The character is one of plane 15, which is for private use: the number of the piece, counted modulo
/// 65,536. Such characters of the source are always part of a piece, and references to them are taken
/// out, so that what comes from the parser can not be mistaken. Pieces come back in their order; one
/// that the parser dropped is passed over.
struct StandIns {
  /// A shorter piece is not worth a stand-in.
  private static let minimumBytes = 8
  /// The bytes of a stand-in in UTF-8.
  static let length = 4

  /// What the pieces are pieces of.
  var source: [UInt8] = []
  private var pieces: [Range<Int>] = []
  /// The first piece that did not come back yet.
  private var next = 0

  /// Whether a piece is better replaced, or has to be.
  static func areWorth(_ piece: Range<Int>, in source: [UInt8]) -> Bool {
    piece.count >= minimumBytes || source[piece].contains(0xF3)
  }

  /// Writes what stands for a piece.
  mutating func stand(for piece: Range<Int>, in output: inout [UInt8]) {
    let number = pieces.count & 0xFFFF
    output.append(0xF3)
    output.append(0xB0 | UInt8(truncatingIfNeeded: number >> 12))
    output.append(0x80 | UInt8(truncatingIfNeeded: number >> 6) & 0x3F)
    output.append(0x80 | UInt8(truncatingIfNeeded: number) & 0x3F)
    pieces.append(piece)
  }

  /// The piece that the stand-in at `index` stands for; nil where there is none.
  mutating func piece(_ bytes: borrowing Span<UInt8>, at index: Int) -> Range<Int>? {
    guard index + Self.length <= bytes.count, bytes[index] == 0xF3, bytes[index + 1] >= 0xB0
    else { return nil }
    let number =
      Int(bytes[index + 1] & 0x0F) << 12 | Int(bytes[index + 2] & 0x3F) << 6
      | Int(bytes[index + 3] & 0x3F)
    let place = next + (number - next) & 0xFFFF
    guard place < pieces.count else { return nil }
    next = place + 1
    return pieces[place]
  }

  /// The end of a numeric reference that begins with the ampersand at `start` and names a character
  /// that could be taken for a stand-in; nil where there is no such reference.
  static func endOfReference(in source: [UInt8], at start: Int) -> Int? {
    var at = start + 1
    guard at < source.count, source[at] == UInt8(ascii: "#") else { return nil }
    at += 1
    let isHexadecimal = at < source.count && source[at].lowercased == UInt8(ascii: "x")
    if isHexadecimal { at += 1 }
    var value = 0
    while at < source.count, let digit = source[at].digit, digit < (isHexadecimal ? 16 : 10) {
      value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x11_0000)
      at += 1
    }
    guard 0xF_0000...0xF_FFFF ~= value else { return nil }
    return at < source.count && source[at] == UInt8(ascii: ";") ? at + 1 : at
  }
}

extension UInt8 {
  /// The value of a hexadecimal digit; nil for anything else.
  fileprivate var digit: Int? {
    switch lowercased {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(lowercased - UInt8(ascii: "a")) + 10
    default: nil
    }
  }
}
