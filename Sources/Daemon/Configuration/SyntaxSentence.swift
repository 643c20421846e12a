import TOML

/// Says why a file is no TOML, in words that lead to what must be written.
///
/// toml++ names the rule that is broken at the place where it noticed. What people get wrong most
/// is recognised by its words here; a sentence of toml++ that is not recognised is told as it is.
struct SyntaxSentence {
  /// Where the reader should look, and what to tell.
  let told: (position: TOMLPosition?, message: String)

  init(_ error: TOMLError, in bytes: [UInt8]) {
    switch error {
    case .outOfMemory: told = (nil, "there is not enough memory to read this file")
    case .encoding(let position):
      told =
        bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        ? (position, "this file is UTF-16; save it as UTF-8")
        : (position, "this is no UTF-8; save the file as UTF-8")
    case .syntax(let position, let reason):
      let line = Line(position.line, of: bytes)
      told = line.unquotedValue(reason, position) ?? (position, Self.sentence(reason, line))
    }
  }

  private static func sentence(_ reason: String, _ line: Line) -> String {
    let found = reason.firstRange(of: "saw ").map { humane(String(reason[$0.upperBound...])) }
    let name = reason.split(separator: "'").dropFirst().first.map(String.init) ?? ""
    if line.hasNUL { return "this is a NUL byte; the file is damaged, or no text" }
    if reason.contains("cannot redefine") { return redefinition(reason, name) }
    if reason.contains("expected '='") {
      return found == "':'"
        ? "write '=' between a key and its value, not ':'"
        : "expected '=' and a value after the key, found \(found ?? "nothing")"
    }
    if reason.contains("expected a comment or whitespace") {
      return "expected the end of the line, found \(found ?? "more")"
    }
    if reason.contains("unknown escape") {
      return "a backslash in \"…\" is an escape; write two, or '…' instead of \"…\""
    }
    if reason.contains("control characters") {
      return "the text is not closed by a quote at the end of its line"
    }
    if reason.contains("dots on one line") { return "\(reason); write long lists on several lines" }
    return scoped(reason, found)
  }

  /// What toml++ says in a scope: `Error while parsing array: encountered end-of-file`.
  private static func scoped(_ reason: String, _ found: String?) -> String {
    let scope = reason.split(separator: ": ").first?.split(separator: "parsing ").last ?? ""
    switch scope {
    case "array" where reason.contains("end-of-file"): return "the list is not closed by ']'"
    case "string" where reason.contains("end-of-file"): return "the text is not closed by a quote"
    case "table header" where reason.contains("expected ']'"):
      return "the section's name is not closed, found \(found ?? "nothing")"
    case "root table": return "expected a key or a [section], found \(found ?? "something else")"
    default:
      let detail = reason.firstRange(of: ": ").map { String(reason[$0.upperBound...]) } ?? reason
      return humane(detail)
    }
  }

  private static func redefinition(_ reason: String, _ name: String) -> String {
    if name == "feed" { return "each feed begins with [[feed]], in two brackets" }
    if reason.contains("table '") || reason.contains("as table") {
      return "the section [\(name)] is here a second time; put its keys below the first"
    }
    let advice = name == "url" ? "; the next feed begins with its own [[feed]]" : ""
    return "the key '\(name)' is here a second time" + advice
  }

  private static func humane(_ text: String) -> String {
    text.replacing("value-terminator", with: "the end of the value")
      .replacing("expected value", with: "expected a value")
      .replacing("'\\n'", with: "the end of the line")
      .replacing("'\\r'", with: "the end of the line")
      .replacing("encountered end-of-file", with: "the file ends too early")
      .replacing("EOF", with: "the end of the file")
      .replacing("saw ", with: "found ")
      .replacing(" (TOML_MAX_NESTED_VALUES)", with: "")
  }
}

/// The line that a syntax error was noticed on.
private struct Line {
  let number: Int
  let text: String

  var hasNUL: Bool { text.contains("\0") }

  init(_ number: Int, of bytes: [UInt8]) {
    self.number = number
    let lines = bytes.split(
      separator: UInt8(ascii: "\n"), maxSplits: number, omittingEmptySubsequences: false)
    // What people write by hand is short; a line of megabytes is no such thing.
    text =
      number <= lines.count ? String(decoding: lines[number - 1].prefix(4096), as: UTF8.self) : ""
  }

  /// The advice for a value that lacks its quotes, or has typographic ones; nil for other errors.
  func unquotedValue(
    _ reason: String, _ noticed: TOMLPosition
  ) -> (position: TOMLPosition?, message: String)? {
    guard let equals = text.firstIndex(of: "="), !reason.contains("redefine") else { return nil }
    let key = text[..<equals].trimmed
    let rest = text[text.index(after: equals)...].drop { $0.isWhitespace }
    let value = rest.prefix { $0 != "#" }.trimmed
    let column = text[..<rest.startIndex].unicodeScalars.count + 1
    guard !key.contains("#"), let first = value.first, noticed.column >= column else { return nil }
    if first == "[", value.contains(":"), !value.contains("\""), !value.contains("'") {
      return (
        TOMLPosition(line: number, column: column),
        "times of day need quotes: write \(key) = [\"07:00\"]"
      )
    }
    if "'\"[{".contains(first) { return nil }
    return advice(key, value).map { (TOMLPosition(line: number, column: column), $0) }
  }

  private func advice(_ key: String, _ value: String) -> String? {
    if let first = value.first, "“”„«‘’".contains(first) {
      let text = value.filter { !"“”„«»‘’\"".contains($0) }
      return "these quotes are typographic; write \(key) = \(quoted(text))"
    }
    switch value.lowercased() {
    case "true", "yes", "on": return "write \(key) = true"
    case "false", "no", "off": return "write \(key) = false"
    default:
      let isNumber = value.allSatisfy { $0.isNumber || "+-_.".contains($0) }
      if isNumber || value.contains("=") || value.contains("\"") { return nil }
      return "this value needs quotes: write \(key) = \(quoted(value))"
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
