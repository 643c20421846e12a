import FoundationEssentials
import Serving
import Storage

/// The whole of `doctor --etiquette`: a server on loopback, the real poller, all rules.
enum Etiquette {
  /// - Parameter hostGap: the time between two requests to one host that is then measured.
  static func findings(hostGap: Duration) async throws(Session.Failure) -> [EtiquetteFinding] {
    let folder = FileManager.default.temporaryDirectory.path() + "/rassegna-" + UUID().uuidString
    let book = GuestBook()
    let server = Server { await book.answer($0) }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let port = try await server.start()
      let findings = try await tryAll(book, port, folder, hostGap)
      await server.stop()
      try FileManager.default.removeItem(atPath: folder)
      return findings
    } catch let error as StorageError {
      throw Session.Failure(error)
    } catch {
      throw Session.Failure(
        sentence: "no server could be started on loopback, or no folder made for it",
        code: .systemError)
    }
  }

  private static func tryAll(
    _ book: GuestBook, _ port: UInt16, _ folder: String, _ hostGap: Duration
  ) async throws(StorageError) -> [EtiquetteFinding] {
    var trial = try Trial(book, port: port, folder: folder)
    try await trial.tryValidators()
    try await trial.tryHints()
    try await trial.tryRhythm()
    try await trial.tryOneHost(gap: hostGap)
    try await trial.tryOneRequest()
    try await trial.tryRequests()
    try await trial.tryAddresses()
    try await trial.tryPages()
    try await trial.tryErrors()
    try await trial.tryGone()
    try await trial.tryMoves()
    try await trial.tryOthers()
    await trial.lookAtAllRequests()
    await trial.end()
    let findings = trial.findings
    return EtiquetteRule.all.map { rule in
      findings[rule.number]
        ?? EtiquetteFinding(
          rule: rule.title, name: rule.name, verdict: .broken, evidence: "nothing was observed")
    }
  }
}
