import Invocation

/// One word behind `rassegna`, with its help and its deed. Each has a file beside this one.
struct Command: Sendable {
  /// The word.
  var name: String
  /// What it does, in one line, for the list of commands.
  var summary: String
  /// The operands, such as `FILE…`; empty for none.
  var operands = ""
  /// The paragraphs of its help.
  var discussion: String
  var options: [Option] = []
  /// Does it. What a user can mend is told on standard error by the deed itself.
  var run: @Sendable (Arguments) async -> ExitCode
}

extension Command {
  /// How many operands it takes at most; nil for any number.
  var mostOperands: Int? {
    operands.contains("…") ? nil : operands.split(separator: " ").count
  }

  /// The page that `--help` prints.
  var help: String {
    let all = options + [.forHelp]
    let heads = all.map { "--" + $0.name + ($0.value.map { " " + $0 } ?? "") }
    let rows = columns(zip(heads, all.map(\.help)))
    let usage = ["usage: rassegna", name, "[OPTION…]", operands].filter { !$0.isEmpty }
    return ([usage.joined(separator: " "), "", discussion, "", "Options:"] + rows)
      .joined(separator: "\n")
  }
}

/// Lines of two columns, the second one aligned.
func columns(_ rows: some Sequence<(String, String)>) -> [String] {
  let rows = Array(rows)
  let width = rows.map(\.0.count).max() ?? 0
  return rows.map { first, second in
    "  " + first + String(repeating: " ", count: width - first.count + 2) + second
  }
}

/// The options that many commands have.
extension Option {
  static let config = Option(
    "config", value: "FILE", help: "the configuration; default /etc/rassegna/rassegna.toml")
  static let json = Option("json", help: "print JSON, for programs")
  /// Every command has it.
  static let forHelp = Option("help", help: "print this help")
}
