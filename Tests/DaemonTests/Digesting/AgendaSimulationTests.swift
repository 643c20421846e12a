import FoundationEssentials
import Testing

@testable import Daemon

/// One digest on a simulated clock: when the daemon runs, and which editions it writes.
private struct Simulation {
  let agenda: Agenda
  let missed: MissedEditions
  let zone: TimeZone
  /// The spans in which the daemon runs and the machine is awake, by its clock.
  let awake: [ClosedRange<Date>]

  /// - Parameter line: policy; times; weekdays, or nothing for all; zone; spans in UTC; editions on
  ///   the zone's clock. The year is 2026 where none is given.
  init(_ line: String) throws {
    let fields = line.split(separator: ";", omittingEmptySubsequences: false)
      .map { $0.trimmingPrefix(" ").split(separator: " ").joined(separator: " ") }
    missed = try #require(MissedEditions(rawValue: fields[0]))
    zone = try #require(TimeZone(identifier: fields[3]))
    let days = fields[2].split(separator: " ").compactMap { Weekday(rawValue: String($0)) }
    agenda = Agenda(
      times: fields[1].split(separator: " ").compactMap { TimeOfDay(String($0)) },
      weekdays: Set(days.isEmpty ? Weekday.allCases : days), zone: zone)
    awake = try fields[4].split(separator: " ").map { span in
      let ends = try span.split(separator: "/").map { try Self.date(String($0)) }
      return ends[0]...ends[1]
    }
  }

  private static func date(_ text: String) throws -> Date {
    let full = text.count == 11 ? "2026-" + text : text
    return try Date(full + ":00Z", strategy: .iso8601)
  }

  /// The moments of the editions, in the order in which they are written.
  func run() -> [String] {
    var last = awake[0].lowerBound
    var editions: [Date] = []
    for span in awake {
      var now: Date? = span.lowerBound
      while let moment = now, moment <= span.upperBound {
        let duty = agenda.duty(since: last, at: moment, missed: missed)
        editions += duty.editions
        last = duty.editions.last ?? last
        now = duty.next
      }
    }
    return editions.map(wallClock)
  }

  private func wallClock(_ date: Date) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let parts = calendar.dateComponents([.month, .day, .hour, .minute], from: date)
    let numbers = [parts.month, parts.day, parts.hour, parts.minute].map { number in
      let digits = String(number ?? 0)
      return (digits.count == 1 ? "0" : "") + digits
    }
    return "\(numbers[0])-\(numbers[1]) \(numbers[2]):\(numbers[3])"
  }
}

@Suite struct AgendaSimulationTests {
  private static let days = """
    merge; 07:00; ; Europe/Rome; 11-23T12:00/11-26T12:00; 11-24 07:00, 11-25 07:00, 11-26 07:00
    merge; 07:00 19:00; ; Europe/Rome; 11-23T12:00/11-25T12:00; 11-23 19:00, 11-24 07:00, 11-24 19:00, 11-25 07:00
    merge; 06:00 12:00 18:00; mon tue; Europe/Rome; 11-23T05:30/11-25T20:00; 11-23 12:00, 11-23 18:00, 11-24 06:00, 11-24 12:00, 11-24 18:00
    merge; 08:00; mon; Europe/Rome; 11-20T00:00/12-08T00:00; 11-23 08:00, 11-30 08:00, 12-07 08:00
    merge; 08:00; sat sun; UTC; 11-23T00:00/11-30T00:00; 11-28 08:00, 11-29 08:00
    merge; 00:00; ; Europe/Rome; 11-23T12:00/11-25T12:00; 11-24 00:00, 11-25 00:00
    merge; 23:59; sun; America/New_York; 11-20T00:00/12-01T00:00; 11-22 23:59, 11-29 23:59
    merge; 07:00; ; Asia/Kathmandu; 11-23T12:00/11-25T01:15; 11-24 07:00, 11-25 07:00
    merge; 07:00; ; Asia/Kathmandu; 11-23T12:00/11-25T01:14; 11-24 07:00
    merge; 07:00; ; Pacific/Kiritimati; 11-23T12:00/11-24T17:00; 11-24 07:00, 11-25 07:00
    merge; 07:00; ; Pacific/Niue; 11-23T12:00/11-24T18:00; 11-23 07:00, 11-24 07:00
    merge; 07:00; ; Asia/Kolkata; 11-23T12:00/11-24T12:00; 11-24 07:00
    merge; 07:00; ; America/St_Johns; 11-23T12:00/11-24T12:00; 11-24 07:00
    merge; 07:00; ; UTC; 2028-02-28T08:00/2028-03-01T08:00; 02-29 07:00, 03-01 07:00
    each; 07:00; ; Europe/Rome; 11-23T12:00/11-25T12:00; 11-24 07:00, 11-25 07:00
    skip; 07:00; ; Europe/Rome; 11-23T12:00/11-25T12:00; 11-24 07:00, 11-25 07:00
    """

  private static let clockChanges = """
    merge; 07:00; ; Europe/Rome; 03-28T12:00/03-30T12:00; 03-29 07:00, 03-30 07:00
    merge; 02:30; ; Europe/Rome; 03-27T12:00/03-31T12:00; 03-28 02:30, 03-29 03:30, 03-30 02:30, 03-31 02:30
    merge; 02:00; ; Europe/Rome; 03-28T12:00/03-30T12:00; 03-29 03:00, 03-30 02:00
    merge; 03:00; ; Europe/Rome; 03-28T12:00/03-30T12:00; 03-29 03:00, 03-30 03:00
    merge; 01:59; ; Europe/Rome; 03-28T12:00/03-30T12:00; 03-29 01:59, 03-30 01:59
    merge; 02:30 03:30; ; Europe/Rome; 03-28T12:00/03-30T12:00; 03-29 03:30, 03-30 02:30, 03-30 03:30
    each; 02:30 03:30; ; Europe/Rome; 03-28T12:00/03-28T13:00 03-30T12:00/03-30T13:00; 03-29 03:30, 03-30 02:30, 03-30 03:30
    merge; 02:30; sun; Europe/Rome; 03-23T12:00/04-06T12:00; 03-29 03:30, 04-05 02:30
    merge; 02:30; ; Europe/Rome; 10-23T12:00/10-26T12:00; 10-24 02:30, 10-25 02:30, 10-26 02:30
    merge; 02:00 03:00; ; Europe/Rome; 10-24T12:00/10-25T12:00; 10-25 02:00, 10-25 03:00
    merge; 02:30 02:45; ; Europe/Rome; 10-24T12:00/10-25T12:00; 10-25 02:30, 10-25 02:45
    each; 02:30; ; Europe/Rome; 10-23T12:00/10-23T13:00 10-26T12:00/10-26T13:00; 10-24 02:30, 10-25 02:30, 10-26 02:30
    merge; 02:30; ; Europe/Rome; 10-24T12:00/10-25T00:45 10-25T01:35/10-25T12:00; 10-25 02:30
    merge; 02:30; ; America/New_York; 03-07T12:00/03-09T12:00; 03-08 03:30, 03-09 02:30
    merge; 01:30; ; America/New_York; 10-31T12:00/11-02T12:00; 11-01 01:30, 11-02 01:30
    merge; 02:15; ; Australia/Lord_Howe; 10-02T20:00/10-04T20:00; 10-04 02:45, 10-05 02:15
    merge; 01:45; ; Australia/Lord_Howe; 04-03T20:00/04-05T20:00; 04-05 01:45, 04-06 01:45
    merge; 02:00; ; Antarctica/Troll; 03-28T12:00/03-30T12:00; 03-29 04:00, 03-30 02:00
    merge; 00:00; ; America/Havana; 03-07T12:00/03-09T12:00; 03-08 01:00, 03-09 00:00
    merge; 00:00; ; Asia/Beirut; 2022-03-26T12:00/2022-03-28T12:00; 03-27 01:00, 03-28 00:00
    merge; 00:30; ; Africa/Cairo; 2024-04-25T12:00/2024-04-27T12:00; 04-26 01:30, 04-27 00:30
    merge; 01:30; ; Europe/Moscow; 2014-10-25T12:00/2014-10-27T12:00; 10-26 01:30, 10-27 01:30
    merge; 23:45; ; Asia/Pyongyang; 2018-05-03T00:00/2018-05-06T00:00; 05-03 23:45, 05-05 00:15, 05-05 23:45
    merge; 07:00; ; Pacific/Apia; 2011-12-28T20:00/2012-01-01T00:00; 12-29 07:00, 12-31 07:00, 01-01 07:00
    merge; 07:00; fri; Pacific/Apia; 2011-12-20T00:00/2012-01-10T00:00; 12-23 07:00, 01-06 07:00
    each; 07:00; ; Pacific/Apia; 2011-12-28T00:00/2011-12-28T01:00 2012-01-01T00:00/2012-01-01T01:00; 12-28 07:00, 12-29 07:00, 12-31 07:00, 01-01 07:00
    merge; 07:00; ; Pacific/Kwajalein; 1993-08-19T20:00/1993-08-23T00:00; 08-20 07:00, 08-22 07:00, 08-23 07:00
    """

  private static let interruptions = """
    merge; 07:00; ; Europe/Rome; 11-16T12:00/11-17T12:00 11-24T12:00/11-25T12:00; 11-17 07:00, 11-24 07:00, 11-25 07:00
    each; 07:00; ; Europe/Rome; 11-16T12:00/11-17T12:00 11-20T12:00/11-21T12:00; 11-17 07:00, 11-18 07:00, 11-19 07:00, 11-20 07:00, 11-21 07:00
    skip; 07:00; ; Europe/Rome; 11-16T12:00/11-17T12:00 11-24T12:00/11-25T12:00; 11-17 07:00, 11-25 07:00
    each; 07:00 19:00; ; Europe/Rome; 11-23T12:00/11-23T13:00 11-25T07:00/11-25T08:00; 11-23 19:00, 11-24 07:00, 11-24 19:00, 11-25 07:00
    merge; 07:00 19:00; ; Europe/Rome; 11-23T12:00/11-23T13:00 11-25T07:00/11-25T08:00; 11-25 07:00
    skip; 07:00 19:00; ; Europe/Rome; 11-23T12:00/11-23T13:00 11-25T07:30/11-25T08:00;
    skip; 07:00; ; Europe/Rome; 11-17T12:00/11-17T13:00 11-18T06:30/11-18T08:00; 11-18 07:00
    skip; 07:00; ; Europe/Rome; 11-17T12:00/11-17T13:00 11-18T07:00/11-18T08:00; 11-18 07:00
    skip; 07:00; ; Europe/Rome; 11-17T12:00/11-17T13:00 11-18T07:01/11-18T08:00;
    each; 08:00; mon; Europe/Rome; 11-02T12:00/11-02T13:00 11-24T12:00/11-24T13:00; 11-09 08:00, 11-16 08:00, 11-23 08:00
    merge; 08:00; mon; Europe/Rome; 11-02T12:00/11-02T13:00 11-24T12:00/11-24T13:00; 11-23 08:00
    skip; 08:00; mon; Europe/Rome; 11-02T12:00/11-02T13:00 11-24T12:00/11-30T13:00; 11-30 08:00
    each; 02:30; ; Europe/Rome; 03-27T12:00/03-27T13:00 03-30T12:00/03-30T13:00; 03-28 02:30, 03-29 03:30, 03-30 02:30
    merge; 07:00; ; Europe/Rome; 11-23T12:00/11-23T22:00 11-24T08:00/11-24T20:00; 11-24 07:00
    each; 07:00; ; Europe/Rome; 11-23T12:00/11-23T22:00 11-24T08:00/11-24T20:00; 11-24 07:00
    skip; 07:00; ; Europe/Rome; 11-23T12:00/11-23T22:00 11-24T08:00/11-24T20:00;
    merge; 07:00; ; Europe/Rome; 11-24T05:59/11-24T06:00 11-24T06:01/11-24T10:00; 11-24 07:00
    merge; 07:00; ; Europe/Rome; 11-24T05:58/11-24T05:59 11-24T06:00/11-24T10:00; 11-24 07:00
    each; 07:00; ; Europe/Rome; 11-24T05:58/11-24T05:59 11-24T06:00/11-24T06:00 11-24T06:00/11-24T10:00; 11-24 07:00
    merge; 07:00; ; Europe/Rome; 11-24T05:00/11-24T06:30 11-24T05:30/11-24T07:00; 11-24 07:00
    merge; 07:00; ; Europe/Rome; 11-24T05:00/11-25T06:30 11-24T08:00/11-26T07:00; 11-24 07:00, 11-25 07:00, 11-26 07:00
    merge; 07:00; ; Europe/Rome; 2036-11-24T05:00/2036-11-24T07:00 11-24T05:00/11-26T12:00; 11-24 07:00, 11-24 07:00, 11-25 07:00, 11-26 07:00
    each; 07:00; ; Europe/Rome; 2036-11-24T05:00/2036-11-24T07:00 11-24T05:00/11-25T12:00; 11-24 07:00, 11-24 07:00, 11-25 07:00
    merge; 07:00; ; Europe/Rome; 11-23T12:00/11-24T12:00 2036-11-24T12:00/2036-11-24T13:00 11-24T13:00/11-26T12:00; 11-24 07:00, 11-24 07:00, 11-25 07:00, 11-26 07:00
    skip; 07:00; ; Europe/Rome; 11-23T12:00/11-24T12:00 2036-11-24T12:00/2036-11-24T13:00 11-24T13:00/11-25T12:00; 11-24 07:00, 11-25 07:00
    merge; 07:00; ; Europe/Rome; 1970-01-01T00:00/1970-01-01T07:00 11-24T05:00/11-24T12:00; 01-01 07:00, 11-23 07:00, 11-24 07:00
    """

  static let schedules = [days, clockChanges, interruptions]
    .flatMap { $0.split(separator: "\n").map(String.init) }

  @Test func `there are more than sixty schedules`() {
    #expect(Self.schedules.count > 60)
    #expect(Set(Self.schedules).count == Self.schedules.count)
  }

  @Test(arguments: schedules) func `a schedule has its editions`(line: String) throws {
    let expected = line.split(separator: ";", omittingEmptySubsequences: false)[5]
      .split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(try Simulation(line).run() == expected)
  }

  @Test func `a year of downtime is caught up with sixty editions at most`() throws {
    let line = """
      each; 07:00; ; UTC; 2025-11-24T12:00/2025-11-24T13:00 11-24T12:00/11-24T13:00;
      """
    let editions = try Simulation(line).run()
    #expect(editions.count == Agenda.mostAtOnce)
    #expect(editions.last == "11-24 07:00")
    #expect(editions.first == "09-26 07:00")
  }
}
