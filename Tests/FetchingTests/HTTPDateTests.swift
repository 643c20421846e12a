import Testing

@testable import Fetching

@Suite struct HTTPDateTests {
  @Test(arguments: [
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
    ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ("Wed, 31 Dec 1969 23:59:59 GMT", -1), ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
    ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800), ("6 nov 1994 08:49:37 UTC", 784_111_777),
    ("Tues, 24 November 2026 07:00:00 GMT", 1_795_503_600),
    ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_799),
    ("Fri, 01-Jan-69 00:00:00 GMT", 3_124_224_000),
    ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799),
  ])
  func `a date in any of the three forms is read`(text: String, seconds: Int64) {
    #expect(HTTPDate.secondsSince1970(text) == seconds)
  }

  @Test(arguments: [
    "", "0", "-1", "Sun", "Sun, 06 Nov 1994", "06 Nov 1994 08:49 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT",
    "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Nov 1994 08:49:37 +0100",
    "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 1995 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 08:49:37 GMT",
    "2026-11-24T07:00:00Z", "06 Nov 199999999999999999999 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT" + String(repeating: " ", count: 100),
  ])
  func `what is no date is nil`(text: String) {
    #expect(HTTPDate.secondsSince1970(text) == nil)
  }
}
