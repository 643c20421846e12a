/// The two forms that nearly every feed uses, read byte by byte with no other thing in mind.
///
/// Whatever departs from them by one byte is nil here and goes to the tokens of `WrittenDate`, which
/// must read what these read to the same instant.
extension DateFields {
  /// `[Thu, ] D[D] Jan YYYY HH:MM[:SS] (GMT | UT | UTC | Z | ±HHMM)`.
  /// Source: RFC 5322 §3.3, RFC 822 §5 with the year of RFC 1123 §5.2.14.
  init?(internet text: Span<UInt8>) {
    self.init(year: 0, month: 0, day: 0)
    var at = 0
    if text.count > 5, text[3] == UInt8(ascii: ","), text[4] == UInt8(ascii: " ") {
      // Which day it is, the date says; that it is none, the tokens have to weigh.
      guard text.isLetter(0), text.isLetter(1), text.isLetter(2) else { return nil }
      at = 5
    }
    guard text.count >= at + 17, let first = text.digit(at) else { return nil }
    day = first
    at += 1
    if let second = text.digit(at) {
      day = day * 10 + second
      at += 1
    }
    guard at + 16 <= text.count, text[at] == UInt8(ascii: " "), text[at + 4] == UInt8(ascii: " "),
      text[at + 9] == UInt8(ascii: " "), let month = DateFields.month(text, at: at + 1),
      let century = text.twoDigits(at + 5), let inCentury = text.twoDigits(at + 7)
    else { return nil }
    self.month = month
    year = century * 100 + inCentury
    at += 10
    guard readTime(text, at: &at), at < text.count, text[at] == UInt8(ascii: " "),
      let offset = DateFields.offset(text, at: at + 1)
    else { return nil }
    offsetSeconds = offset
  }

  /// `YYYY-MM-DD(T| )HH:MM[:SS[.f…]](Z | ±HH:MM)`. Source: RFC 3339 §5.6.
  init?(rfc3339 text: Span<UInt8>) {
    guard text.count >= 17, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " "),
      let century = text.twoDigits(0), let inCentury = text.twoDigits(2),
      let month = text.twoDigits(5), let day = text.twoDigits(8)
    else { return nil }
    self.init(year: century * 100 + inCentury, month: month, day: day)
    var at = 11
    guard readTime(text, at: &at) else { return nil }
    readFraction(text, at: &at)
    guard let offset = DateFields.offset(text, at: at) else { return nil }
    offsetSeconds = offset
  }

  /// `HH:MM[:SS]`; leaves `at` behind it.
  private mutating func readTime(_ text: Span<UInt8>, at: inout Int) -> Bool {
    guard at + 5 <= text.count, text[at + 2] == UInt8(ascii: ":"),
      let hour = text.twoDigits(at), let minute = text.twoDigits(at + 3)
    else { return false }
    self.hour = hour
    self.minute = minute
    at += 5
    guard at + 3 <= text.count, text[at] == UInt8(ascii: ":") else { return true }
    guard let second = text.twoDigits(at + 1) else { return false }
    self.second = second
    at += 3
    return true
  }

  /// `.f…` of any length where it stands.
  private mutating func readFraction(_ text: Span<UInt8>, at: inout Int) {
    guard at < text.count, text[at] == UInt8(ascii: ".") else { return }
    at += 1
    var unit = 0.1
    while let digit = text.digit(at) {
      fraction += Double(digit) * unit
      unit /= 10
      at += 1
    }
  }

  /// The zone from `at` to the end of the text, in seconds east of Greenwich.
  private static func offset(_ text: Span<UInt8>, at: Int) -> Int? {
    let count = text.count - at
    guard count > 0 else { return nil }
    switch (text[at], count) {
    case (UInt8(ascii: "Z"), 1): return 0
    case (UInt8(ascii: "G"), 3):
      return text[at + 1] == UInt8(ascii: "M") && text[at + 2] == UInt8(ascii: "T") ? 0 : nil
    case (UInt8(ascii: "U"), 2...3):
      let isUT = text[at + 1] == UInt8(ascii: "T")
      return isUT && (count == 2 || text[at + 2] == UInt8(ascii: "C")) ? 0 : nil
    case (UInt8(ascii: "+"), 5...6), (UInt8(ascii: "-"), 5...6):
      guard count == 5 || text[at + 3] == UInt8(ascii: ":"),
        let hours = text.twoDigits(at + 1), let minutes = text.twoDigits(text.count - 2),
        hours <= 23, minutes <= 59
      else { return nil }
      let seconds = hours * 3_600 + minutes * 60
      return text[at] == UInt8(ascii: "-") ? -seconds : seconds
    default: return nil
    }
  }

  /// 1…12 for the three letters of an English month at `at`, in any case.
  private static func month(_ text: Span<UInt8>, at: Int) -> Int? {
    let letters = UInt32(text[at]) << 16 | UInt32(text[at + 1]) << 8 | UInt32(text[at + 2])
    switch letters | 0x202020 {
    case 0x6a616e: return 1
    case 0x666562: return 2
    case 0x6d6172: return 3
    case 0x617072: return 4
    case 0x6d6179: return 5
    case 0x6a756e: return 6
    case 0x6a756c: return 7
    case 0x617567: return 8
    case 0x736570: return 9
    case 0x6f6374: return 10
    case 0x6e6f76: return 11
    case 0x646563: return 12
    default: return nil
    }
  }
}

extension Span<UInt8> {
  fileprivate func isLetter(_ at: Int) -> Bool { 0x61...0x7a ~= self[at] | 0x20 }

  /// The value of the ASCII digit at an offset; nil past the end or where there is none.
  fileprivate func digit(_ at: Int) -> Int? {
    guard at < count else { return nil }
    let value = self[at] &- UInt8(ascii: "0")
    return value <= 9 ? Int(value) : nil
  }

  /// The value of two ASCII digits at an offset.
  fileprivate func twoDigits(_ at: Int) -> Int? {
    guard let tens = digit(at), let ones = digit(at + 1) else { return nil }
    return tens * 10 + ones
  }
}
