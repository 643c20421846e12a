/// The dates of HTTP's header fields.
///
/// All three forms are read by one pass over words, so that small deviations (a missing weekday, one
/// digit for the day) do no harm:
///
///     Sun, 06 Nov 1994 08:49:37 GMT     IMF-fixdate
///     Sunday, 06-Nov-94 08:49:37 GMT    RFC 850
///     Sun Nov  6 08:49:37 1994          asctime
///
/// A year of two digits is 1970 to 2069. Zones other than GMT are refused.
///
/// Source: RFC 9110 §5.6.7.
enum HTTPDate {
  /// Seconds since 1970 in UTC, before 1970 negative; nil when `text` is no date.
  static func secondsSince1970(_ text: some StringProtocol) -> Int64? {
    guard text.utf8.count <= 64 else { return nil }
    var fields = Fields()
    var word = Word()
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: "-"):
        guard fields.take(word) else { return nil }
        word = Word()
      default:
        guard word.append(byte) else { return nil }
      }
    }
    return fields.take(word) ? fields.seconds : nil
  }
}

/// A run of letters, or numbers with colons between them.
private struct Word {
  var letters = 0
  /// The first three letters in lower case, one a byte.
  var name: UInt32 = 0
  var digits = 0
  var numbers: (Int64, Int64, Int64) = (0, 0, 0)
  var colons = 0

  mutating func append(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      digits += 1
      let digit = Int64(byte - UInt8(ascii: "0"))
      switch colons {
      case 0: numbers.0 = numbers.0 * 10 + digit
      case 1: numbers.1 = numbers.1 * 10 + digit
      default: numbers.2 = numbers.2 * 10 + digit
      }
      return letters == 0 && digits <= 6
    case UInt8(ascii: ":"):
      colons += 1
      return letters == 0 && colons <= 2
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      letters += 1
      if letters <= 3 { name = name << 8 | UInt32(byte | 0x20) }
      return digits == 0 && colons == 0 && letters <= 9
    default:
      return false
    }
  }
}

/// What the words say.
private struct Fields {
  private var day: Int64?
  private var month: Int64?
  private var year: Int64?
  private var time: (hour: Int64, minute: Int64, second: Int64)?

  /// False when the word has no place in a date.
  mutating func take(_ word: Word) -> Bool {
    if word.letters > 0 { return take(name: word) }
    if word.colons == 2 {
      guard time == nil else { return false }
      time = word.numbers
    } else if word.colons == 0 && word.digits > 0 {
      return take(number: word)
    }
    return word.colons != 1
  }

  private mutating func take(name word: Word) -> Bool {
    if let index = Self.months.firstIndex(of: word.name) {
      guard month == nil else { return false }
      month = Int64(index + 1)
      return true
    }
    return Self.weekdays.contains(word.name) || Self.zones.contains(word.name)
  }

  private mutating func take(number word: Word) -> Bool {
    let number = word.numbers.0
    if day == nil && word.digits <= 2 {
      day = number
    } else if year == nil && word.digits == 4 {
      year = number
    } else if year == nil && word.digits == 2 {
      year = number < 70 ? 2000 + number : 1900 + number
    } else {
      return false
    }
    return true
  }

  /// Nil when a part is missing or out of its range. A leap second counts as the one before.
  var seconds: Int64? {
    guard let day, let month, let year, let time, (1...31).contains(day),
      (0...23).contains(time.hour), (0...59).contains(time.minute), (0...60).contains(time.second)
    else { return nil }
    let days = Self.daysSince1970(year: year, month: month, day: day)
    return days * 86_400 + time.hour * 3_600 + time.minute * 60 + min(time.second, 59)
  }

  /// The proleptic Gregorian calendar, counted in years that begin in March, so that the leap day is
  /// the last: (1970, 1, 1) is 0, (2000, 3, 1) is 11,017.
  private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let marchYear = month > 2 ? year : year - 1
    let marchMonth = (month + 9) % 12
    let daysBeforeMonth = (153 * marchMonth + 2) / 5
    let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
    return marchYear * 365 + leapDays + daysBeforeMonth + day - 1 - 719_468
  }

  private static let months: [UInt32] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map(code)
  private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(code)
  private static let zones = ["gmt", "utc", "z"].map(code)

  private static func code(_ name: String) -> UInt32 {
    name.utf8.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
