/// A place in the ASCII of a date, and what can be read from there.
struct DateScanner: Sendable {
  /// A run of ASCII digits; the value of more than eighteen is of no use to anybody.
  struct Digits: Sendable, Hashable {
    var value = 0
    var count = 0
  }

  private let characters: [UInt8]
  private var at = 0

  init(_ characters: [UInt8]) {
    self.characters = characters
  }

  var isAtEnd: Bool { at == characters.count }

  /// Steps over one character if it stands here.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard at < characters.count, characters[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  /// Steps over spaces; false when there are none.
  @discardableResult
  mutating func skipSpace() -> Bool {
    let start = at
    while skip(" ") {}
    return at > start
  }

  /// Reads all the digits that stand here.
  mutating func digits() -> Digits {
    var digits = Digits()
    while at < characters.count, 0x30...0x39 ~= characters[at] {
      if digits.count < 18 { digits.value = digits.value * 10 + Int(characters[at] - 0x30) }
      digits.count += 1
      at += 1
    }
    return digits
  }

  /// `.f…` or `,f…`, 0..<1; 0 where there is none.
  mutating func fraction() -> Double {
    guard at + 1 < characters.count, characters[at] == 0x2e || characters[at] == 0x2c,
      0x30...0x39 ~= characters[at + 1]
    else { return 0 }
    at += 1
    var fraction = 0.0
    var unit = 0.1
    while at < characters.count, 0x30...0x39 ~= characters[at] {
      fraction += Double(characters[at] - 0x30) * unit
      unit /= 10
      at += 1
    }
    return min(fraction, 1.0.nextDown)
  }

  /// `mm[:ss[.f…]]`, behind `hh:`; false where no minutes stand.
  mutating func readMinutes(_ fields: inout DateFields) -> Bool {
    let minute = digits()
    guard 1...2 ~= minute.count else { return false }
    fields.minute = minute.value
    guard skip(":") else { return true }
    let second = digits()
    guard 1...2 ~= second.count else { return false }
    fields.second = second.value
    fields.fraction = fraction()
    return true
  }

  /// `±h`, `±hh`, `±hmm`, `±hhmm`, `±hh:mm` in seconds; nil, with nothing read, for anything else.
  mutating func offset() -> Int? {
    let start = at
    let isWest = skip("-")
    guard isWest || skip("+") else { return nil }
    let digits = digits()
    var seconds = 86_400
    if 3...4 ~= digits.count {
      seconds = digits.value / 100 * 3_600 + digits.value % 100 * 60
    } else if 1...2 ~= digits.count {
      seconds = digits.value * 3_600
      if skip(":") {
        let minutes = self.digits()
        seconds += minutes.count == 2 ? minutes.value * 60 : 86_400
      }
    }
    guard seconds < 86_400 else {
      at = start
      return nil
    }
    return isWest ? -seconds : seconds
  }
}
