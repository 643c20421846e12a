import Testing

@testable import Fetching

@Suite struct ValidatorsTests {
  @Test(arguments: [
    "\"abc\"", "W/\"abc\"", "abc", "\"with \\\"quote\"", "\"\"", "Tue, 24 Nov 2026 07:00:00 GMT",
    "tomorrow, or so", "\"é\"", String(repeating: "x", count: 1024),
  ])
  func `a printable value is kept as it is`(value: String) {
    #expect(Validators(etag: value, lastModified: nil)?.etag == value)
    #expect(Validators(etag: nil, lastModified: value)?.lastModified == value)
  }

  @Test(arguments: [
    "", "a\r\nX-Evil: 1", "a\nb", "a\rb", "a\0b", "a\tb", "\u{1B}[31m", "a\u{7F}",
    String(repeating: "x", count: 1025),
  ])
  func `a value that could break out of its header is dropped`(value: String) {
    #expect(Validators(etag: value, lastModified: nil) == nil)
    let pair = Validators(etag: value, lastModified: "Tue, 24 Nov 2026 07:00:00 GMT")
    #expect(pair?.etag == nil)
    #expect(pair?.lastModified == "Tue, 24 Nov 2026 07:00:00 GMT")
  }

  @Test func `two absent values are no validators`() {
    #expect(Validators(etag: nil, lastModified: nil) == nil)
  }
}
