import Invocation

/// The program: finds the command and runs it.
@main
enum Rassegna {
  /// In the order of the list that `rassegna --help` prints.
  static let commands: [any Command.Type] = [
    VersionCommand.self,
  ]

  static func main() async {
    let code = await run(Array(CommandLine.arguments.dropFirst()))
    Terminal.exit(code)
  }

  /// Runs one command line, without the name of the program.
  static func run(_ arguments: [String]) async -> ExitCode {
    guard let word = arguments.first else {
      Terminal.complain(overview)
      return .usage
    }
    if word == "--help" || word == "-h" || word == "help" {
      return help(on: arguments.dropFirst().first)
    }
    if word == "--version" { return await VersionCommand.run(.none) }
    guard let command = commands.first(where: { $0.name == word }) else {
      Terminal.complain("rassegna: no command '\(word)'; 'rassegna --help' lists them")
      return .usage
    }
    return await run(command, Array(arguments.dropFirst()))
  }

  private static func run(_ command: any Command.Type, _ arguments: [String]) async -> ExitCode {
    let options = command.options + [Option("help", help: "")]
    do {
      let arguments = try Arguments(arguments, options: options)
      if arguments.has("help") {
        Terminal.print(command.help)
        return .ok
      }
      return await command.run(arguments)
    } catch {
      Terminal.complain("rassegna \(command.name): \(error.sentence)")
      return .usage
    }
  }

  private static func help(on word: String?) -> ExitCode {
    guard let word else {
      Terminal.print(overview)
      return .ok
    }
    guard let command = commands.first(where: { $0.name == word }) else {
      Terminal.complain("rassegna: no command '\(word)'; 'rassegna --help' lists them")
      return .usage
    }
    Terminal.print(command.help)
    return .ok
  }

  private static var overview: String {
    let width = commands.map(\.name.count).max() ?? 0
    let rows = commands.map { command in
      let gap = String(repeating: " ", count: width - command.name.count + 2)
      return "  " + command.name + gap + command.summary
    }
    return
      (["usage: rassegna COMMAND [OPTION…]", "", "A press review out of feeds.", "", "Commands:"]
      + rows + ["", "'rassegna COMMAND --help' tells more."]).joined(separator: "\n")
  }
}

extension UsageError {
  fileprivate var sentence: String {
    switch self {
    case .unknownOption(let option): "unknown option '\(option)'; see --help"
    case .missingValue(let option): "option '\(option)' needs a value; see --help"
    }
  }
}
