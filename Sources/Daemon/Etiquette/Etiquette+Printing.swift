import Invocation

extension Etiquette {
  /// Prints what was seen of each rule; exits with 1 when one was broken.
  static func run(_ arguments: Arguments) async -> ExitCode {
    await attempt("doctor") { () async throws(Session.Failure) in
      let findings = try await findings(hostGap: PollingSettings().hostGap)
      for finding in findings {
        Terminal.print(arguments.has("json") ? jsonLine(finding) : finding.line.printable)
      }
      let broken = findings.count { $0.verdict == .broken }
      if !arguments.has("json") {
        let kept = findings.count { $0.verdict == .kept }
        let rest = findings.count - kept - broken
        Terminal.print("\(kept) kept, \(broken) broken, \(rest) not applicable.")
      }
      return broken == 0 ? .ok : .needsALook
    }
  }
}
