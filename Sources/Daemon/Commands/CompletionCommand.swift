import Invocation

extension Command {
  static let completion = Command(
    name: "completion",
    summary: "print the completion for a shell",
    operands: "bash|zsh|fish",
    discussion: """
      Prints a script that makes the shell complete the commands, options and files of rassegna. `make
      install` and the Debian package put it where each shell looks.
      """
  ) { arguments in
    guard arguments.operands.count == 1, let shell = Shell(rawValue: arguments.operands[0]) else {
      Terminal.fail("rassegna completion: name one of bash, zsh and fish")
      return .usage
    }
    Terminal.print(shell.completion(of: Rassegna.commands))
    return .ok
  }
}
