import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct MomentTests {
  @Test(arguments: [
    ("UTC", "2026-11-24 07:00 +00:00"), ("Europe/Rome", "2026-11-24 08:00 +01:00"),
    ("America/St_Johns", "2026-11-24 03:30 -03:30"), ("Asia/Kolkata", "2026-11-24 12:30 +05:30"),
  ])
  func `a moment for people is on a clock that says how far it is ahead`(
    zone: String, words: String
  ) throws {
    let zone = try #require(TimeZone(identifier: zone))
    #expect(Date(timeIntervalSince1970: 1_795_503_600).words(in: zone) == words)
  }

  @Test func `a moment for programs is RFC 3339 in UTC`() {
    let moment = Moment(Date(timeIntervalSince1970: 1_795_503_600))
    #expect(jsonLine(["at": moment]) == #"{"at":"2026-11-24T07:00:00Z"}"#)
  }
}
