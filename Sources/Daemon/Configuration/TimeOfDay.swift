/// A time of day on the clock of some zone, to the minute.
struct TimeOfDay: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// From 0 to 23.
  let hour: Int
  /// From 0 to 59.
  let minute: Int

  /// The time as it is configured, such as `07:00`.
  var description: String {
    "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
  }

  static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
    (left.hour, left.minute) < (right.hour, right.minute)
  }
}

extension TimeOfDay {
  /// Reads `HH:MM`, 00:00 to 23:59; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 && $0.isDigits }),
      let hour = Int(parts[0]), let minute = Int(parts[1]), hour < 24, minute < 60
    else { return nil }
    self.init(hour: hour, minute: minute)
  }
}

extension Substring {
  /// Whether there is nothing but ASCII digits.
  fileprivate var isDigits: Bool { utf8.allSatisfy { (0x30...0x39).contains($0) } }
}

/// A day of the week, from Monday.
enum Weekday: String, Sendable, CaseIterable {
  case monday = "mon"
  case tuesday = "tue"
  case wednesday = "wed"
  case thursday = "thu"
  case friday = "fri"
  case saturday = "sat"
  case sunday = "sun"
}
