import Invocation

extension Command {
  static let run = Command(
    name: "run",
    summary: "be the daemon, in the foreground",
    discussion: """
      Polls each feed when it is due and writes each digest at its time, until SIGTERM or SIGINT.
      SIGHUP reads the configuration again. Logs one line an event to standard error.
      """,
    options: [.config]
  ) { arguments in
    await attempt("run") { () async throws(Session.Failure) in
      let log = Log(environment: Session.environment, clock: .system)
      let manager = ServiceManager(environment: Session.environment)
      let session = try await Patience(manager: manager).during("opening the database") {
        () async throws(Session.Failure) in
        try await Session.patiently(
          arguments, manager: manager, log: log)
      }
      var service = Service(arguments, session: session, manager: manager)
      try await service.run()
      return .ok
    }
  }
}
