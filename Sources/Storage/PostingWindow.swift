import Stories

/// The index in memory over the items of the window, made for a certain number of them.
struct PostingWindow {
  /// However many items are in the window, the latest so many are remembered: some 160 MB.
  static let maximumItems = 1 << 20
  private static let minimumItems = 1 << 14
  private static let postingsOfItem = 16
  /// The most stored items that a new one is compared with.
  private static let maximumCandidates = 12
  /// The most that are counted to find them.
  private static let maximumFound = 96

  private let capacity: Int
  private var count = 0
  private var postings: PostingTable

  /// Made for four times the items that are there, at least some thousands.
  init(items: Int) {
    var capacity = Self.minimumItems
    while capacity < min(2 * items, Self.maximumItems) { capacity *= 4 }
    self.capacity = capacity
    postings = PostingTable(postings: capacity * Self.postingsOfItem)
  }

  /// Whether it should be made anew, larger.
  var isFull: Bool { count >= capacity && capacity < Self.maximumItems }

  mutating func insert(_ seq: Int64, under keys: [UInt64]) {
    count += 1
    for key in keys { postings.insert(UInt32(truncatingIfNeeded: seq), under: key) }
  }

  /// The sequence numbers of stored items that may be of one story with a new one, the likeliest first:
  /// those with the same text, then those that share most with it; of equals the earlier.
  func items(like sighting: Sighting, before seq: Int64) -> [Int64] {
    var found: [UInt32] = []
    var shared: [Int] = []
    func add(_ item: UInt32, _ worth: Int) {
      if let index = found.firstIndex(of: item) {
        shared[index] += worth
      } else if found.count < Self.maximumFound {
        found.append(item)
        shared.append(worth)
      }
    }
    postings.forEachItem(under: sighting.contentHash.key) { add($0, Int(Int32.max)) }
    for probe in sighting.signature?.probes ?? [] {
      postings.forEachItem(under: probe) { add($0, 1) }
    }
    let sorted = found.indices.sorted { (shared[$1], found[$0]) < (shared[$0], found[$1]) }
    return sorted.prefix(Self.maximumCandidates).map { Self.whole(found[$0], before: seq) }
  }

  /// A sequence number from its low 32 bits, the last below another.
  private static func whole(_ low: UInt32, before seq: Int64) -> Int64 {
    let high = seq & ~Int64(UInt32.max)
    let whole = high | Int64(low)
    return whole < seq ? whole : whole - (1 << 32)
  }
}
