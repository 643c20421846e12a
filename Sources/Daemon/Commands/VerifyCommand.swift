import Invocation
import Storage
import Stories

extension Command {
  static let verify = Command(
    name: "verify",
    summary: "prove that no item was lost and none told twice",
    discussion: """
      Walks through the whole database. For each digest, every item must be exactly one of: printed in
      an edition, merged into a printed story, left out by a rule, pending, or outside of the digest's
      feeds; and every edition must tell what the ledger says. Works beside a running daemon. Exits
      with 65 when something contradicts that.
      """,
    options: [.config, .json]
  ) { arguments in
    await attempt("verify") { () async throws(Session.Failure) in
      let session = try await Session.reading(arguments)
      let verification = Verification(configuration: session.configuration, store: session.store)
      var progress: Progress?
      let report: LedgerReport
      do throws(StorageError) {
        report = try await verification.report { _, all in
          let shown = progress ?? Progress("checked", "feeds and editions", total: all)
          shown.advance()
          progress = shown
        }
      } catch {
        throw Session.Failure(error)
      }
      Terminal.endProgress()
      if arguments.has("json") {
        Terminal.print(jsonLine(report))
      } else {
        for line in report.lines { Terminal.print(line) }
      }
      return report.isSound ? .ok : .dataError
    }
  }
}

extension LedgerReport {
  /// For people.
  fileprivate var lines: [String] {
    let accounts = digests.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.sentence)" }
    let named = findings.map(\.sentence)
    let rest = findingsCount - named.count
    return accounts + named + (rest > 0 ? ["… and \(rest) more"] : [])
      + [isSound ? "Every item is accounted for." : "\(findingsCount) contradictions."]
  }
}

extension LedgerReport.Digest {
  fileprivate var sentence: String {
    let rules = leftOut.sorted { $0.key < $1.key }.map { "\($0.value) by \($0.key)" }
    let out = leftOut.values.reduce(0, +)
    return "\(counted(items, "item")): \(printed) printed, \(merged) merged, \(out) left out"
      + (rules.isEmpty ? "" : " (" + rules.joined(separator: ", ") + ")")
      + ", \(pending) pending, \(outside) outside"
      + (contradictory > 0 ? ", \(contradictory) contradictory" : "") + "; "
      + counted(editions, "edition")
  }
}

extension LedgerReport.Finding {
  fileprivate var sentence: String {
    let place = [
      "! \(digest)", edition.map { "edition \($0)" }, item.map { "item \($0)" },
    ].compactMap(\.self).joined(separator: ", ")
    return place + ": " + (Self.meanings[kind] ?? kind)
  }

  private static let meanings = [
    "lost": "no edition has decided about it",
    "told-outside": "it has a row, though its feed was not the digest's",
    "merged-into-nothing": "it is merged into a story that no edition tells",
    "no-rule": "it is left out by no rule",
    "no-edition": "its row names an edition that is not there",
    "row-without-item": "rows of the ledger lead to no item",
    "missing-edition": "it is not there",
    "unreadable-edition": "it can not be read, or is another one",
    "not-in-its-edition": "the ledger has it as printed, and the edition does not tell it",
    "told-without-row": "the edition tells it, and the ledger knows nothing of it",
  ]
}
