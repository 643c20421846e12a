import FoundationEssentials

/// A moment that programs read as RFC 3339 in UTC, and people on the clock of their machine.
struct Moment: Sendable, Hashable, Encodable {
  var date: Date

  init(_ date: Date) { self.date = date }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(date.rfc3339)
  }
}

extension Date {
  /// For people: such as `2026-11-24 15:20 +01:00`, to the minute, on the clock of a zone, with what that
  /// is ahead of UTC.
  func words(in zone: TimeZone) -> String {
    let offset = zone.secondsFromGMT(for: self)
    let local = addingTimeInterval(Double(offset)).rfc3339
    let minutes = abs(offset) / 60
    let digits = [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return local.prefix(10) + " " + local.dropFirst(11).prefix(5) + (offset < 0 ? " -" : " +")
      + digits.joined(separator: ":")
  }

  /// The same on the clock of this machine, or of `$TZ`.
  var words: String { words(in: .current) }

  /// The day there, such as `2026-11-24`.
  var day: String { String(words.prefix(10)) }
}
