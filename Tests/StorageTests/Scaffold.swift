import FoundationEssentials
import Stories
import Testing

@testable import Storage

/// A store in a folder of its own, which is removed at the end.
func withStore(_ body: (Store) async throws -> Void) async throws {
  try await withFolder { path in try await body(try Store(path: path)) }
}

/// A path for a database in a folder of its own, which is removed at the end.
func withFolder(_ body: (_ database: String) async throws -> Void) async throws {
  let folder = FileManager.default.temporaryDirectory.path() + "/rassegna-" + UUID().uuidString
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  try await body(folder + "/rassegna.db")
}

extension Store {
  /// What is remembered of a feed, which is made known where it is not.
  func known(_ url: String) throws -> FeedState {
    try #require(try states(of: [url]).first)
  }
}

extension Store {
  /// Fixes an edition that settles nothing but its ledger.
  func fix(_ edition: EditionRecord, ledger: [LedgerEntry]) throws {
    try fix(
      edition, ledger: ledger,
      settling: Settlement(feeds: [], corrections: [], editCutoff: 0))
  }

  /// Fixes an edition `daily` of everything pending, each story's first item as its lead.
  func publish(_ feeds: Set<String>, at now: Date) throws -> [LedgerEntry] {
    let pending = try pending("daily", feeds: feeds)
    var told = pending.toldStories
    let ledger = pending.items.map { item in
      LedgerEntry(
        seq: item.seq, revision: item.revision,
        outcome: told.insert(item.story).inserted ? .printed : .merged(into: item.story))
    }
    let record = EditionRecord(
      digest: "daily", number: pending.number, date: "2026-11-24",
      part: (pending.partsByDate["2026-11-24"] ?? 0) + 1, dueAt: now, cutoff: pending.cutoff,
      content: [])
    try fix(
      record, ledger: ledger,
      settling: Settlement(feeds: feeds, corrections: [], editCutoff: pending.editCutoff))
    return ledger
  }
}
