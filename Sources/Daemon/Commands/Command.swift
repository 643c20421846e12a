import Invocation

/// One word behind `rassegna`, with its help and its deed.
protocol Command: SendableMetatype {
  /// The word.
  static var name: String { get }
  /// What it does, in one line, for the list of commands.
  static var summary: String { get }
  /// What follows the word, such as `[OPTION…] FILE…`.
  static var synopsis: String { get }
  /// The paragraphs of its help.
  static var discussion: String { get }
  static var options: [Option] { get }

  /// Does it; errors that a user can mend are told on standard error by the command itself.
  static func run(_ arguments: Arguments) async -> ExitCode
}

extension Command {
  static var options: [Option] { [] }
  static var synopsis: String { options.isEmpty ? "" : "[OPTION…]" }

  /// The page that `--help` prints.
  static var help: String {
    let all = options + [Option("help", help: "print this help")]
    let heads = all.map { "--" + $0.name + ($0.value.map { " " + $0 } ?? "") }
    let width = heads.map(\.count).max() ?? 0
    let rows = zip(heads, all).map { head, option in
      "  " + head + String(repeating: " ", count: width - head.count + 2) + option.help
    }
    let usage = ["usage: rassegna", name, synopsis].filter { !$0.isEmpty }.joined(separator: " ")
    return ([usage, "", discussion, "", "Options:"] + rows).joined(separator: "\n")
  }
}

/// The option that nearly every command has.
extension Option {
  static let config = Option(
    "config", value: "FILE", help: "the configuration; default /etc/rassegna/rassegna.toml")
  static let json = Option("json", help: "print JSON, for programs")
}
