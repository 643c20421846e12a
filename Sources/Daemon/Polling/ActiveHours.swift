import FoundationEssentials

/// The part of the day in which feeds are polled, such as `06:00-23:00`; one that ends before it
/// begins goes over midnight.
struct ActiveHours: Sendable, Hashable {
  var from: TimeOfDay
  /// The first minute that is outside.
  var until: TimeOfDay

  /// Reads `HH:MM-HH:MM`; nil for anything else, and for no time at all.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = TimeOfDay(String(parts[0])),
      let until = TimeOfDay(String(parts[1])), from != until
    else { return nil }
    (self.from, self.until) = (from, until)
  }

  /// As it is configured.
  var text: String { "\(from)-\(until)" }

  /// The time from `date` until the hours are on; zero within them.
  func wait(from date: Date, zone: TimeZone) -> Duration {
    let local = Int(date.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: date)
    let second = ((local % Self.day) + Self.day) % Self.day
    let (first, last) = (Self.second(from), Self.second(until))
    let isInside =
      first < last ? (first..<last).contains(second) : second >= first || second < last
    return isInside ? .zero : .seconds((first - second + Self.day) % Self.day)
  }

  private static let day = 86_400

  private static func second(_ time: TimeOfDay) -> Int { time.hour * 3600 + time.minute * 60 }
}
