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
}
