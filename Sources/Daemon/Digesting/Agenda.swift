import FoundationEssentials

/// When editions of a digest are due: a pure function of its times of day, weekdays and zone.
///
/// A time that a clock change leaves out is due when the clock has jumped; one that comes twice is
/// due the first time. A day that a zone skips has no edition.
struct Agenda: Sendable {
  private let times: [TimeOfDay]
  private let weekdays: Set<Weekday>
  private let calendar: Calendar

  init(times: [TimeOfDay], weekdays: Set<Weekday>, zone: TimeZone) {
    self.times = times
    self.weekdays = weekdays
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    self.calendar = calendar
  }

  /// The first due moment after `now`; nil only for an agenda without times or days.
  func next(after now: Date) -> Date? {
    dueDates(around: now, days: 0...8).first { $0 > now }
  }

  /// The last due moment at or before `now`.
  func last(until now: Date) -> Date? {
    dueDates(around: now, days: -8...1).last { $0 <= now }
  }

  /// The due moments of the days around the day of `now`, in order.
  private func dueDates(around now: Date, days: ClosedRange<Int>) -> [Date] {
    let today = calendar.dateComponents([.year, .month, .day], from: now)
    let moments = days.flatMap { offset -> [Date] in
      var day = today
      day.day = (today.day ?? 1) + offset
      return times.compactMap { moment(at: $0, on: day) }
    }
    return moments.sorted()
  }

  private func moment(at time: TimeOfDay, on day: DateComponents) -> Date? {
    // The civil date that the offset leads to, before any zone has its say.
    guard let civil = Self.civil.date(from: day) else { return nil }
    var wanted = Self.civil.dateComponents([.year, .month, .day, .weekday], from: civil)
    guard let weekday = wanted.weekday, weekdays.contains(Weekday.allCases[(weekday + 5) % 7])
    else { return nil }
    wanted.weekday = nil
    wanted.hour = time.hour
    wanted.minute = time.minute
    guard let moment = calendar.date(from: wanted) else { return nil }
    // On a day that the zone skips, the calendar answers with another day.
    let found = calendar.dateComponents([.year, .month, .day], from: moment)
    return found.day == wanted.day && found.month == wanted.month ? moment : nil
  }

  private static let civil: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()
}
