/// Which of the latest items have a key: an index in memory of a size that does not change.
///
/// A hash table of buckets of sixteen places, without chains: a key is looked for in one bucket, and an
/// item that finds its bucket full takes the place of the oldest there. So cost and memory are bounded
/// whatever comes, what is old makes room by itself, and a key that very many items have (a template's,
/// a flood's) takes no more than its share. Of each key 16 bits are kept besides its bucket: now and
/// then an item is found that does not have the key, so whoever asks must verify.
///
/// Deterministic: the same insertions in the same order give the same answers.
public struct PostingTable: Sendable {
  /// The most items that one key is remembered for: the latest.
  public static let maximumItemsOfKey = 8
  /// Items for each bucket that the table is made for: some buckets get more than others.
  private static let meanLoad = 10

  /// Sixteen places: what is kept of the key, and the item; 0 where there is none.
  private struct Bucket: Sendable {
    var tags = SIMD16<UInt16>()
    var items = SIMD16<UInt32>()
  }

  private var buckets: [Bucket]

  /// Makes room for about so many keys of items in all. Memory: about 10 bytes each.
  public init(postings: Int) {
    let count = max(64, postings / Self.meanLoad)
    buckets = [Bucket](repeating: Bucket(), count: count)
  }

  /// Remembers that an item has a key.
  ///
  /// - Parameter item: the low 32 bits of its sequence number, never 0. They rise from call to call.
  public mutating func insert(_ item: UInt32, under key: UInt64) {
    let index = place(of: key)
    let tag = UInt16(truncatingIfNeeded: key)
    let items = buckets[index].items
    let isTaken = items .!= 0
    let isSame = (buckets[index].tags .== SIMD16(repeating: tag))
    var free: Int?
    var oldest = 0
    var oldestSame = 0
    var same = 0
    for slot in 0..<16 {
      guard isTaken[slot] else {
        free = free ?? slot
        continue
      }
      if items[slot] < items[oldest] { oldest = slot }
      guard isSame[slot] else { continue }
      if items[slot] == item { return }
      if same == 0 || items[slot] < items[oldestSame] { oldestSame = slot }
      same += 1
    }
    let slot = same >= Self.maximumItemsOfKey ? oldestSame : free ?? oldest
    buckets[index].tags[slot] = tag
    buckets[index].items[slot] = item
  }

  /// Calls `body` with each item that is remembered for a key.
  public func forEachItem(under key: UInt64, _ body: (UInt32) -> Void) {
    let index = place(of: key)
    let isSame = buckets[index].tags .== SIMD16(repeating: UInt16(truncatingIfNeeded: key))
    guard any(isSame) else { return }
    for slot in 0..<16 where isSame[slot] && buckets[index].items[slot] != 0 {
      body(buckets[index].items[slot])
    }
  }

  /// The bucket of a key, by its high bits.
  private func place(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key >> 32 &* UInt64(buckets.count)) >> 32)
  }
}
