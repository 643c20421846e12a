import FoundationEssentials

/// Retention: removing what may go, and giving back its room. Each step is short, so that polls pass
/// between two of them.
extension Store {
  /// What one step of a purge did.
  public struct PurgeStep: Sendable, Hashable {
    public var removedItems: Int
    /// Where the next step begins; nil after the last one.
    public var next: Int64?
  }

  /// How many items a step looks at.
  private static let purgeBatch = 500

  /// Removes what `policy` lets go of the next 500 candidates after a sequence number; each goes with
  /// its revisions and rows of the ledger, and leaves a tombstone. Editions keep what they said.
  public func purge(_ policy: RetentionPolicy, after seq: Int64, at now: Date)
    throws(StorageError) -> PurgeStep
  {
    let purge = Purge(connection, tombstones)
    let limit = Self.purgeBatch
    return try connection.transaction { () throws(StorageError) in
      let candidates = try purge.candidates(policy, after: seq, at: now, limit: limit)
      let removed = try purge.remove(candidates, policy, at: now)
      return PurgeStep(
        removedItems: removed, next: candidates.count < limit ? nil : candidates.last)
    }
  }

  /// Removes tombstones of items that their feeds have not had for 90 days; returns how many.
  public func expireTombstones() throws(StorageError) -> Int {
    try connection.transaction { () throws(StorageError) in try tombstones.expire() }
  }

  /// Gives up to `pages` free pages of the database back to the file system; returns how many bytes
  /// are free inside it still. A database that other programs made keeps its room.
  public func releaseRoom(pages: Int) throws(StorageError) -> Int64 {
    try connection.execute("PRAGMA incremental_vacuum(\(pages))")
    return try connection.integer("PRAGMA freelist_count")
      * connection.integer("PRAGMA page_size")
  }
}
