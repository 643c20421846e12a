import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct TimestampTests {
  /// Days since 1970 by the proleptic Gregorian calendar, which RFC 3339 counts by.
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (1_795_503_661, "2026-11-24T07:01:01Z"),
    (-1, "1969-12-31T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (-12_219_292_800, "1582-10-15T00:00:00Z"), (-12_219_292_801, "1582-10-14T23:59:59Z"),
    (-14_831_769_600, "1500-01-01T00:00:00Z"), (-62_135_596_800, "0001-01-01T00:00:00Z"),
    (253_402_300_799, "9999-12-31T23:59:59Z"),
  ])
  func `dates are Gregorian in all years`(seconds: Double, written: String) {
    #expect(Date(timeIntervalSince1970: seconds).rfc3339 == written)
  }
}
