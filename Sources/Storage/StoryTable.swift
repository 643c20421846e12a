import Bytes
import FoundationEssentials
import Stories

/// The SQL of the table `signature`, the index in memory over it, and the stories that items join.
///
/// The table keeps what a restart must not lose; the index is made from it when it is first needed.
/// Neither grows beyond the window.
struct StoryTable {
  private let connection: Connection
  private let load: Statement
  private let insert: Statement
  private let replace: Statement
  private let expire: Statement
  private let candidate: Statement
  private let evidence: Statement
  private let members: Statement
  private let unite: Statement
  private let uniteLedger: Statement

  /// When items are one story.
  var rules = StoryRules()
  let groups: GroupTable
  /// Nil until an item is looked up.
  private var window: PostingWindow?

  init(_ connection: Connection) throws(StorageError) {
    self.connection = connection
    groups = try GroupTable(connection)
    load = try connection.prepare("SELECT item, keys, terms FROM signature ORDER BY item")
    insert = try connection.prepare(
      """
      INSERT INTO signature (item, seen_at_s, keys, sketch, text_hash, terms)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
    replace = try connection.prepare(
      "UPDATE signature SET keys = ?, sketch = ?, text_hash = ?, terms = ? WHERE item = ?")
    expire = try connection.prepare(
      """
      DELETE FROM signature
      WHERE item IN (SELECT item FROM signature ORDER BY item LIMIT ?) AND seen_at_s < ?
      """)
    let row = """
      SELECT item.seq, story, coalesce(signature.text_hash, content_hash), hash_version, seen_at_s,
        sketch
      FROM item JOIN signature ON signature.item = item.seq
      """
    candidate = try connection.prepare("\(row) WHERE item.seq = ?")
    evidence = try connection.prepare(
      "SELECT text_hash, sketch, seen_at_s, terms FROM signature WHERE item = ?")
    members = try connection.prepare("\(row) WHERE story = ? ORDER BY item.seq LIMIT ?")
    unite = try connection.prepare("UPDATE item SET story = ? WHERE story = ?")
    uniteLedger = try connection.prepare(
      """
      UPDATE ledger SET merged_into = ?1
      WHERE merged_into IS NOT NULL AND item IN (SELECT seq FROM item WHERE story = ?1)
      """)
  }
}

extension StoryTable {
  /// Forgets what the index holds, which a transaction that was rolled back may have filled.
  mutating func forgetWindow() { window = nil }

  /// Forgets signatures that are older than the window. At most a few more than `added`, so that the
  /// cost of one poll stays small.
  func expire(beyond added: Int, at now: Date) throws(StorageError) {
    let start = now.addingTimeInterval(-rules.windowSeconds)
    try expire.run([.integer(Int64(2 * added + 16)), .time(start)])
  }

  /// The story that a new item is of, which is its own number when it begins one. Stories that it shows
  /// to be one are united. An item never hides another (invariant 5): it only joins.
  mutating func story(of sighting: Sighting, seq: Int64, at now: Date) throws(StorageError)
    -> Int64
  {
    let evidence = sighting.evidence(at: now)
    guard evidence.weight >= .distinctive else { return seq }
    try fillWindow(for: seq)
    var candidates: [StoryCandidate] = []
    for found in window?.items(like: evidence, before: seq) ?? []
    where try mayTellTheSame(found, as: evidence) {
      if let row = try candidate.first([.integer(found)], StoryCandidate.init) ?? nil {
        candidates.append(row)
      }
    }
    let decisions = DecisionTable(connection)
    let placement = try StoryPlacement(of: evidence, among: candidates, rules: rules) {
      story throws(StorageError) in
      try firstMembers(of: story)
    } areApart: { one, other throws(StorageError) in
      try decisions.areApart(one, other)
    }
    guard let story = placement.story else {
      if sighting.weight >= .distinctive { try findGroup(of: sighting, seq: seq) }
      return seq
    }
    for other in placement.absorbed { try unite(other, into: story) }
    return story
  }

  /// Remembers a new item, for later ones to find it.
  mutating func remember(_ sighting: Sighting, seq: Int64, at now: Date) throws(StorageError) {
    let evidence = sighting.evidence(at: now)
    guard !evidence.keys.isEmpty else { return }
    try insert.run([
      .integer(seq), .time(now), .blob(evidence.keys.encoded), .blob(evidence.signature?.encoded),
      .blob(evidence.contentHash.bytes), .blob(sighting.terms.encoded),
    ])
    window?.insert(seq, under: evidence.keys, sighting.terms)
  }

  /// Remembers the new text of an item that was edited, if it is in the window still.
  mutating func revise(_ sighting: Sighting, seq: Int64, at now: Date) throws(StorageError) {
    let evidence = sighting.evidence(at: now)
    try replace.run([
      .blob(evidence.keys.encoded), .blob(evidence.signature?.encoded),
      .blob(evidence.contentHash.bytes), .blob(sighting.terms.encoded), .integer(seq),
    ])
    if connection.changedRows > 0 { window?.insert(seq, under: evidence.keys) }
  }

  /// Puts a new story beside the one that is about the same event most clearly.
  private func findGroup(of sighting: Sighting, seq: Int64) throws(StorageError) {
    guard let window else { return }
    let own = Affinity.Evidence(terms: sighting.terms, signature: sighting.signature)
    var best: (score: Double, item: Int64)?
    for found in window.items(about: sighting.terms, before: seq) {
      guard let other = try subject(of: found) else { continue }
      let affinity = Affinity(own, other, window.frequencies)
      if affinity.isSameEvent, affinity.score > best?.score ?? 0 { best = (affinity.score, found) }
    }
    guard let best,
      let story = try candidate.first([.integer(best.item)], { $0.integer(1) })
    else { return }
    try groups.put(seq, beside: story)
  }

  /// Whether a stored item is to be looked at whole. Most of those that share some words tell something
  /// else; the row of the signature says so, without that of the item, which stands elsewhere.
  private func mayTellTheSame(_ seq: Int64, as newcomer: StoryEvidence) throws(StorageError) -> Bool
  {
    try evidence.first([.integer(seq)]) { row in
      guard let hash = ContentHash(bytes: row.blob(0), version: newcomer.contentHash.version) else {
        return true  // Its text has no hash of its own: the item's counts.
      }
      let stored = StoryEvidence(
        contentHash: hash, weight: .distinctive,
        signature: row.optionalBlob(1).flatMap { Signature(encoded: $0) }, firstSeen: row.time(2))
      return StoryMatch(newcomer, stored, rules: rules).isSameStory
    } ?? false
  }

  /// How clearly an item and others are about one event; those that are not in the window are left out.
  mutating func affinities(of seq: Int64, to others: [Int64]) throws(StorageError)
    -> [Int64: Affinity]
  {
    let next = try connection.integer("SELECT coalesce(max(item), 0) + 1 FROM signature")
    try fillWindow(for: next)
    guard let window, let own = try subject(of: seq) else { return [:] }
    var affinities: [Int64: Affinity] = [:]
    for other in others {
      guard let subject = try subject(of: other) else { continue }
      affinities[other] = Affinity(own, subject, window.frequencies)
    }
    return affinities
  }

  private func subject(of seq: Int64) throws(StorageError) -> Affinity.Evidence? {
    try evidence.first([.integer(seq)]) { row in
      Affinity.Evidence(
        terms: NewsTerms(encoded: row.blob(3)),
        signature: row.optionalBlob(1).flatMap { Signature(encoded: $0) })
    }
  }

  /// The items of the window that are most like one that is stored.
  mutating func items(like evidence: StoryEvidence, except seq: Int64) throws(StorageError)
    -> [Int64]
  {
    let next = try connection.integer("SELECT coalesce(max(item), 0) + 1 FROM signature")
    try fillWindow(for: next)
    return window?.items(like: evidence, before: next).filter { $0 != seq } ?? []
  }

  private func firstMembers(of story: Int64) throws(StorageError) -> [StoryCandidate] {
    try members.all(
      [.integer(story), .integer(Int64(StoryPlacement.maximumMembers))], StoryCandidate.init
    ).compactMap(\.self)
  }

  /// Makes a story part of an earlier one, in the ledger too.
  func unite(_ story: Int64, into earlier: Int64) throws(StorageError) {
    try unite.run([.integer(earlier), .integer(story)])
    try uniteLedger.run([.integer(earlier)])
    try groups.unite(story, into: earlier)
  }

  /// Makes the index, or a larger one.
  private mutating func fillWindow(for seq: Int64) throws(StorageError) {
    if let window, !window.isFull { return }
    window = nil
    let first = try connection.integer("SELECT coalesce(min(item), 0) FROM signature")
    var filled = PostingWindow(items: Int(seq - first))
    try load.forEach([]) { row in
      filled.insert(
        row.integer(0), under: [UInt64](encoded: row.blob(1)),
        row.optionalBlob(2).map { NewsTerms(encoded: $0) })
    }
    window = filled
  }
}

extension StoryCandidate {
  /// Nil when the content hash is none.
  fileprivate init?(_ row: Statement) {
    guard let hash = ContentHash(bytes: row.blob(2), version: Int(row.integer(3))) else {
      return nil
    }
    self.init(
      seq: row.integer(0), story: row.integer(1),
      evidence: StoryEvidence(
        contentHash: hash, weight: .distinctive,
        signature: row.optionalBlob(5).flatMap { Signature(encoded: $0) },
        firstSeen: row.time(4)))
  }
}

extension Sighting {
  fileprivate func evidence(at now: Date) -> StoryEvidence {
    StoryEvidence(
      textHash: textHash, weight: weight, url: url, signature: signature, firstSeen: now)
  }
}

extension [UInt64] {
  /// Eight bytes each, the lowest first.
  fileprivate var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: self)
    return bytes
  }

  fileprivate init(encoded: [UInt8]) {
    self = encoded.span.littleEndian(encoded.count / 8, from: 0)
  }
}
