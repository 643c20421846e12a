/// ISO 8601 in all the shapes that feeds use, wider than the profile of RFC 3339.
///
///     date  YYYY  YYYY-MM  YYYY-MM-DD  YYYY-DDD  YYYY-Www[-D]      with hyphens
///           YYYYMMDD  YYYYDDD  YYYYWww[D]                          without
///           YY-MM-DD  YYMMDD  YYDDD  -YY-MM  -YYMM                 with the century left out (1988)
///     time  hh  hh:mm  hh:mm:ss  hhmm  hhmmss, with a fraction of the second after . or ,
///     zone  Z  ±hh  ±hhmm  ±hh:mm, after a date too (XML Schema)
///
/// Between date and time stands `T`, `t` or a space. Ten digits alone are seconds since 1970,
/// thirteen are milliseconds, for programs send those too.
///
/// A form that leaves out what only a clock could fill in (`--MM-DD`) names no date.
/// Source: ISO 8601:2004 §4, ISO 8601:1988 §5.2, W3C Note “Date and Time Formats”.
struct ISODate {
  /// What was read; nil when the text is in no such form as a whole.
  private(set) var fields: DateFields?

  private var scanner: DateScanner

  init(_ characters: [UInt8]) {
    scanner = DateScanner(characters)
    guard var fields = readDate() else { return }
    if !scanner.isAtEnd {
      if scanner.skip("T") || scanner.skip("t") || scanner.skipSpace() {
        if !readZone(&fields), !readTime(&fields) { return }
      }
      scanner.skipSpace()
      if !scanner.isAtEnd, !readZone(&fields) { return }
      scanner.skipSpace()
    }
    if scanner.isAtEnd { self.fields = fields }
  }

  private mutating func readDate() -> DateFields? {
    if scanner.skip("-") { return readMonthOfCentury() }
    let digits = scanner.digits()
    switch digits.count {
    case 4: return readRest(year: digits.value)
    case 8:
      return DateFields(
        year: digits.value / 10_000, month: digits.value / 100 % 100, day: digits.value % 100)
    case 7: return .ordinal(year: digits.value / 1_000, day: digits.value % 1_000)
    case 6:
      let year = DateFields.year(twoDigits: digits.value / 10_000)
      return DateFields(year: year, month: digits.value / 100 % 100, day: digits.value % 100)
    case 5:
      let year = DateFields.year(twoDigits: digits.value / 1_000)
      return .ordinal(year: year, day: digits.value % 1_000)
    case 2: return readRest(century: digits.value)
    case 12, 14: return readCompact(digits)
    case 10 where scanner.isAtEnd: return .epoch(seconds: digits.value)
    case 13 where scanner.isAtEnd: return .epoch(seconds: digits.value / 1_000)
    default: return nil
    }
  }

  /// `-YY-MM`, `-YYMM`.
  private mutating func readMonthOfCentury() -> DateFields? {
    let digits = scanner.digits()
    switch digits.count {
    case 4:
      let year = DateFields.year(twoDigits: digits.value / 100)
      return DateFields(year: year, month: digits.value % 100, day: 1)
    case 2 where scanner.skip("-"):
      let month = scanner.digits()
      guard month.count == 2 else { return nil }
      return DateFields(year: DateFields.year(twoDigits: digits.value), month: month.value, day: 1)
    default: return nil
    }
  }

  /// What follows four digits of a year.
  private mutating func readRest(year: Int) -> DateFields? {
    let hasHyphen = scanner.skip("-")
    if scanner.skip("W") { return readWeek(of: year, hasHyphen: hasHyphen) }
    guard hasHyphen else { return DateFields(year: year, month: 1, day: 1) }
    let digits = scanner.digits()
    if digits.count == 3 { return .ordinal(year: year, day: digits.value) }
    guard digits.count == 2 else { return nil }
    return readDay(of: digits.value, year)
  }

  /// `[-DD]`.
  private mutating func readDay(of month: Int, _ year: Int) -> DateFields? {
    guard scanner.skip("-") else { return DateFields(year: year, month: month, day: 1) }
    let day = scanner.digits()
    return day.count == 2 ? DateFields(year: year, month: month, day: day.value) : nil
  }

  /// `YY-MM-DD`. Two digits before a hyphen may be a day as well: only three pairs are a date.
  private mutating func readRest(century digits: Int) -> DateFields? {
    guard scanner.skip("-") else { return nil }
    let month = scanner.digits()
    guard month.count == 2, scanner.skip("-") else { return nil }
    let day = scanner.digits()
    guard day.count == 2, 1...12 ~= month.value, 1...31 ~= day.value else { return nil }
    return DateFields(
      year: DateFields.year(twoDigits: digits), month: month.value, day: day.value)
  }

  private mutating func readWeek(of year: Int, hasHyphen: Bool) -> DateFields? {
    let digits = scanner.digits()
    switch digits.count {
    case 3 where !hasHyphen:
      return .week(digits.value / 10, day: digits.value % 10, year: year)
    case 2:
      guard hasHyphen, scanner.skip("-") else { return .week(digits.value, day: 1, year: year) }
      let day = scanner.digits()
      return day.count == 1 ? .week(digits.value, day: day.value, year: year) : nil
    default: return nil
    }
  }

  /// `YYYYMMDDhhmm[ss]`.
  private mutating func readCompact(_ digits: DateScanner.Digits) -> DateFields? {
    let value = digits.count == 12 ? digits.value * 100 : digits.value
    var fields = DateFields(
      year: value / 10_000_000_000, month: value / 100_000_000 % 100, day: value / 1_000_000 % 100)
    fields.hour = value / 10_000 % 100
    fields.minute = value / 100 % 100
    fields.second = value % 100
    return fields
  }

  private mutating func readTime(_ fields: inout DateFields) -> Bool {
    let digits = scanner.digits()
    switch digits.count {
    case 2:
      fields.hour = digits.value
      guard scanner.skip(":") else { return true }
      return scanner.readMinutes(&fields)
    case 4, 6:
      let value = digits.count == 4 ? digits.value * 100 : digits.value
      fields.hour = value / 10_000
      fields.minute = value / 100 % 100
      fields.second = value % 100
      fields.fraction = scanner.fraction()
      return true
    default: return false
    }
  }

  private mutating func readZone(_ fields: inout DateFields) -> Bool {
    if fields.offsetSeconds != nil { return false }
    if scanner.skip("Z") || scanner.skip("z") {
      fields.offsetSeconds = 0
    } else {
      fields.offsetSeconds = scanner.offset()
    }
    return fields.offsetSeconds != nil
  }
}
