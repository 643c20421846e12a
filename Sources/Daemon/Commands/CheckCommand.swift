import Glibc
import Invocation
import Storage

extension Command {
  static let check = Command(
    name: "check",
    summary: "check the configuration",
    discussion: """
      Reads the configuration with all that it includes and prints every problem, one a line, with
      its file, line and column. Exits with 78 when it would not load.
      With --diff also what a reload would change for the daemon.
      """,
    options: [
      .config, Option("diff", help: "print what a reload would change"),
      Option(
        "reload", value: "PID", help: "when it is good, have the daemon with this number read it"),
    ]
  ) { arguments in
    await attempt("check") { () async throws(Session.Failure) in
      let configuration = try Session.configuration(arguments)
      for warning in configuration.warnings { Terminal.complain(warning.line) }
      Terminal.print(
        "The configuration is good: \(counted(configuration.feeds.count, "feed")), "
          + "\(counted(configuration.digests.count, "digest")).")
      if arguments.has("diff") {
        for line in try await configuration.changes().lines { Terminal.print(line) }
      }
      if let process = arguments.value("reload") { try configuration.reload(process) }
      return .ok
    }
  }
}

extension Configuration {
  /// What a reload would change of what the daemon loaded last.
  fileprivate func changes() async throws(Session.Failure) -> ConfigurationChange {
    do throws(StorageError) {
      let old = try await Store(reading: database).configured()
      return ConfigurationChange(from: old, to: written?.settings ?? [:])
    } catch {
      throw Session.Failure(error)
    }
  }
}

extension Configuration {
  /// Sends SIGHUP to the daemon, as kill(1) would, which not every Debian has. SIGHUP ends most other
  /// programs: the number has to be that of the one that holds the database.
  fileprivate func reload(_ process: String) throws(Session.Failure) {
    guard let number = Int32(process), number > 1 else {
      throw Session.Failure(sentence: "'\(process.printable)' is no process number", code: .usage)
    }
    guard InstanceLock.holder(of: lockFile) == .process(Int(number)) else {
      throw Session.Failure(
        sentence: "process \(number) is no daemon on \(database)", code: .unavailable)
    }
    guard kill(number, SIGHUP) == 0 else {
      throw Session.Failure(
        sentence: "process \(number): \(systemMessage(errno))", code: .unavailable)
    }
  }
}
