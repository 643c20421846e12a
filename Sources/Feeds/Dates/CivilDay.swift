/// Arithmetic of the proleptic Gregorian calendar.
enum CivilDay {
  /// Days since 1970-01-01; negative before. A day past the end of its month is one of the next.
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

  /// The date of a day since 1970-01-01. Source: the same, `civil_from_days`.
  static func date(sinceEpoch days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * fromMarch + 2) / 5 + 1
    )
  }

  /// 0 for a Sunday … 6 for a Saturday; 1970-01-01 was a Thursday.
  static func weekday(sinceEpoch days: Int) -> Int {
    let shifted = (days + 4) % 7
    return shifted < 0 ? shifted + 7 : shifted
  }

  static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}
