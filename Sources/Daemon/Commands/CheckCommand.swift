import Invocation

extension Command {
  static let check = Command(
    name: "check",
    summary: "check the configuration",
    discussion: """
      Reads the configuration with all that it includes and prints every problem, one a line, with
      its file, line and column. Exits with 78 when it would not load.
      """,
    options: [.config]
  ) { arguments in
    await attempt("check") { () throws(Session.Failure) in
      let configuration = try Session.configuration(arguments)
      for warning in configuration.warnings { Terminal.complain(warning.line) }
      Terminal.print(
        "The configuration is good: \(counted(configuration.feeds.count, "feed")), "
          + "\(counted(configuration.digests.count, "digest")).")
      return .ok
    }
  }
}

/// A number with its noun, in English.
func counted(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)" + (number == 1 ? "" : "s")
}
