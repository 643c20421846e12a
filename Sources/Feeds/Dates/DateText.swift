/// A written date made even, and cut into numbers, words and marks.
struct DateText: Sendable {
  /// A piece of the text.
  struct Token: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
      /// A run of digits: its value, up to 18 of them, and how many they are.
      case number(Int, digits: Int)
      /// A run of letters as written, with `/` and `_` inside it (`America/Los_Angeles`).
      case word(String)
      case mark(Unicode.Scalar)
    }

    var kind: Kind
    /// Whether nothing stands between it and the token before.
    var isAttached: Bool
  }

  /// Single spaces, `-` for all its likes, ASCII for full-width forms, and ASCII digits for those of
  /// any script.
  private(set) var scalars: [Unicode.Scalar] = []

  /// Nil for more than 200 characters: no date is as long as that.
  init?(_ text: String) {
    for scalar in text.unicodeScalars {
      let even = DateText.even(scalar)
      if even == " ", scalars.last == " " || scalars.isEmpty { continue }
      scalars.append(even)
      if scalars.count > 200 { return nil }
    }
    if scalars.last == " " { scalars.removeLast() }
  }

  private static func even(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.isASCII { return scalar.value <= 0x20 ? " " : scalar }
    if 0xff01...0xff5e ~= scalar.value { return Unicode.Scalar(scalar.value - 0xfee0) ?? scalar }
    let properties = scalar.properties
    if properties.isWhitespace { return " " }
    if properties.isDash { return "-" }
    if properties.numericType == .decimal, let value = properties.numericValue {
      return Unicode.Scalar(UInt8(value) + 0x30)
    }
    return scalar
  }

  /// The text where it is ASCII throughout.
  var ascii: [UInt8]? {
    scalars.allSatisfy(\.isASCII) ? scalars.map { UInt8($0.value) } : nil
  }

  var tokens: [Token] {
    var tokens: [Token] = []
    var at = 0
    while at < scalars.count {
      let isAttached = at > 0 && scalars[at - 1] != " "
      if scalars[at] == " " {
        at += 1
      } else if DateText.isDigit(scalars[at]) {
        tokens.append(Token(kind: number(at: &at), isAttached: isAttached))
      } else if DateText.isLetter(scalars[at]) {
        tokens.append(Token(kind: .word(word(at: &at)), isAttached: isAttached))
      } else {
        tokens.append(Token(kind: .mark(scalars[at]), isAttached: isAttached))
        at += 1
      }
    }
    return tokens
  }

  private func number(at: inout Int) -> Token.Kind {
    let start = at
    var value = 0
    while at < scalars.count, DateText.isDigit(scalars[at]) {
      if at - start < 18 { value = value * 10 + Int(scalars[at].value - 0x30) }
      at += 1
    }
    return .number(value, digits: at - start)
  }

  /// A dot after one letter belongs to the word and is left out: `a.m.` is `am`.
  private func word(at: inout Int) -> String {
    var word = ""
    while at < scalars.count {
      let isBeforeLetter = at + 1 < scalars.count && DateText.isLetter(scalars[at + 1])
      if DateText.isLetter(scalars[at])
        || (isBeforeLetter && "/_".unicodeScalars.contains(scalars[at]))
      {
        word.unicodeScalars.append(scalars[at])
      } else if scalars[at] != "." || !isBeforeLetter || word.unicodeScalars.count != 1 {
        break
      }
      at += 1
    }
    return word
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { "0"..."9" ~= scalar }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }
}
