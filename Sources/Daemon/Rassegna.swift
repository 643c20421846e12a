import Invocation
import Memory

/// The program: finds the command and runs it.
@main
enum Rassegna {
  /// The version of the program, as in CHANGELOG.md.
  static let version = "0.1.0"

  /// In the order of the list that `rassegna --help` prints.
  static let commands: [Command] = [
    .run, .poll, .digest, .items, .search, .show, .why, .join, .split, .backtest, .feeds, .filters,
    .status,
    .verify, .tidy, .check, .theme, .importing, .export, .backup, .restore, .doctor, .parse,
    .completion, .version,
  ]

  static func main() async {
    // Where it is refused, all works in more memory.
    Heaps.settle()
    Terminal.prepare()
    Terminal.exit(await run(Array(CommandLine.arguments.dropFirst())))
  }

  /// Runs one command line, without the name of the program.
  static func run(_ arguments: [String]) async -> ExitCode {
    switch arguments.first {
    case nil:
      Terminal.complain(overview)
      return .usage
    case "--help", "-h", "help":
      return help(on: arguments.dropFirst().first)
    case "--version":
      return await Command.version.run(.none)
    case let word?:
      guard let command = command(word) else { return .usage }
      return await run(command, Array(arguments.dropFirst()))
    }
  }

  private static func run(_ command: Command, _ arguments: [String]) async -> ExitCode {
    let options = command.options + [.forHelp]
    do {
      let arguments = try Arguments(arguments, options: options)
      if arguments.has("help") {
        Terminal.print(command.help)
        return .ok
      }
      if let most = command.mostOperands, arguments.operands.count > most {
        let surplus = arguments.operands[most].printable
        Terminal.complain("rassegna \(command.name): '\(surplus)' is one too many; see --help")
        return .usage
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
    guard let command = command(word) else { return .usage }
    Terminal.print(command.help)
    return .ok
  }

  private static func command(_ word: String) -> Command? {
    let found = commands.first { $0.name == word }
    if found == nil {
      Terminal.complain("rassegna: no command '\(word)'; 'rassegna --help' lists them")
    }
    return found
  }

  private static var overview: String {
    let head = ["usage: rassegna COMMAND [OPTION…]", "", "A press review out of feeds.", ""]
    let rows = columns(commands.map { ($0.name, $0.summary) })
    return (head + ["Commands:"] + rows + ["", "'rassegna COMMAND --help' tells more."])
      .joined(separator: "\n")
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
