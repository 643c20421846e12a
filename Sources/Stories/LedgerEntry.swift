/// What one digest did with one item: a row of the ledger that proves that nothing is lost.
public struct LedgerEntry: Sendable, Hashable {
  public enum Outcome: Sendable, Hashable {
    /// It leads a story of the edition.
    case printed
    /// Its story is told by another item, in this edition or an earlier one.
    case merged(into: Int64)
    /// A rule left it out, such as `backlog`.
    case leftOut(rule: String)
  }

  /// The sequence number of the item.
  public var seq: Int64
  /// The revision that was told.
  public var revision: Int
  public var outcome: Outcome

  public init(seq: Int64, revision: Int, outcome: Outcome) {
    self.seq = seq
    self.revision = revision
    self.outcome = outcome
  }
}
