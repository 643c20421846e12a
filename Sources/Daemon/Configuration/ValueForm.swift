import TOML

/// What a value needs to know of the file that it stands in.
struct ReadingContext: Sendable {
  /// The absolute path of the file's folder: relative paths begin there.
  let folder: String
}

/// Something that is wrong with a value.
struct Complaint: Sendable, Equatable {
  let position: TOMLPosition
  let message: String
}

/// Everything that is wrong with a value; at least one complaint.
struct Complaints: Error {
  var all: [Complaint]
}

/// The form that the value of a key has: how it is read, how it is written, how it is described.
struct ValueForm<Value: Sendable>: Sendable {
  /// What is expected, with an example and the range: `a duration such as "30m", from 1s to 30d`.
  let expected: String
  /// A value as TOML: the example of a list's elements.
  let example: String
  /// Makes a value of what stands in the file.
  let read: @Sendable (TOMLNode, ReadingContext) throws(Complaints) -> Value
  /// Writes a value as TOML.
  let write: @Sendable (Value) -> String

  /// A form whose values are read from strings.
  ///
  /// - Parameters:
  ///   - parse: nil where the text is of another form.
  ///   - advice: what to write instead of a text that `parse` refuses, or of what is no string; nil
  ///     when nothing comes to mind.
  static func text(
    _ expected: String, example: String,
    parse: @escaping @Sendable (String, ReadingContext) -> Value?,
    advice: @escaping @Sendable (TOMLValue) -> String? = { _ in nil },
    write: @escaping @Sendable (Value) -> String
  ) -> ValueForm {
    ValueForm(
      expected: expected, example: quoted(example),
      read: { node, context throws(Complaints) in
        if case .string(let text) = node.value, let value = parse(text, context) { return value }
        throw Complaints(node, expected: expected, advice: advice(node.value))
      },
      write: { quoted(write($0)) })
  }
}

extension Complaints {
  /// Says what was expected, what was found, and what to write.
  init(_ node: TOMLNode, expected: String, advice: String? = nil) {
    let message =
      "expected \(expected), found \(node.value.summary)" + (advice.map { ": " + $0 } ?? "")
    all = [Complaint(position: node.position, message: message)]
  }
}

extension TOMLValue {
  /// The value for a message, strings in quotes and cut at 40 characters.
  var summary: String {
    switch self {
    case .string(let text):
      quoted(text.count <= 40 ? text.withoutUserinfo : text.withoutUserinfo.prefix(39) + "…")
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .boolean(let truth): String(truth)
    case .dateTime(let text): text + " without quotes"
    case .array(let elements): elements.isEmpty ? "an empty list" : "a list"
    case .table: "a section"
    }
  }

  /// The text of a string or date, the digits of a number: what may only lack quotes or a unit.
  var writtenText: String? {
    switch self {
    case .string(let text): text
    case .dateTime(let text): text
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .boolean, .array, .table: nil
    }
  }
}

extension String {
  /// The text with what stands between `//` and `@` left out: it may be a password.
  var withoutUserinfo: String {
    guard let slashes = firstRange(of: "//") else { return self }
    let authority = self[slashes.upperBound...].prefix { !"/?#".contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return self }
    return self[..<slashes.upperBound] + "…" + self[at...]
  }
}

/// The text as a TOML string. Quotes, backslashes and control characters are escaped.
/// Source: TOML 1.0.0, "String".
func quoted(_ text: some StringProtocol) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": result += "\\" + String(scalar)
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    case "\u{0}"..."\u{1F}", "\u{7F}":
      let digits = String(scalar.value, radix: 16, uppercase: true)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
