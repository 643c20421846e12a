import Invocation

extension Command {
  static let doctor = Command(
    name: "doctor",
    summary: "look whether everything that the daemon needs is there",
    discussion: """
      Looks at the configuration, the rights on folders, the room on the disk, the database (all of it is
      read), the clock, name resolution and the certificates of TLS. Prints a line each, with what to do
      about what is wrong. Exits with 1 when something is. It changes nothing, but that it makes and
      removes a file in each folder that the daemon writes to.

      With --etiquette it lets the poller ask a server of its own on loopback instead, with a clock that
      runs days in seconds, and prints for each of the rules FRB001 to FRB141 of good manners for feed
      readers (rachelbythebay.com, “feed reader behavior”) whether it was kept, and what was seen. That
      needs no configuration and touches no database.
      """,
    options: [
      .config, .json, Option("etiquette", help: "try the rules of good manners for readers"),
    ]
  ) { arguments in
    if arguments.has("etiquette") { return await Etiquette.run(arguments) }
    var doctor = Doctor(environment: Session.environment, clock: .system)
    await doctor.examine(arguments)
    for finding in doctor.findings {
      Terminal.print(arguments.has("json") ? jsonLine(finding) : finding.line)
    }
    return doctor.findings.contains { $0.verdict == .bad } ? .needsALook : .ok
  }
}

extension Doctor.Finding {
  /// For people.
  fileprivate var line: String {
    let mark =
      switch verdict {
      case .good: "  ok  "
      case .doubtful: " look "
      case .bad: " BAD  "
      }
    return "\(mark) \(subject): \(detail.printable)"
      + (advice.map { "\n        " + $0.printable } ?? "")
  }
}
