import Testing

@testable import TOML

@Suite struct TOMLTableTests {
  private func parse(_ text: String) throws(TOMLError) -> TOMLTable {
    try TOMLTable(parsing: Array(text.utf8))
  }

  @Test(arguments: [
    (#""è \u0041""#, TOMLValue.string("è A")), ("'C:\\x'", .string("C:\\x")),
    ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)), ("0x10", .integer(16)),
    ("1.5", .real(1.5)), ("true", .boolean(true)), ("false", .boolean(false)),
    ("2026-11-24", .dateTime("2026-11-24")), ("07:00:00", .dateTime("07:00:00")),
    ("2026-11-24T07:00:00Z", .dateTime("2026-11-24T07:00:00Z")), ("[]", .array([])),
    (#""a\u0000b""#, .string("a\0b")),
  ])
  func `every kind of value is read`(text: String, value: TOMLValue) throws {
    #expect(try parse("a = " + text)["a"]?.node.value == value)
  }

  @Test func `keys and values know where they stand`() throws {
    let table = try parse("\n[polling]\n\t\"è\" = [ 1,\n  2 ]\n")
    let polling = try #require(table["polling"])
    #expect(polling.keyPosition == TOMLPosition(line: 2, column: 2))
    #expect(polling.node.position == TOMLPosition(line: 2, column: 1))
    let entry = try #require(polling.node.value.table?["è"])
    let elements = try #require(entry.node.value.array)
    #expect(entry.keyPosition == TOMLPosition(line: 3, column: 2))
    #expect(entry.node.position == TOMLPosition(line: 3, column: 8))
    #expect(
      elements.map(\.position) == [
        TOMLPosition(line: 3, column: 10), TOMLPosition(line: 4, column: 3),
      ])
  }

  @Test func `a table keeps the order of the text`() throws {
    #expect(try parse("z = 1\na = 2\n[m]\n[b]").entries.map(\.key) == ["z", "a", "m", "b"])
  }

  @Test func `each header of an array of tables is an element at its own place`() throws {
    let feeds = try parse("[[feed]]\nu = 1\n\n  [[feed]]\nu = 2")["feed"]
    let elements = try #require(feeds?.node.value.array)
    #expect(elements.map(\.position.line) == [1, 4])
  }

  @Test func `a byte order mark takes no column`() throws {
    #expect(try parse("\u{FEFF}a = 1")["a"]?.keyPosition == TOMLPosition(line: 1, column: 1))
  }

  @Test func `an empty text is an empty table`() throws {
    #expect(try TOMLTable(parsing: []).entries.isEmpty)
  }

  @Test(arguments: [
    ("a = 1\nb = \"x", 2, 7), ("a", 1, 2), ("[a]\nb = 1\n[a]", 3, 1), ("a = \"\0\"", 1, 6),
  ])
  func `what is no TOML is refused at its place`(text: String, line: Int, column: Int) {
    let error = #expect(throws: TOMLError.self) { try parse(text) }
    guard case .syntax(let position, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(position == TOMLPosition(line: line, column: column))
  }

  @Test(arguments: [("", 1, 1), ("a = \"", 1, 6), ("\u{FEFF}a = 1\nè", 2, 2), ("\n", 2, 1)])
  func `what is no UTF-8 is refused at its place`(before: String, line: Int, column: Int) {
    #expect(throws: TOMLError.encoding(TOMLPosition(line: line, column: column))) {
      try TOMLTable(parsing: Array(before.utf8) + [0xE8, 0x0A])
    }
  }

  @Test(arguments: [
    ("", "a.", "a = 1"), ("a = ", "[", ""), ("a = ", "{a=", ""), ("[", "''.", "a]"),
  ])
  func `a bottomless nesting does not exhaust the stack`(head: String, part: String, tail: String) {
    let text = head + String(repeating: part, count: 1_000_000) + tail
    #expect(throws: TOMLError.self) { try parse(text) }
  }

  @Test func `the deepest nesting that is read does not exhaust the stack`() throws {
    let key = Array(repeating: "a", count: 129).joined(separator: ".")
    let values = String(repeating: "[\n{ \(key) =\u{20}", count: 7)
    let text = "[\(key)]\n\(key) = \(values)1" + String(repeating: "}]", count: 7)
    #expect(try parse(text).entries.count == 1)
  }

  @Test func `a ruled line in a comment is no nesting`() throws {
    #expect(try parse("#" + String(repeating: ".", count: 500)).entries.isEmpty)
  }
}
