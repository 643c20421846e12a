import FoundationEssentials

extension Date {
  /// Such as `2026-11-24T07:00:00Z`, in the Gregorian calendar for all years 1…9999; parts of a
  /// second are left out. Source: RFC 3339 §5.6.
  ///
  /// Foundation's own style counts by the Julian calendar before 1582.
  var rfc3339: String {
    let seconds = Int(timeIntervalSince1970.rounded(.down))
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let (year, month, day) = Date.civil(daysSinceEpoch: days)
    let second = seconds - days * 86_400
    let date = Date.digits(year, 4) + "-" + Date.digits(month, 2) + "-" + Date.digits(day, 2)
    let time = [second / 3_600, second / 60 % 60, second % 60].map { Date.digits($0, 2) }
    return date + "T" + time.joined(separator: ":") + "Z"
  }

  /// Source: Hinnant, “chrono-compatible low-level date algorithms”, `civil_from_days`.
  private static func civil(daysSinceEpoch days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }
}
