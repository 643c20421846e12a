import Digests
import Invocation

extension Command {
  static let theme = Command(
    name: "theme",
    summary: "print a file of the built-in theme",
    operands: "[FILE]",
    discussion: """
      Prints FILE of the built-in theme, or the names of its files. A theme of your own is a folder
      that `theme` in [digest.NAME] names: its files replace those of the same name.
      """
  ) { arguments in
    guard let name = arguments.operands.first else {
      for name in Theme.fileNames { Terminal.print(name) }
      return .ok
    }
    guard let text = Theme.builtInText(name) else {
      Terminal.complain("rassegna theme: the built-in theme has no file '\(name.printable)'")
      return .noInput
    }
    Terminal.print(text.last == "\n" ? String(text.dropLast()) : text)
    return .ok
  }
}
