import Testing

@testable import Daemon

@Suite struct QuantitiesTests {
  @Test(arguments: [
    ("0s", 0), ("500ms", 500), ("2s", 2000), ("30m", 1_800_000), ("1h30m", 5_400_000),
    ("24h", 86_400_000), ("2d", 172_800_000), ("2d1h1m1s1ms", 176_461_001),
  ])
  func `a duration is read as it is written`(text: String, milliseconds: Int) {
    #expect(Duration(configured: text) == .milliseconds(milliseconds))
    #expect(Duration.milliseconds(milliseconds).configured == text)
  }

  @Test(arguments: [
    ("60m", "1h"), ("90m", "1h30m"), ("1d", "24h"), ("48h", "2d"), ("0d", "0s"), ("007s", "7s"),
  ])
  func `a duration may be written in several ways`(text: String, usual: String) {
    #expect(Duration(configured: text)?.configured == usual)
  }

  @Test(arguments: [
    "", "60", "m", "1m1h", "1h1h", "1 h", "-1s", "+1s", "1.5h", "1H", "1w", "٣s",
    "9223372036854775807d", "99999999999999999999s", "9223372036854775807ms1ms",
  ])
  func `what is no duration is refused`(text: String) {
    #expect(Duration(configured: text) == nil)
  }

  @Test(arguments: [
    ("0B", 0), ("64B", 64), ("500kB", 500_000), ("3KiB", 3072), ("16MiB", 16_777_216),
    ("20MB", 20_000_000), ("1GB", 1_000_000_000), ("1GiB", 1_073_741_824),
  ])
  func `a size is read as it is written`(text: String, bytes: Int) {
    #expect(ByteCount(configured: text) == ByteCount(bytes: bytes))
    #expect(ByteCount(bytes: bytes).configured == text)
  }

  @Test(arguments: [
    "", "16", "MiB", "16 MiB", "16mib", "1MiB1B", "-1B", "9223372036854775807GiB",
  ])
  func `what is no size is refused`(text: String) {
    #expect(ByteCount(configured: text) == nil)
  }

  @Test(arguments: ["00:00", "07:05", "23:59"])
  func `a time of day is read as it is written`(text: String) {
    #expect(TimeOfDay(text)?.description == text)
  }

  @Test(arguments: ["", "7:00", "24:00", "07:60", "07:00:00", "07.00", "-1:00", "+1:00", "٠٧:٠٠"])
  func `what is no time of day is refused`(text: String) {
    #expect(TimeOfDay(text) == nil)
  }
}
