/// What is kept of a text to find and judge near-duplicates of it later: about 1 KB, whatever the
/// text's length.
///
/// 1. The text is cut into runs of three words, each hashed to 32 bits. Kept are the runs of its head
///    (the first 64 of them) and the 128 smallest of all: two samples of the smallest are samples of the
///    same runs, so their overlap estimates that of the texts (Broder's MinHash by bottom-k sketches).
///    A text of up to 128 runs is kept whole.
/// 2. Runs of four words give the keys that candidates are looked up by: the eight smallest of the
///    head, then the two smallest of each 48 words. Two texts that share a passage share some of them, also
///    when one is short and the other long; two of which half the words differ hardly ever do.
/// 3. The numbers and names of the text (`Facts`) tell apart bulletins from one template.
///
/// Cost: about 6 ns a byte.
///
/// Source: A. Broder, On the resemblance and containment of documents (1997); S. Schleimer et al.,
/// Winnowing (2003).
public struct Signature: Hashable, Sendable {
  /// The version of the form. Signatures of different versions are not compared.
  public static let version = 1
  /// The fewest words that a signature is made of; shorter texts are compared by their hash only.
  public static let minimumWords = 12
  /// The most keys that one text has.
  public static let maximumKeys = 32

  /// What candidates are looked up by: items that share one may be near-duplicates. At most
  /// `maximumKeys`, each once.
  public let bandKeys: [Int64]
  /// The number of different runs in the text.
  let runCount: Int
  /// The kept runs in ascending order.
  let runs: [UInt32]
  /// Runs below this are all kept, those above only if they are of the head.
  let bound: UInt32
  let facts: Facts

  /// Makes the signature of a text.
  ///
  /// - Parameters:
  ///   - canonical: its canonical form.
  ///   - text: the same body as people read it, for its capitals.
  ///
  /// Nil when the body has fewer words than `minimumWords`.
  public init?(_ canonical: CanonicalText, text: String) {
    let shingles = Shingles(of: canonical.body.span)
    guard shingles.words.count >= Self.minimumWords else { return nil }
    let all = shingles.runs()
    bandKeys = Self.keys(of: shingles.longer(all))
    (runs, bound, runCount) = Self.sample(of: all.map { UInt32(truncatingIfNeeded: $0 >> 32) })
    var text = text
    text.makeContiguousUTF8()
    facts = Facts(of: text.utf8.span)
  }

  init(bandKeys: [Int64], runCount: Int, runs: [UInt32], bound: UInt32, facts: Facts) {
    self.bandKeys = bandKeys
    self.runCount = runCount
    self.runs = runs
    self.bound = bound
    self.facts = facts
  }

  private static let headRuns = 64
  private static let sampledRuns = 128
  private static let headKeyRuns = 40
  private static let headKeys = 8
  private static let segmentRuns = 48
  private static let segmentKeys = 2

  /// The smallest few of some runs.
  private static func least(_ count: Int, of runs: ArraySlice<UInt64>) -> [UInt64] {
    var least: [UInt64] = []
    least.reserveCapacity(count + 1)
    for run in runs where least.count < count || run < least[count - 1] {
      let place = least.firstIndex { run < $0 } ?? least.count
      least.insert(run, at: place)
      if least.count > count { least.removeLast() }
    }
    return least
  }

  private static func keys(of runs: [UInt64]) -> [Int64] {
    var keys: [Int64] = []
    func add(_ run: UInt64) {
      let key = Int64(bitPattern: run)
      if !keys.contains(key) { keys.append(key) }
    }
    for run in least(headKeys, of: runs.prefix(headKeyRuns)) { add(run) }
    var start = headKeyRuns
    while start < runs.count, keys.count < maximumKeys {
      for run in least(segmentKeys, of: runs[start..<min(start + segmentRuns, runs.count)]) {
        add(run)
      }
      start += segmentRuns
    }
    return keys
  }

  /// The runs to keep, in ascending order, and below which of them none is missing.
  private static func sample(of all: [UInt32]) -> (runs: [UInt32], bound: UInt32, count: Int) {
    guard all.count > sampledRuns else {
      let runs = distinct(all)
      return (runs, .max, runs.count)
    }
    // Sort only as many as will surely hold the smallest: a third more than their expected share.
    let limit = UInt64(UInt32.max) * UInt64(sampledRuns) * 4 / (3 * UInt64(all.count))
    var least = distinct(all.filter { $0 < limit })
    if least.count < sampledRuns { least = distinct(all) }
    guard least.count > sampledRuns else { return (least, .max, least.count) }
    let bound = least[sampledRuns]
    // The share of all that is below the bound tells how many different ones there are.
    let count = Int(Double(sampledRuns) / Double(bound) * Double(UInt32.max))
    return (distinct(Array(least.prefix(sampledRuns)) + all.prefix(headRuns)), bound, count)
  }

  private static func distinct(_ runs: [UInt32]) -> [UInt32] {
    var sorted: [UInt32] = []
    sorted.reserveCapacity(runs.count)
    for run in runs.sorted() where run != sorted.last { sorted.append(run) }
    return sorted
  }
}

extension Sighting {
  /// The signature of the item's body; nil when it is too short. Not kept in the sighting: it costs
  /// more than the content hash, and an item that is known already needs none.
  public func signature() -> Signature? {
    Signature(CanonicalText(title: title, text: text), text: text)
  }
}
