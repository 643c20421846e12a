import Feeds
import TOML

extension ValueForm where Value == String {
  /// One line of text: not empty, no control characters.
  static func line(maximum: Int) -> ValueForm {
    .text(
      "a line of text, 1 to \(maximum) characters", example: "text",
      parse: { text, _ in text.isLine(maximum: maximum) ? text : nil },
      advice: { $0.quotedText }, write: { $0 })
  }

  /// The path of a file or folder.
  static func path(_ noun: String, example: String) -> ValueForm {
    .text(
      "the path of \(noun) such as \"\(example)\"", example: example,
      parse: { text, _ in text.isLine(maximum: 4096) ? text : nil }, write: { $0 })
  }

  /// The absolute path of a program.
  static func program(example: String) -> ValueForm {
    .text(
      "the absolute path of a program such as \"\(example)\"", example: example,
      parse: { text, _ in text.hasPrefix("/") && text.isLine(maximum: 4096) ? text : nil },
      advice: { value in
        guard case .string(let text) = value, text.contains(" ") else { return nil }
        return "write the path alone; the program gets its options from rassegna"
      }, write: { $0 })
  }

  /// A header's value: printable ASCII, so that nothing can break out of its line.
  static func headerValue(_ noun: String, example: String) -> ValueForm {
    .text(
      "\(noun) such as \"\(example)\", in ASCII, 1 to 200 characters", example: example,
      parse: { text, _ in text.isHeaderValue ? text : nil }, write: { $0 })
  }

  /// The label of an encoding that documents can be read in.
  static var charset: ValueForm {
    .text(
      "the name of an encoding such as \"windows-1251\"", example: "windows-1251",
      parse: { text, _ in Document.knows(encoding: text) ? text : nil }, write: { $0 })
  }

  /// Who runs the daemon: it stands in parentheses in the User-Agent.
  static var contact: ValueForm {
    let expected = "an e-mail address or a URL such as \"mailto:me@example.org\""
    return .text(
      expected, example: "mailto:me@example.org",
      parse: { text, _ in text.isContact ? text : nil }, write: { $0 })
  }
}

extension ValueForm where Value == Bool {
  /// `true` or `false`.
  static var truth: ValueForm {
    let words = ["true": true, "yes": true, "on": true, "false": false, "no": false, "off": false]
    return ValueForm(
      expected: "true or false", example: "true",
      read: { node, _ throws(Complaints) in
        if case .boolean(let truth) = node.value { return truth }
        let meant = (node.value.writtenText?.lowercased()).flatMap { words[$0] }
        throw Complaints(
          node, expected: "true or false", advice: meant.map { "write \($0) without quotes" })
      }, write: { String($0) })
  }
}

extension ValueForm where Value == Int {
  /// A whole number.
  static func count(in range: ClosedRange<Int>) -> ValueForm {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return ValueForm(
      expected: expected, example: "1",
      read: { node, _ throws(Complaints) in
        if case .integer(let number) = node.value, range.contains(number) { return number }
        var advice: String?
        if case .string(let text) = node.value, let number = Int(text), range.contains(number) {
          advice = "write \(number) without quotes"
        }
        throw Complaints(node, expected: expected, advice: advice)
      }, write: { String($0) })
  }
}

extension ValueForm where Value == Double {
  /// A number that may have a fraction.
  static func number(in range: ClosedRange<Double>) -> ValueForm {
    func written(_ number: Double) -> String {
      number == number.rounded() ? String(Int(number)) : String(number)
    }
    let expected = "a number from \(written(range.lowerBound)) to \(written(range.upperBound))"
    return ValueForm(
      expected: expected, example: written(range.upperBound),
      read: { node, _ throws(Complaints) in
        switch node.value {
        case .real(let number) where range.contains(number): return number
        case .integer(let number) where range.contains(Double(number)): return Double(number)
        default:
          var advice: String?
          if case .string(let text) = node.value, let number = Double(text), range.contains(number)
          {
            advice = "write \(text) without quotes"
          }
          throw Complaints(node, expected: expected, advice: advice)
        }
      }, write: { String($0) })
  }
}

extension ValueForm where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of a few words.
  static var word: ValueForm {
    let words = Value.allCases.map(\.rawValue)
    let list = words.map { quoted($0) }.joined(separator: ", ")
    return .text(
      "one of \(list)", example: words.first ?? "",
      parse: { text, _ in Value(rawValue: text) },
      advice: { value in
        guard case .string(let text) = value else { return value.quotedText }
        let meant = words.first { text.lowercased().hasPrefix($0) } ?? text.nearest(of: words)
        return meant.map { "did you mean \(quoted($0))?" }
      }, write: { $0.rawValue })
  }
}

extension TOMLValue {
  /// The advice to put quotes around a number or a date; nil for anything else.
  var quotedText: String? {
    if case .string = self { return nil }
    return writtenText.map { "write \(quoted($0))" }
  }
}

extension String {
  /// Whether this is neither empty nor longer than `maximum`, and has no control characters.
  func isLine(maximum: Int) -> Bool {
    // Most lines are ASCII; Unicode's tables take their time.
    if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) {
      return utf8.count <= maximum && utf8.contains { $0 != 0x20 }
    }
    let isPrintable = unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    return isPrintable && count <= maximum && contains { !$0.isWhitespace }
  }

  /// Whether this can be the contact in the User-Agent.
  var isContact: Bool {
    isHeaderValue && !contains { " ()<>\"\\".contains($0) } && (contains("@") || contains("://"))
  }

  fileprivate var isHeaderValue: Bool {
    (1...200).contains(utf8.count) && utf8.allSatisfy { (0x20...0x7E).contains($0) }
      && contains { $0 != " " }
  }
}
