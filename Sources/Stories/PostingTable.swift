/// Which of the latest items have a key: an index in memory of a size that does not change.
///
/// A hash table of buckets of sixteen places, without chains: a key is looked for in one bucket, and an
/// item that finds its bucket full takes the place of the oldest there. So cost and memory are bounded
/// whatever comes, what is old makes room by itself, and a key that very many items have (a template's,
/// a flood's) takes no more than its share. Of each key 16 bits are kept besides its bucket: now and
/// then an item is found that does not have the key, so whoever asks must verify.
///
/// The sixteen short keys of a bucket stand in four words, so that four are compared at once.
///
/// Deterministic: the same insertions in the same order give the same answers.
public struct PostingTable: Sendable {
  /// The most items that one key is remembered for: the latest.
  public static let maximumItemsOfKey = 8
  /// Items for each bucket that the table is made for: some buckets get more than others.
  private static let meanLoad = 10
  private static let slots = 16
  private static let words = 4

  /// What is kept of the keys, four to a word.
  private var tags: [UInt64]
  /// The items, 0 where there is none.
  private var items: [UInt32]
  private let buckets: UInt64

  /// An item that was found, and under how many of the keys.
  public struct Finding: Hashable, Sendable {
    public let item: UInt32
    public internal(set) var keys: Int
  }

  /// Makes room for about so many keys of items in all. Memory: about 10 bytes each.
  public init(postings: Int) {
    let count = max(64, postings / Self.meanLoad)
    buckets = UInt64(count)
    tags = [UInt64](repeating: 0, count: count * Self.words)
    items = [UInt32](repeating: 0, count: count * Self.slots)
  }

  /// Remembers that an item has some keys.
  ///
  /// - Parameter item: the low 32 bits of its sequence number, never 0. They rise from call to call.
  public mutating func insert(_ item: UInt32, under keys: [UInt64]) {
    for key in keys { insert(item, under: key) }
  }

  private mutating func insert(_ item: UInt32, under key: UInt64) {
    let bucket = self.bucket(of: key)
    let first = bucket * Self.slots
    var same = (count: 0, oldest: first)
    for slot in slots(like: key, in: bucket) where items[slot] != 0 {
      if items[slot] == item { return }
      if same.count == 0 || items[slot] < items[same.oldest] { same.oldest = slot }
      same.count += 1
    }
    var slot = same.oldest
    if same.count < Self.maximumItemsOfKey {
      // The oldest of all: one that is free is 0.
      slot = first
      for other in first + 1..<first + Self.slots where items[other] < items[slot] { slot = other }
    }
    items[slot] = item
    let shift = UInt64(slot % 4) * 16
    let word = slot / 4
    tags[word] = tags[word] & ~(0xFFFF << shift) | (key & 0xFFFF) << shift
  }

  /// The items that are remembered under some of the keys, in the order in which they are found;
  /// `limit` of them at most.
  public func findings(under keys: [UInt64], limit: Int) -> [Finding] {
    // All buckets first, and only then what is in them: so the memory is asked for many at once.
    var places: [Slots] = []
    places.reserveCapacity(keys.count)
    for key in keys { places.append(slots(like: key, in: bucket(of: key))) }
    var found: [Finding] = []
    for slots in places {
      for slot in slots where items[slot] != 0 {
        if let index = found.firstIndex(where: { $0.item == items[slot] }) {
          found[index].keys += 1
        } else if found.count < limit {
          found.append(Finding(item: items[slot], keys: 1))
        }
      }
    }
    return found
  }

  /// The bucket of a key, by its high bits.
  private func bucket(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key >> 32 &* buckets) >> 32)
  }

  /// The places of a bucket whose tag is that of a key.
  private func slots(like key: UInt64, in bucket: Int) -> Slots {
    let pattern = (key & 0xFFFF) &* Slots.low
    var bits: UInt64 = 0
    for word in 0..<Self.words {
      // A lane of 16 bits that is all zero where the tags are the same sets its highest bit.
      let lanes = tags[bucket * Self.words + word] ^ pattern
      let zero = ~((lanes & ~Slots.high) &+ ~Slots.high | lanes) & Slots.high
      bits |= zero >> UInt64(15 - word)
    }
    return Slots(first: bucket * Self.slots, bits: bits)
  }
}

/// The places of a bucket that are in question. Bit 16 i + j stands for place 4 j + i.
private struct Slots: Sequence, IteratorProtocol {
  static let low: UInt64 = 0x0001_0001_0001_0001
  static let high: UInt64 = 0x8000_8000_8000_8000

  let first: Int
  var bits: UInt64

  mutating func next() -> Int? {
    guard bits != 0 else { return nil }
    let bit = bits.trailingZeroBitCount
    bits &= bits - 1
    return first + (bit % 16) * 4 + bit / 16
  }
}
