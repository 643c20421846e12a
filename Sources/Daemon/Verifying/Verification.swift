import Digests
import Links
import Storage
import Stories

/// Walks through the whole ledger and says of every item where it stands in each digest (invariant 2).
/// Memory is bounded by one feed's counts and one edition.
struct Verification: Sendable {
  var configuration: Configuration
  var store: Store

  /// - Parameter onStep: told of each step with their number in all.
  func report(onStep: (_ done: Int, _ all: Int) -> Void) async throws(StorageError) -> LedgerReport
  {
    let feeds = try await store.feedStates().map(\.url)
    let digests = try await store.auditedDigests()
    let steps = digests.reduce(0) { $0 + $1.editions + feeds.count }
    var done = 0
    var report = LedgerReport()
    for digest in digests {
      var account = LedgerReport.Digest(editions: digest.editions)
      let readers = readers(of: digest.name)
      for feed in feeds {
        let audit = try await store.audit(
          feed, in: digest.name, reader: readers.map { $0.contains(feed) ? .reads : .ignores })
        account.add(audit)
        report.add(audit, digest: digest.name)
        done += 1
        onStep(done, steps)
      }
      if digest.rowsWithoutItem > 0 {
        report.add(
          .init(digest: digest.name, kind: "row-without-item"), count: digest.rowsWithoutItem)
      }
      for number in stride(from: 1, through: digest.editions, by: 1) {
        try await check(number, of: digest, &report)
        done += 1
        onStep(done, steps)
      }
      report.digests[digest.name] = account
    }
    return report
  }

  /// The feeds that a digest reads now; nil for one that is not configured.
  private func readers(of name: String) -> Set<String>? {
    configuration.digests.first { $0.name == name }.map { digest in
      Set(configuration.feeds(of: digest).map(\.url.string))
    }
  }

  private func check(_ number: Int, of digest: AuditedDigest, _ report: inout LedgerReport)
    async throws(StorageError)
  {
    let name = digest.name
    guard let record = try await store.edition(name, number: number) else {
      report.add(.init(digest: name, edition: number, kind: "missing-edition"))
      return
    }
    guard let edition = Edition(record) else {
      report.add(.init(digest: name, edition: number, kind: "unreadable-edition"))
      return
    }
    let told = Set(edition.stories.map(\.seq))
    let printed = try await store.printed(
      number, of: name, told: told.sorted(), counted: digest.printed[number] ?? 0)
    for seq in printed.subtracting(told).sorted() {
      report.add(.init(digest: name, item: seq, edition: number, kind: "not-in-its-edition"))
    }
    // What retention removed stays told, without a row.
    for seq in try await store.existing(of: told.subtracting(printed).sorted()) {
      report.add(.init(digest: name, item: seq, edition: number, kind: "told-without-row"))
    }
  }
}

extension Edition {
  /// The edition in a record; nil when it can not be read, or is another one.
  fileprivate init?(_ record: EditionRecord) {
    // Whatever is wrong with it, it is the same finding.
    guard let edition = try? Edition(decoding: record.content),
      edition.masthead.digest == record.digest, edition.masthead.number == record.number,
      edition.masthead.part == record.part, edition.masthead.day.description == record.date
    else { return nil }
    self = edition
  }
}

/// What `verify` says.
struct LedgerReport: Sendable, Encodable {
  /// How many findings are named; all are counted.
  private static let namedFindings = 100

  /// The items of one digest by where they stand: the sum is the number of items in the store.
  struct Digest: Sendable, Encodable {
    var items = 0
    var printed = 0
    var merged = 0
    /// By rule.
    var leftOut: [String: Int] = [:]
    var pending = 0
    var outside = 0
    /// Items whose row contradicts the rest.
    var contradictory = 0
    var editions: Int

    init(editions: Int) {
      self.editions = editions
    }

    mutating func add(_ audit: FeedAudit) {
      for (standing, count) in audit.counts {
        items += count
        switch standing {
        case .printed: printed += count
        case .merged: merged += count
        case .leftOut(let rule): leftOut[rule, default: 0] += count
        case .pending: pending += count
        case .outside: outside += count
        case .contradiction: contradictory += count
        }
      }
    }
  }

  /// One thing that must not be.
  struct Finding: Sendable, Encodable {
    var digest: String
    var item: Int64?
    var edition: Int?
    var kind: String
  }

  var digests: [String: Digest] = [:]
  /// The first of them.
  var findings: [Finding] = []
  /// All of them.
  var findingsCount = 0
  var isSound: Bool { findingsCount == 0 }

  mutating func add(_ finding: Finding, count: Int = 1) {
    findingsCount += count
    if findings.count < Self.namedFindings { findings.append(finding) }
  }

  mutating func add(_ audit: FeedAudit, digest: String) {
    for (standing, count) in audit.counts {
      if case .contradiction = standing { findingsCount += count }
    }
    for (seq, kind) in audit.examples where findings.count < Self.namedFindings {
      findings.append(Finding(digest: digest, item: seq, kind: kind.rawValue))
    }
  }

  private enum CodingKeys: CodingKey {
    case sound, digests, findings, findingsCount
  }

  func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(isSound, forKey: .sound)
    try values.encode(digests, forKey: .digests)
    try values.encode(findings, forKey: .findings)
    try values.encode(findingsCount, forKey: .findingsCount)
  }
}
