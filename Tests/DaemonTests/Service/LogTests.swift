import Testing

@testable import Daemon

@Suite struct LogTests {
  @Test func `an event is one line of keys with values`() {
    let line = Log.line("poll", ["feed": "https://example.org/feed", "new": "3", "error": nil])
    #expect(line == "poll feed=https://example.org/feed new=3")
  }

  @Test(arguments: [
    ("two words", "\"two words\""), ("", "\"\""), ("a=b", "\"a=b\""),
    ("a \"b\" \\", "\"a \\\"b\\\" \\\\\""), ("x\n<0>y", "x\u{FFFD}<0>y"),
    ("\u{1B}[31mred", "\u{FFFD}[31mred"), ("a\u{202E}b", "a\u{FFFD}b"), ("già", "già"),
  ])
  func `a value can not leave its place`(value: String, written: String) {
    #expect(Log.line("e", ["k": value]) == "e k=" + written)
  }
}
