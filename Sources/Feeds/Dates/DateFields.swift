import FoundationEssentials

/// The numbers of a date as it was written, before anybody asked whether such a day exists.
struct DateFields: Sendable, Hashable {
  var year: Int
  var month: Int
  var day: Int
  var hour = 0
  var minute = 0
  var second = 0
  /// The part of a second, 0..<1.
  var fraction = 0.0
  /// Seconds east of Greenwich; nil when the text names no zone.
  var offsetSeconds: Int?

  /// The instant; nil where it does not exist or lies outside the years 0001…9999 in UTC.
  ///
  /// 24:00 is the midnight that ends a day (ISO 8601:2004 §4.2.3), second 60 the first one of the
  /// next minute, as POSIX counts it.
  func date(zone: TimeZone) -> Date? {
    guard 1...9999 ~= year, 1...12 ~= month, 1...CivilDay.count(inMonth: month, of: year) ~= day,
      0...23 ~= hour || (hour == 24 && minute == 0 && second == 0),
      0...59 ~= minute, 0...60 ~= second
    else { return nil }
    let days = CivilDay.sinceEpoch(year: year, month: month, day: day)
    let local = days * 86_400 + hour * 3_600 + minute * 60 + second
    let instant = local - (offsetSeconds ?? DateFields.offset(of: zone, atLocal: local))
    guard DateFields.representable ~= instant else { return nil }
    return Date(timeIntervalSince1970: Double(instant) + fraction)
  }

  /// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59Z in seconds since 1970.
  private static let representable = -62_135_596_800...253_402_300_799

  /// Seconds east of Greenwich in a zone when its clocks show `local`; where they show it twice or
  /// never, the offset before the change or after it.
  private static func offset(of zone: TimeZone, atLocal local: Int) -> Int {
    if zone == .gmt { return 0 }
    let first = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local)))
    return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local - first)))
  }
}

/// Arithmetic of the proleptic Gregorian calendar.
enum CivilDay {
  /// Days since 1970-01-01; negative before.
  ///
  /// Years are counted from March, so that the leap day is the last of a year and the months before
  /// it have 30.6 days each. Source: Hinnant, “chrono-compatible low-level date algorithms”,
  /// `days_from_civil`. `(1970, 1, 1)` is 0, `(2000, 3, 1)` is 11017, `(1, 1, 1)` is -719162.
  static func sinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// How many days a month has, 28…31; `month` is 1…12.
  static func count(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}
