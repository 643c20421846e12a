import Stories

/// The index in memory over the items of the window, made for a certain number of them.
struct PostingWindow {
  /// However many items are in the window, the latest so many are remembered: some 160 MB.
  static let maximumItems = 1 << 20
  private static let minimumItems = 1 << 14
  private static let postingsOfItem = 14
  private static let subjectsOfItem = 6
  /// Items about one event are compared when they share so many of their rarest words.
  private static let minimumSubjects = 2
  private static let maximumRelatives = 4
  /// The most stored items that a new one is compared with.
  private static let maximumCandidates = 12
  /// The most that are counted to find them.
  private static let maximumFound = 96

  private let capacity: Int
  private var count = 0
  private var postings: PostingTable
  /// By the rarest words.
  private var subjects: PostingTable
  private(set) var frequencies = TermFrequencies()

  /// Made for four times the items that are there, at least some thousands.
  init(items: Int) {
    var capacity = Self.minimumItems
    while capacity < min(2 * items, Self.maximumItems) { capacity *= 4 }
    self.capacity = capacity
    postings = PostingTable(postings: capacity * Self.postingsOfItem)
    subjects = PostingTable(postings: capacity * Self.subjectsOfItem)
  }

  /// Whether it should be made anew, larger.
  var isFull: Bool { count >= capacity && capacity < Self.maximumItems }

  mutating func insert(_ seq: Int64, under keys: [UInt64], _ terms: NewsTerms? = nil) {
    count += 1
    postings.insert(UInt32(truncatingIfNeeded: seq), under: keys)
    guard let terms else { return }
    subjects.insert(UInt32(truncatingIfNeeded: seq), under: frequencies.keys(of: terms))
    frequencies.add(terms)
  }

  /// The sequence numbers of stored items that may be of one story with a new one, the likeliest first:
  /// those with the same text, then those that share most with it; of equals the earlier.
  func items(like newcomer: StoryEvidence, before seq: Int64) -> [Int64] {
    let exact = postings.findings(under: [newcomer.contentHash.key], limit: Self.maximumCandidates)
    let near = postings.findings(under: newcomer.signature?.probes ?? [], limit: Self.maximumFound)
      .sorted { ($1.keys, $0.item) < ($0.keys, $1.item) }
    var items: [UInt32] = []
    for found in exact + near where !items.contains(found.item) {
      items.append(found.item)
      if items.count == Self.maximumCandidates { break }
    }
    return items.map { Self.whole($0, before: seq) }
  }

  /// The sequence numbers of stored items that may be about the same event as a new one.
  func items(about terms: NewsTerms, before seq: Int64) -> [Int64] {
    subjects.findings(under: frequencies.probes(of: terms), limit: Self.maximumFound)
      .filter { $0.keys >= Self.minimumSubjects }
      .sorted { ($1.keys, $0.item) < ($0.keys, $1.item) }
      .prefix(Self.maximumRelatives).map { Self.whole($0.item, before: seq) }
  }

  /// A sequence number from its low 32 bits, the last below another.
  private static func whole(_ low: UInt32, before seq: Int64) -> Int64 {
    let high = seq & ~Int64(UInt32.max)
    let whole = high | Int64(low)
    return whole < seq ? whole : whole - (1 << 32)
  }
}
