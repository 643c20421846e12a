import Invocation
import Storage

extension Command {
  static let tidy = Command(
    name: "tidy",
    summary: "remove what [retention] lets go, index the rest",
    discussion: """
      Removes the items that [retention] lets go, gives their room back to the disk, and brings the
      index of `rassegna search` up to date. The daemon does it by itself; this is for those who poll
      without one.
      """,
    options: [.config, .json]
  ) { arguments in
    await attempt("tidy") { () async throws(Session.Failure) in
      let session = try await Session.writing(arguments)
      let report: Upkeep.Report
      do throws(StorageError) {
        try await session.upkeep.index()
        report = try await session.upkeep.sweep()
      } catch {
        throw Session.Failure(error)
      }
      Terminal.print(arguments.has("json") ? jsonLine(report) : report.sentence)
      return .ok
    }
  }
}

extension Upkeep.Report {
  /// For people.
  fileprivate var sentence: String {
    removedItems == 0
      ? "Nothing had to go."
      : counted(removedItems, "item") + " removed; the store still knows them."
  }
}
