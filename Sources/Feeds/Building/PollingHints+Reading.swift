/// `sy:updatePeriod` and `sy:updateFrequency`. Source: RSS 1.0 module Syndication.
struct UpdateRhythm {
  /// The period; nil when none was given.
  var minutes: Int?
  /// How often in a period, above 0.
  var frequency = 1

  /// `hourly` is 60, `daily` 1440; nil for a word that is no period.
  static func minutes(_ period: String) -> Int? {
    switch period.lowercased() {
    case "hourly": 60
    case "daily": 24 * 60
    case "weekly": 7 * 24 * 60
    case "monthly": 30 * 24 * 60
    case "yearly": 365 * 24 * 60
    default: nil
    }
  }

  /// The time between two updates in minutes, at least 1; nil without a period.
  var intervalMinutes: Int? { minutes.map { max(1, $0 / frequency) } }
}

extension PollingHints {
  /// An hour of `skipHours`; 24 is midnight, as RSS 0.91 wrote it. Others are ignored.
  mutating func skip(hour: String) {
    guard let hour = Int(hour), 0...24 ~= hour, !skipHours.contains(hour % 24) else { return }
    skipHours.append(hour % 24)
  }

  /// A day of `skipDays`; what is no English name of a day is ignored.
  mutating func skip(day: String) {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    guard let day = days.first(where: { $0.lowercased() == day.lowercased() }),
      !skipDays.contains(day)
    else { return }
    skipDays.append(day)
  }
}
