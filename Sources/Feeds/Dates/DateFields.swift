import FoundationEssentials

/// The numbers of a date as it was written, before anybody asked whether such a day exists.
struct DateFields: Sendable, Hashable {
  var year: Int
  var month: Int
  /// Of the month, or of the year where `month` is 1 and the text counts so.
  var day: Int
  var hour = 0
  var minute = 0
  var second = 0
  /// The part of a second, 0..<1.
  var fraction = 0.0
  /// Seconds east of Greenwich; nil when the text names no zone.
  var offsetSeconds: Int?
  /// What a day may be at most.
  private var lastDay = 31

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The instant; nil where it does not exist or lies outside the years 0001…9999 in UTC.
  ///
  /// 24:00 is the midnight that ends a day (ISO 8601:2004 §4.2.3), second 60 the first one of the
  /// next minute, as POSIX counts it, and 31 June is 1 July, as for mktime(3): programs that take
  /// every month for equal write that, and mean a day of about then.
  func date(zone: TimeZone) -> Date? {
    guard 1...9999 ~= year, 1...12 ~= month, 1...lastDay ~= day,
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

  /// Seconds east of Greenwich in a zone when its clocks show `local` seconds since 1970; where they
  /// show it twice or never, the offset before the change or after it.
  static func offset(of zone: TimeZone, atLocal local: Int) -> Int {
    if zone == .gmt { return 0 }
    let first = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local)))
    return zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(local - first)))
  }

  /// The seconds since 1970 that the fields show, without regard to the zone.
  var localSeconds: Int {
    CivilDay.sinceEpoch(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60
  }
}

extension DateFields {
  /// A year of which the century was left out: 1950…2049. Source: RFC 5322 §4.3.
  static func year(twoDigits: Int) -> Int { twoDigits < 50 ? 2000 + twoDigits : 1900 + twoDigits }

  /// Day 1…366 of a year. Source: ISO 8601:2004 §4.1.3.
  static func ordinal(year: Int, day: Int) -> DateFields {
    var fields = DateFields(year: year, month: 1, day: day)
    fields.lastDay = CivilDay.isLeap(year) ? 366 : 365
    return fields
  }

  /// Day 1 (Monday) … 7 of week 1…53 of a year; week 1 is the one with 4 January.
  /// Source: ISO 8601:2004 §4.1.4.
  static func week(_ week: Int, day: Int, year: Int) -> DateFields? {
    guard 1...53 ~= week, 1...7 ~= day, 1...9999 ~= year else { return nil }
    let fourth = CivilDay.sinceEpoch(year: year, month: 1, day: 4)
    let monday = fourth - (CivilDay.weekday(sinceEpoch: fourth) + 6) % 7
    let date = CivilDay.date(sinceEpoch: monday + (week - 1) * 7 + day - 1)
    return DateFields(year: date.year, month: date.month, day: date.day)
  }

  /// Seconds since 1970-01-01T00:00:00Z, not negative.
  static func epoch(seconds: Int) -> DateFields {
    let date = CivilDay.date(sinceEpoch: seconds / 86_400)
    var fields = DateFields(year: date.year, month: date.month, day: date.day)
    fields.hour = seconds / 3_600 % 24
    fields.minute = seconds / 60 % 60
    fields.second = seconds % 60
    fields.offsetSeconds = 0
    return fields
  }
}
