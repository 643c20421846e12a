import FoundationEssentials
import TOML

extension ValueForm where Value == TimeOfDay {
  /// A time of day, such as `"07:00"`.
  static var timeOfDay: ValueForm {
    .text(
      "a time of day from \"00:00\" to \"23:59\"", example: "07:00",
      parse: { text, _ in TimeOfDay(text) },
      advice: { value in
        value.writtenText.flatMap { TimeOfDay(loose: $0) }.map { "write \(quoted($0.description))" }
      }, write: { $0.description })
  }
}

extension ValueForm where Value == ActiveHours {
  /// A part of the day, such as `"06:00-23:00"`.
  static var activeHours: ValueForm {
    .text(
      "a part of the day from \"00:00\" to \"23:59\" such as \"06:00-23:00\"",
      example: "06:00-23:00", parse: { text, _ in ActiveHours(text) }, write: { $0.text })
  }
}

extension TimeOfDay {
  /// Reads what is nearly a time of day: `7:00`, `7.00`, `7`, `7am`, `19:30:00`, `24:00`.
  fileprivate init?(loose text: String) {
    var rest = text.lowercased().filter { !$0.isWhitespace }
    let isAfternoon = rest.hasSuffix("pm")
    if isAfternoon || rest.hasSuffix("am") { rest.removeLast(2) }
    let parts = rest.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "." }
    let numbers = parts.compactMap { Int($0) }
    guard (1...3).contains(parts.count), numbers.count == parts.count else { return nil }
    let minute = numbers.count > 1 ? numbers[1] : 0
    let hour = numbers[0] + (isAfternoon && numbers[0] < 12 ? 12 : 0)
    guard (0...24).contains(hour), (0...59).contains(minute), hour < 24 || minute == 0
    else { return nil }
    self.init(hour: hour % 24, minute: minute)
  }
}

extension ValueForm where Value == TimeZone {
  /// A zone of the IANA database, such as `"Europe/Rome"`.
  static var zone: ValueForm {
    .text(
      "a time zone such as \"Europe/Rome\"", example: "Europe/Rome",
      parse: { text, _ in text.isOffset ? nil : TimeZone(identifier: text) },
      advice: { value in
        guard case .string(let text) = value else { return nil }
        return zoneAdvice(text)
      },
      write: { $0 == .gmt ? "UTC" : $0.identifier })
  }
}

/// What to write instead of what is no zone's name.
private func zoneAdvice(_ text: String) -> String? {
  // Zones are Foundation's ICU's, which a program that is linked statically may lack; a zone that
  // exists would then be refused, and the sysadmin would look for the fault in the file.
  guard TimeZone(identifier: "Etc/UTC") != nil else {
    return "this program was built without time zones, it knows none"
  }
  if text.isOffset { return "name a place; an offset knows no summer time" }
  let meant = text.nearest(of: TimeZone.frequent)
  return meant.map { "did you mean \(quoted($0))?" } ?? "'timedatectl list-timezones' lists them"
}

extension TimeZone {
  /// Zones that a misspelt name is compared with; FoundationEssentials can not list all.
  static let frequent =
    [
      "Amsterdam", "Athens", "Belgrade", "Berlin", "Brussels", "Bucharest", "Budapest",
      "Copenhagen",
      "Dublin", "Helsinki", "Istanbul", "Kyiv", "Lisbon", "London", "Luxembourg", "Madrid", "Malta",
      "Monaco", "Moscow", "Oslo", "Paris", "Prague", "Riga", "Rome", "San_Marino", "Sofia",
      "Stockholm", "Tallinn", "Vatican", "Vienna", "Vilnius", "Warsaw", "Zagreb", "Zurich",
    ].map { "Europe/" + $0 }
    + [
      "Chicago", "Denver", "Los_Angeles", "Mexico_City", "New_York", "Sao_Paulo", "Toronto",
    ].map { "America/" + $0 }
    + [
      "UTC", "Africa/Cairo", "Africa/Johannesburg", "Asia/Dubai", "Asia/Hong_Kong",
      "Asia/Jerusalem", "Asia/Kolkata", "Asia/Shanghai", "Asia/Singapore", "Asia/Tokyo",
      "Australia/Sydney", "Pacific/Auckland",
    ]
}

extension String {
  /// Whether this is a fixed distance from UTC, which Foundation would take for a zone.
  fileprivate var isOffset: Bool {
    let isNamed = hasPrefix("GMT") || hasPrefix("UTC")
    return isNamed && dropFirst(3).contains { $0 == "+" || $0 == "-" || $0.isNumber }
  }
}
