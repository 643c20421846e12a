/// Where one item stands in one digest: exactly one of five states, or a contradiction that must not be.
public enum Standing: Sendable, Hashable {
  /// It tells a story of an edition.
  case printed
  /// Its story is told by another item.
  case merged
  case leftOut(rule: String)
  /// The next edition decides.
  case pending
  /// Its feed was none of the digest's.
  case outside
  case contradiction(Contradiction)

  /// What a sound ledger never shows.
  public enum Contradiction: String, Sendable, Hashable, CaseIterable {
    /// It was in scope, lies before the cut-off, and has no row: an edition forgot it.
    case lost
    /// It has a row, though its feed was none of the digest's.
    case toldOutside = "told-outside"
    /// It is merged into a story that no edition tells.
    case mergedIntoNothing = "merged-into-nothing"
    /// It is left out by no rule.
    case noRule = "no-rule"
    /// Its row names an edition that is none of the digest's.
    case noEdition = "no-edition"
  }

  /// What the ledger's row says.
  public struct Row: Sendable, Hashable {
    public var outcome: LedgerEntry.Outcome?
    /// Whether the edition is one of the digest's.
    public var hasEdition: Bool
    /// Whether the story that it was merged into has an item that is printed in the same edition or
    /// an earlier one.
    public var hasLead: Bool

    public init(outcome: LedgerEntry.Outcome?, hasEdition: Bool, hasLead: Bool) {
      self.outcome = outcome
      self.hasEdition = hasEdition
      self.hasLead = hasLead
    }
  }

  /// Decides.
  ///
  /// - Parameters:
  ///   - row: nil where the ledger has none; its `outcome` is nil where it lacks a rule.
  ///   - cutoff: of the digest's last edition.
  ///   - scope: the sequence numbers for which the digest read the item's feed.
  ///   - reader: whether the digest reads the feed now.
  public init(
    of seq: Int64, row: Row?, cutoff: Int64, scope: [ClosedRange<Int64>], reader: Reader
  ) {
    let isInScope = scope.contains { $0.contains(seq) }
    guard let row else {
      self =
        if seq > cutoff {
          reader == .reads ? .pending : .outside
        } else {
          isInScope ? .contradiction(.lost) : .outside
        }
      return
    }
    self =
      if !row.hasEdition {
        .contradiction(.noEdition)
      } else if seq <= cutoff, !isInScope {
        .contradiction(.toldOutside)
      } else {
        switch row.outcome {
        case .printed: .printed
        case .merged: row.hasLead ? .merged : .contradiction(.mergedIntoNothing)
        case .leftOut(let rule): .leftOut(rule: rule)
        case nil: .contradiction(.noRule)
        }
      }
  }

  /// Whether a digest reads a feed.
  public enum Reader: Sendable, Hashable {
    case reads, ignores
  }
}
