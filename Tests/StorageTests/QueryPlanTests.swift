import Testing

@testable import Storage

/// What is asked of the store for each edition or item must not go through all that was ever told.
@Suite struct QueryPlanTests {
  @Test(arguments: [EditionTable.told, LedgerAudit.rows])
  func `the ledger is asked for an item, not gone through`(query: String) async throws {
    try await withFolder { path in
      _ = try Store(path: path)
      let connection = try Connection(path: path, mode: .readWrite)
      let steps = try connection.prepare("EXPLAIN QUERY PLAN " + query).all([]) { $0.text(3) }
      let ledger = steps.filter { $0.contains(" ledger ") || $0.contains(" lead ") }
      #expect(!ledger.isEmpty)
      for step in ledger { #expect(step.contains("(digest=? AND item=?)")) }
    }
  }
}
