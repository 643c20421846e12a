import Invocation

@testable import Daemon

/// What the manual pages say of commands and keys, in mdoc(7): made of the tables that the program
/// itself works with.
enum ManualText {
  /// The list of commands in rassegna(1).
  static func commands(_ commands: [Command]) -> String {
    commands.map(entry).joined(separator: "\n") + "\n"
  }

  /// The sections of rassegna.toml(5), each with the list of its keys.
  static func keys(_ keys: [KeyDescription]) -> String {
    var lines: [String] = []
    var section: String?
    for key in keys {
      if key.section != section {
        if section != nil { lines.append(".El") }
        section = key.section
        lines.append(
          ".Ss " + (key.section.isEmpty ? "Before the first section" : key.section + "\\&"))
        lines.append(".Bl -tag -width Ds")
      }
      lines += [".It Ic \(key.name)"] + prose(key.meaning)
      lines += [".br", "Expected:"] + prose(key.expected + ".")
      lines += [".br", "Default:"] + prose(key.standard + ".")
    }
    return (lines + [".El"]).joined(separator: "\n") + "\n"
  }

  private static func entry(_ command: Command) -> String {
    var lines = [".It Nm Cm \(command.name) Oo Ar option Oc Ns ..." + operands(command.operands)]
    for (index, paragraph) in command.discussion.split(separator: "\n\n").enumerated() {
      if index > 0 { lines.append(".Pp") }
      lines += table(paragraph) ?? prose(String(paragraph))
    }
    guard !command.options.isEmpty else { return lines.joined(separator: "\n") }
    lines += [".Pp", ".Bl -tag -width Ds -compact"]
    for option in command.options {
      lines.append(".It Fl -\(option.name)" + (option.value.map { " Ar \($0)" } ?? ""))
      lines += prose(option.help + ".")
    }
    return (lines + [".El"]).joined(separator: "\n")
  }

  /// A paragraph of indented lines, each a term and, behind two spaces or more, what it means; nil for
  /// any other paragraph.
  static func table(_ paragraph: some StringProtocol) -> [String]? {
    let rows = paragraph.split(separator: "\n")
    guard rows.allSatisfy({ $0.hasPrefix("  ") }) else { return nil }
    var lines = [".Bl -tag -width after:2026-11-01 -compact"]
    for row in rows {
      let text = row.drop { $0 == " " }
      guard let gap = text.firstRange(of: "  ") else { return nil }
      lines.append(".It Li " + argument(text[..<gap.lowerBound]))
      lines += prose(String(text[gap.upperBound...]))
    }
    return lines + [".El"]
  }

  /// One argument of a macro, taken as it is.
  private static func argument(_ text: some StringProtocol) -> String {
    let special: [Character: String] = [
      "\\": "\\e", "\"": "\\(dq", "'": "\\(aq", " ": "\\ ", "-": "\\-",
    ]
    return text.map { special[$0] ?? String($0) }.joined()
  }

  /// `[FEED…]` as ` Op Ar FEED ...`.
  private static func operands(_ text: String) -> String {
    text.split(separator: " ").map { word in
      let name = word.filter { !"[]…".contains($0) }
      let more = word.contains("…") ? " ..." : ""
      return (word.hasPrefix("[") ? " Op Ar " : " Ar ") + name + more
    }.joined()
  }

  /// Lines of text: each sentence begins one, none is longer than 78 characters, and none is taken
  /// for a macro.
  static func prose(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(whereSeparator: \.isWhitespace).map(escaped) {
      if line.isEmpty {
        line = word
      } else if line.count + 1 + word.count > 78 || line.endsSentence {
        lines.append(line)
        line = word
      } else {
        line += " " + word
      }
    }
    return (lines + [line]).map { ".'".contains($0.first ?? " ") ? "\\&" + $0 : $0 }
  }

  private static func escaped(_ word: Substring) -> String {
    // A dash of its own would be taken for an em dash.
    if word == "--" { return "\\-\\-" }
    var result = ""
    for character in word {
      switch character {
      case "\\": result += "\\e"
      case "…": result += "..."
      case "`": continue
      default: result.append(character)
      }
    }
    // What ends in a full stop and ends no sentence.
    return result.hasSuffix("...") ? result + "\\&" : result
  }
}

extension String {
  fileprivate var endsSentence: Bool {
    var end = self[...]
    while let last = end.last, ")\"'".contains(last) { end.removeLast() }
    return end.last.map { ".?!".contains($0) } ?? false
  }
}
