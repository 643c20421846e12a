import Testing

@testable import Fetching

@Suite struct FreshnessTests {
  private static let noon = "Tue, 24 Nov 2026 12:00:00 GMT"

  @Test(arguments: [
    ("max-age=600", 600), ("public, max-age=600", 600), ("MAX-AGE=600", 600),
    ("max-age=\"600\"", 600), ("max-age = 600", 600), ("max-age=0", 0),
    ("max-age=60, max-age=5", 60),
    ("max-age=99999999999999999999", 2_147_483_647), ("no-cache, max-age=600", 0),
    ("max-age=600, no-store", 0), ("private=\"x\", max-age=7", 7),
  ])
  func `max-age is read`(header: String, seconds: Int64) {
    #expect(Freshness.maxAge(header) == .seconds(seconds))
  }

  @Test(arguments: [
    "", ",", "max-age", "max-age=", "max-age=-1", "max-age=1.5", "s-maxage=600", "x=1",
  ])
  func `a Cache-Control without a usable max-age says nothing`(header: String) {
    #expect(Freshness.maxAge(header) == nil)
  }

  @Test(arguments: [
    ("120", 120), (" 120 ", 120), ("0", 0), ("99999999999999999999", 31_536_000),
    ("Tue, 24 Nov 2026 12:01:00 GMT", 60), ("Tue, 24 Nov 2026 11:00:00 GMT", 0),
    ("Tue, 24 Nov 2099 12:00:00 GMT", 31_536_000),
  ])
  func `Retry-After is seconds or a date`(header: String, seconds: Int64) {
    let date = HTTPDate.secondsSince1970(Self.noon)
    #expect(Freshness.retryAfter(header, date: date) == .seconds(seconds))
  }

  @Test(arguments: ["", "-5", "1.5", "soon", "5 minutes", "１２"])
  func `a Retry-After that is neither is nil`(header: String) {
    #expect(Freshness.retryAfter(header, date: 0) == nil)
  }

  @Test func `a date without the server's clock says nothing`() {
    #expect(Freshness.retryAfter(Self.noon, date: nil) == nil)
  }

  @Test(arguments: [
    ("Tue, 24 Nov 2026 13:00:00 GMT", 3_600), ("Tue, 24 Nov 2026 11:00:00 GMT", 0), ("0", 0),
    ("never", 0),
  ])
  func `Expires counts from the server's Date`(expires: String, seconds: Int64) {
    let freshness = Freshness(
      cacheControl: nil, age: nil, expires: expires, date: Self.noon, retryAfter: nil)
    #expect(freshness.expiresIn == .seconds(seconds))
    #expect(freshness.remaining == .seconds(seconds))
  }

  @Test(
    arguments: [
      (600, nil, 600), (600, 100, 500), (600, 900, 0), (0, nil, 0), (nil, 100, 60),
    ] as [(Int?, Int?, Int)])
  func `what remains is max-age less Age, else Expires`(maxAge: Int?, age: Int?, expected: Int) {
    let freshness = Freshness(
      maxAge: maxAge.map { .seconds($0) }, age: age.map { .seconds($0) }, expiresIn: .seconds(60))
    #expect(freshness.remaining == .seconds(expected))
  }

  @Test func `nothing said is nothing known`() {
    let freshness = Freshness(
      cacheControl: nil, age: nil, expires: nil, date: nil, retryAfter: nil)
    #expect(freshness == Freshness())
    #expect(freshness.remaining == nil)
  }
}
