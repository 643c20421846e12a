import FoundationEssentials
import Stories

/// What an audit found of one feed's items in one digest.
public struct FeedAudit: Sendable, Hashable {
  /// Items by where they stand; contradictions by their kind.
  public var counts: [Standing: Int] = [:]
  /// The first of the items whose row contradicts the rest, in no order.
  public var examples: [(seq: Int64, Standing.Contradiction)] {
    firstContradictions.map { ($0.seq, $0.kind) }
  }

  struct Example: Sendable, Hashable {
    var seq: Int64
    var kind: Standing.Contradiction
  }

  var firstContradictions: [Example] = []
}

/// A digest as an audit walks through it.
public struct AuditedDigest: Sendable, Hashable {
  public var name: String
  /// How many editions it has.
  public var editions: Int
  /// Rows of the ledger whose item is not in the store.
  public var rowsWithoutItem: Int
  /// How many items the ledger has as printed in each edition, by its number.
  public var printed: [Int: Int]
}

/// The SQL of `verify`: it walks through the ledger feed by feed and edition by edition, so that memory
/// is bounded by one feed's counts and one edition.
struct LedgerAudit {
  /// Contradictions of one feed that are named; all are counted.
  private static let namedContradictions = 20

  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  func digests() throws(StorageError) -> [AuditedDigest] {
    let select = try connection.prepare(
      """
      SELECT name, (SELECT count(*) FROM edition WHERE digest = name),
        (SELECT count(*) FROM ledger WHERE ledger.digest = name
         AND NOT EXISTS (SELECT 1 FROM item WHERE item.seq = ledger.item))
      FROM digest ORDER BY name
      """)
    var digests = try select.all([]) {
      AuditedDigest(
        name: $0.text(0), editions: Int($0.integer(1)), rowsWithoutItem: Int($0.integer(2)),
        printed: [:])
    }
    for index in digests.indices { digests[index].printed = try printed(by: digests[index].name) }
    return digests
  }

  private func printed(by digest: String) throws(StorageError) -> [Int: Int] {
    let select = try connection.prepare(
      """
      SELECT number, printed FROM (
        SELECT edition, count(*) AS printed FROM ledger WHERE digest = ?1 AND outcome = 'printed'
        GROUP BY edition)
      JOIN edition ON edition.id = edition AND edition.digest = ?1
      """)
    let rows = try select.all([.text(digest)]) { (Int($0.integer(0)), Int($0.integer(1))) }
    return Dictionary(rows) { first, _ in first }
  }

  /// Walks through the items of a feed; they are found in an index, in no order.
  func audit(_ feed: String, in digest: String, reader: Standing.Reader?) throws(StorageError)
    -> FeedAudit
  {
    let cutoff = try cutoff(of: digest)
    let scope = try scope(of: feed, in: digest, cutoff: cutoff)
    let reader = reader ?? (scope.isOpen ? .reads : .ignores)
    let select = try connection.prepare(Self.rows)
    var audit = FeedAudit()
    defer { select.reset() }
    try select.bind([.text(digest), .text(feed)])
    while try select.step() {
      let seq = select.integer(0)
      // What was split from its story waits again, wherever it stands.
      let decidedUntil = select.integer(6) != 0 ? 0 : cutoff
      let standing = Standing(
        of: seq, row: Standing.Row(select), cutoff: decidedUntil, scope: scope.ranges,
        reader: reader)
      audit.counts[standing, default: 0] += 1
      if case .contradiction(let kind) = standing,
        audit.firstContradictions.count < Self.namedContradictions
      {
        audit.firstContradictions.append(FeedAudit.Example(seq: seq, kind: kind))
      }
    }
    return audit
  }

  /// A lead may have been removed by retention, which leaves a tombstone somewhere. CROSS JOIN: the
  /// items of the story are few, the rows of the digest are not.
  static let rows = """
    SELECT item.seq, ledger.outcome, ledger.rule, ledger.merged_into,
      EXISTS (SELECT 1 FROM edition WHERE edition.id = ledger.edition AND edition.digest = ?1),
      CASE WHEN ledger.outcome = 'merged' THEN EXISTS (
        SELECT 1 FROM item AS mate
        CROSS JOIN ledger AS lead ON lead.digest = ?1 AND lead.item = mate.seq
          AND lead.outcome = 'printed' AND lead.edition <= ledger.edition
        WHERE mate.story = ledger.merged_into)
        OR EXISTS (SELECT 1 FROM tombstone) ELSE 0 END,
      EXISTS (SELECT 1 FROM reopened
        WHERE reopened.digest = ?1 AND reopened.item = item.seq)
    FROM item
    LEFT JOIN ledger ON ledger.digest = ?1 AND ledger.item = item.seq
    WHERE item.feed = (SELECT id FROM feed WHERE url = ?2)
    """

  private func cutoff(of digest: String) throws(StorageError) -> Int64 {
    let select = try connection.prepare("SELECT cutoff_seq FROM digest WHERE name = ?")
    return try select.first([.text(digest)]) { $0.integer(0) } ?? 0
  }

  private func scope(of feed: String, in digest: String, cutoff: Int64) throws(StorageError)
    -> (ranges: [ClosedRange<Int64>], isOpen: Bool)
  {
    let select = try connection.prepare(
      """
      SELECT after_seq, until_seq FROM scope
      WHERE digest = ? AND feed = (SELECT id FROM feed WHERE url = ?)
      """)
    let spans = try select.all([.text(digest), .text(feed)]) {
      (after: $0.integer(0), until: $0.optionalInteger(1))
    }
    let ranges = spans.compactMap { span -> ClosedRange<Int64>? in
      let last = span.until ?? cutoff
      return span.after < last ? span.after + 1...last : nil
    }
    return (ranges, spans.contains { $0.until == nil })
  }
}

/// Editions.
extension LedgerAudit {
  /// The items that the ledger has as printed in an edition. Where they are `counted`, all of them are
  /// among `told`: the rows of the digest need not be gone through.
  func printed(_ number: Int, of digest: String, told: [Int64], counted: Int)
    throws(StorageError) -> Set<Int64>
  {
    let rows = """
      SELECT item FROM ledger WHERE digest = ?1 AND outcome = 'printed'
        AND edition = (SELECT id FROM edition WHERE digest = ?1 AND number = ?2)
      """
    let edition: [SQLValue] = [.text(digest), .integer(Int64(number))]
    let among = try connection.prepare(rows + " AND item IN (SELECT value FROM json_each(?3))")
    let found = try among.all(edition + [.list(told)]) { $0.integer(0) }
    if found.count == counted { return Set(found) }
    return Set(try connection.prepare(rows).all(edition) { $0.integer(0) })
  }

  /// Those of some items that are in the store.
  func existing(of items: [Int64]) throws(StorageError) -> [Int64] {
    let select = try connection.prepare(
      "SELECT seq FROM item WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq")
    return try select.all([.list(items)]) { $0.integer(0) }
  }
}

extension Standing.Row {
  /// Reads columns 1 to 5 of an audit's rows; nil where the ledger has none.
  fileprivate init?(_ row: Statement) {
    guard !row.isNull(1) else { return nil }
    let outcome: LedgerEntry.Outcome? =
      switch row.text(1) {
      case "printed": .printed
      case "merged": .merged(into: row.integer(3))
      default: row.optionalText(2).map { .leftOut(rule: $0) }
      }
    self.init(outcome: outcome, hasEdition: row.integer(4) != 0, hasLead: row.integer(5) != 0)
  }
}

/// Verifying. Each step sees one state of the database, also beside a daemon that writes.
extension Store {
  public func auditedDigests() throws(StorageError) -> [AuditedDigest] {
    try connection.transaction(.deferred) { () throws(StorageError) in
      try LedgerAudit(connection).digests()
    }
  }

  /// Where each item of a feed stands in a digest.
  ///
  /// - Parameter reader: whether the digest reads the feed now; nil for a digest that is configured no
  ///   more, whose last edition says it.
  public func audit(_ feed: String, in digest: String, reader: Standing.Reader?)
    throws(StorageError) -> FeedAudit
  {
    try connection.transaction(.deferred) { () throws(StorageError) in
      try LedgerAudit(connection).audit(feed, in: digest, reader: reader)
    }
  }

  /// The items that the ledger has as printed in an edition.
  ///
  /// - Parameters:
  ///   - told: the items that the edition tells.
  ///   - counted: how many the ledger had when the digest was looked at.
  public func printed(_ number: Int, of digest: String, told: [Int64], counted: Int)
    throws(StorageError) -> Set<Int64>
  {
    try connection.transaction(.deferred) { () throws(StorageError) in
      try LedgerAudit(connection).printed(number, of: digest, told: told, counted: counted)
    }
  }

  /// Those of some items that are in the store, in order.
  public func existing(of items: [Int64]) throws(StorageError) -> [Int64] {
    try LedgerAudit(connection).existing(of: items)
  }
}
