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
    dueDates(around: now, days: 0...15).first { $0 > now }
  }

  /// The last due moment at or before `now`.
  func last(until now: Date) -> Date? {
    dueDates(around: now, days: -15...1).last { $0 <= now }
  }

  /// The due moments of the days around the day of `now`, in order. Two weeks, for a zone may skip the
  /// only weekday of an agenda.
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
    return isThere(day) ? moment : nil
  }

  /// Whether the zone has the day: the calendar answers with another one for a day that it skips. Its
  /// noon tells, for a clock change may leave out the last minutes of a day that is there.
  private func isThere(_ day: DateComponents) -> Bool {
    guard let civil = Self.civil.date(from: day) else { return false }
    var noon = Self.civil.dateComponents([.year, .month, .day], from: civil)
    let wanted = noon
    noon.hour = 12
    guard let moment = calendar.date(from: noon) else { return false }
    let found = calendar.dateComponents([.year, .month, .day], from: moment)
    return found.day == wanted.day && found.month == wanted.month
  }

  private static let civil: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }()
}

/// What becomes of editions that were missed: the machine was off, or it slept.
enum MissedEditions: String, Sendable, CaseIterable {
  /// Each is written, and tells what was published up to its moment.
  case each
  /// The last one is written, and tells everything.
  case merge
  /// None is written; the next one tells everything.
  case skip
}

extension Agenda {
  /// What is to be done at one moment.
  struct Duty: Sendable, Equatable {
    /// The moments for which editions are to be written now, in order; none twice.
    var editions: [Date] = []
    /// When to ask again; nil only for an agenda without times or days.
    var next: Date?
  }

  /// An edition that is later than this was missed.
  static let patience: TimeInterval = 3600
  /// `each` writes as many at most; what is older is told in the first of them.
  static let mostAtOnce = 60
  /// A moment that lies further ahead than this was written down by a clock that went wrong.
  private static let believedAhead: TimeInterval = 25 * 3600

  /// What is to be done at `now`, when the last edition was that of the moment `last`, or there was
  /// none yet and the digest was first heard of then. Pure.
  ///
  /// A clock that was set back writes no edition again; one that had been wrong by days delays none.
  func duty(since last: Date, at now: Date, missed: MissedEditions) -> Duty {
    let isBelieved = last.timeIntervalSince(now) <= Self.believedAhead
    let start = isBelieved ? last : now.addingTimeInterval(-Self.patience)
    guard let latest = self.last(until: now), latest > start else {
      return Duty(next: next(after: max(start, now)))
    }
    let editions =
      switch missed {
      case .merge: [latest]
      case .skip: now.timeIntervalSince(latest) <= Self.patience ? [latest] : []
      case .each: moments(after: start, until: latest)
      }
    return Duty(editions: editions, next: next(after: now))
  }

  private func moments(after start: Date, until latest: Date) -> [Date] {
    var moments = [latest]
    while moments.count < Self.mostAtOnce, let first = moments.last,
      let earlier = last(until: first.addingTimeInterval(-1)), earlier > start
    {
      moments.append(earlier)
    }
    return moments.reversed()
  }
}
