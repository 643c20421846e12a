import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct ActiveHoursTests {
  /// 2026-11-24 07:00 UTC.
  private let now = Date(timeIntervalSince1970: 1_795_503_600)

  @Test(arguments: [
    ("06:00-23:00", 0.0), ("07:00-08:00", 0), ("08:00-23:00", 1), ("06:00-07:00", 23),
    ("22:00-06:00", 15), ("22:00-07:01", 0), ("00:00-06:30", 17),
  ])
  func `what is outside waits for the beginning`(text: String, hours: Double) throws {
    let active = try #require(ActiveHours(text))
    #expect(active.wait(from: now, zone: .gmt) == .seconds(hours * 3600))
    #expect(active.text == text)
  }

  @Test func `the hours are those of a zone`() throws {
    let rome = try #require(TimeZone(secondsFromGMT: 3600))
    let active = try #require(ActiveHours("09:00-23:00"))
    #expect(active.wait(from: now, zone: rome) == .seconds(3600))
  }

  @Test(arguments: ["", "06:00", "6:00-23:00", "06:00-06:00", "06:00-24:00", "06:00–23:00", "a-b"])
  func `anything else is none`(text: String) {
    #expect(ActiveHours(text) == nil)
  }
}
