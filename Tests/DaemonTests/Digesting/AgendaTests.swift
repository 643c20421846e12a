import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct AgendaTests {
  private static func agenda(
    _ times: String, _ zone: String, _ weekdays: Set<Weekday> = Set(Weekday.allCases)
  ) throws -> Agenda {
    Agenda(
      times: times.split(separator: " ").compactMap { TimeOfDay(String($0)) }, weekdays: weekdays,
      zone: try #require(TimeZone(identifier: zone)))
  }

  private static func date(_ text: String) throws -> Date {
    try Date(text, strategy: .iso8601)
  }

  @Test(arguments: [
    // Times of day, zone, now, the next due moment; all moments in UTC.
    ("07:00", "UTC", "2026-11-24T06:59:59Z", "2026-11-24T07:00:00Z"),
    ("07:00", "UTC", "2026-11-24T07:00:00Z", "2026-11-25T07:00:00Z"),
    ("07:00", "Europe/Rome", "2026-11-24T05:00:00Z", "2026-11-24T06:00:00Z"),
    ("07:00", "Europe/Rome", "2026-07-24T05:00:00Z", "2026-07-25T05:00:00Z"),
    ("07:00 19:30", "Europe/Rome", "2026-11-24T06:00:00Z", "2026-11-24T18:30:00Z"),
    ("07:00 19:30", "Europe/Rome", "2026-11-24T18:30:00Z", "2026-11-25T06:00:00Z"),
    ("00:00", "Europe/Rome", "2026-12-31T12:00:00Z", "2026-12-31T23:00:00Z"),
    // The night when Rome's clock goes from 02:00 to 03:00.
    ("02:30", "Europe/Rome", "2026-03-28T12:00:00Z", "2026-03-29T01:30:00Z"),
    ("02:30", "Europe/Rome", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"),
    ("07:00", "Europe/Rome", "2026-03-28T12:00:00Z", "2026-03-29T05:00:00Z"),
    // The night when 02:30 comes twice: once.
    ("02:30", "Europe/Rome", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z"),
    ("02:30", "Europe/Rome", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"),
    // Lord Howe moves by half an hour.
    ("02:15", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", "2026-10-03T15:45:00Z"),
    ("07:00", "Australia/Lord_Howe", "2026-10-03T00:00:00Z", "2026-10-03T20:00:00Z"),
    // Samoa had no 30 December 2011.
    ("07:00", "Pacific/Apia", "2011-12-29T17:00:00Z", "2011-12-30T17:00:00Z"),
    ("07:00", "Asia/Kathmandu", "2026-11-24T00:00:00Z", "2026-11-24T01:15:00Z"),
    ("07:00", "UTC", "2028-02-28T08:00:00Z", "2028-02-29T07:00:00Z"),
  ])
  func `the next edition is due`(times: String, zone: String, now: String, due: String) throws {
    let agenda = try Self.agenda(times, zone)
    #expect(agenda.next(after: try Self.date(now)) == (try Self.date(due)))
  }

  @Test(arguments: [
    ("2026-11-24T07:00:00Z", "2026-11-24T07:00:00Z"),
    ("2026-11-24T06:59:59Z", "2026-11-23T07:00:00Z"),
    ("2026-12-01T00:00:00Z", "2026-11-30T07:00:00Z"),
  ])
  func `the last edition was due`(now: String, due: String) throws {
    let agenda = try Self.agenda("07:00", "UTC")
    #expect(agenda.last(until: try Self.date(now)) == (try Self.date(due)))
  }

  @Test func `weekdays are those of the zone`() throws {
    // Monday 23:30 in Rome is still Monday in UTC; Tuesday 00:30 in Rome is not Tuesday there.
    let agenda = try Self.agenda("00:30", "Europe/Rome", [.tuesday])
    let due = try Self.date("2026-11-23T23:30:00Z")
    #expect(agenda.next(after: try Self.date("2026-11-22T12:00:00Z")) == due)
    #expect(agenda.last(until: try Self.date("2026-11-30T12:00:00Z")) == due)
  }

  @Test func `a year of mornings has an edition each`() throws {
    let agenda = try Self.agenda("02:30", "Europe/Rome")
    var moment = try Self.date("2026-01-01T00:00:00Z")
    let end = try Self.date("2027-01-01T00:00:00Z")
    var count = 0
    while let next = agenda.next(after: moment), next < end {
      count += 1
      moment = next
    }
    #expect(count == 365)
  }

  @Test func `an agenda without days is never due`() throws {
    let agenda = try Self.agenda("07:00", "UTC", [])
    #expect(agenda.next(after: try Self.date("2026-11-24T00:00:00Z")) == nil)
  }
}
