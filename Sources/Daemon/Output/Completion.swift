import Invocation

/// A shell that completes what is typed, and how it is told to: made of the table of commands, so
/// that it knows each of them.
enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish

  /// The script that the shell reads.
  func completion(of commands: [Command]) -> String {
    switch self {
    case .bash: bash(commands)
    case .zsh: zsh(commands)
    case .fish: fish(commands)
    }
  }

  // Source: bash(1), "Programmable Completion".
  private func bash(_ commands: [Command]) -> String {
    let options = commands.flatMap(\.options)
    let cases = commands.map { command in
      let files = command.takesFiles ? " files=yes" : ""
      return "    \(command.name)) words='\(command.optionWords)'\(files) ;;"
    }
    return """
      # Completion of rassegna for bash, printed by `rassegna completion bash`.
      _rassegna() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words= files=
        if [ "$COMP_CWORD" = 1 ]; then
          COMPREPLY=($(compgen -W '\(commands.map(\.name).joined(separator: " ")) --help --version' -- "$current"))
          return
        fi
        case $previous in
          \(pattern(options.filter(\.takesFile)))) compopt -o filenames; COMPREPLY=($(compgen -f -- "$current")); return ;;
          \(pattern(options.filter { $0.value != nil && !$0.takesFile }))) return ;;
        esac
        case ${COMP_WORDS[1]} in
      \(cases.joined(separator: "\n"))
        esac
        case $current in
          -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
          *) [ -z "$files" ] || { compopt -o filenames; COMPREPLY=($(compgen -f -- "$current")); } ;;
        esac
      }
      complete -F _rassegna rassegna
      """
  }

  private func pattern(_ options: [Option]) -> String {
    let names = Set(options.map { "--" + $0.name }).sorted()
    return names.isEmpty ? "--" : names.joined(separator: "|")
  }

  // Source: zshcompsys(1), "_arguments".
  private func zsh(_ commands: [Command]) -> String {
    let names = commands.map { "    '\($0.name):\($0.summary.forZsh)'" }
    let cases = commands.map { command in
      let options = (command.options + [.forHelp]).map { option in
        let value = option.value.map { ":\($0.forZsh):" + (option.takesFile ? "_files" : " ") }
        return "'--\(option.name)\(value == nil ? "" : "=")[\(option.help.forZsh)]\(value ?? "")'"
      }
      let operands = command.takesFiles ? ["'*:file:_files'"] : []
      return "    \(command.name)) _arguments \((options + operands).joined(separator: " ")) ;;"
    }
    return """
      #compdef rassegna
      # Completion of rassegna for zsh, printed by `rassegna completion zsh`.
      _rassegna() {
        local -a commands
        commands=(
      \(names.joined(separator: "\n"))
        )
        if (( CURRENT == 2 )); then
          _describe command commands
          return
        fi
        local command=$words[2]
        shift words
        (( CURRENT-- ))
        case $command in
      \(cases.joined(separator: "\n"))
        esac
      }
      _rassegna "$@"
      """
  }

  // Source: complete(1) of fish.
  private func fish(_ commands: [Command]) -> String {
    var lines = [
      "# Completion of rassegna for fish, printed by `rassegna completion fish`.",
      "complete -c rassegna -f",
    ]
    for command in commands {
      lines.append(
        "complete -c rassegna -n __fish_use_subcommand -a \(command.name) -d '\(command.summary.forFish)'"
      )
      let here = "complete -c rassegna -n '__fish_seen_subcommand_from \(command.name)'"
      if command.takesFiles { lines.append(here + " -F") }
      for option in command.options + [.forHelp] {
        let value = option.value == nil ? "" : option.takesFile ? " -r -F" : " -x"
        lines.append(here + " -l \(option.name)\(value) -d '\(option.help.forFish)'")
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension Command {
  fileprivate var takesFiles: Bool { operands.contains("FILE") }

  fileprivate var optionWords: String {
    (options + [.forHelp]).map { "--" + $0.name }.joined(separator: " ")
  }
}

extension Option {
  fileprivate var takesFile: Bool { ["FILE", "LIST", "FOLDER"].contains(value) }
}

extension String {
  /// Inside single quotes, where colons and brackets end a part.
  fileprivate var forZsh: String {
    reduce(into: "") { result, character in
      switch character {
      case "'": result += "'\\''"
      case ":", "[", "]": result += "\\\(character)"
      default: result.append(character)
      }
    }
  }

  /// Inside single quotes.
  fileprivate var forFish: String {
    reduce(into: "") { result, character in
      if character == "'" || character == "\\" { result.append("\\") }
      result.append(character)
    }
  }
}
