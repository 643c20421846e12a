/// What is kept of a text to find and judge near-duplicates of it later: about 1 KB, whatever the
/// text's length.
///
/// 1. The text is cut into runs of three words, each hashed to 32 bits. Kept are the runs of its head
///    (the first 64 of them) and the 128 smallest of all: two samples of the smallest are samples of the
///    same runs, so their overlap estimates that of the texts (Broder's MinHash by bottom-k sketches).
///    A text of up to 128 runs is kept whole.
/// 2. A few runs of four words are what candidates are looked up by: `Landmarks`.
/// 3. The numbers and names of the text (`Facts`) tell apart bulletins from one template.
///
/// Source: A. Broder, On the resemblance and containment of documents (1997); S. Schleimer et al.,
/// Winnowing (2003).
public struct Signature: Hashable, Sendable {
  /// The version of the form. Signatures of different versions are not compared.
  public static let version = 1
  /// The fewest words that a signature is made of; shorter texts are compared by their hash only.
  public static let minimumWords = 12
  /// The most keys that one text has.
  public static let maximumKeys = Landmarks.maximumKeys

  private let landmarks: Landmarks
  /// The number of different runs in the text.
  let runCount: Int
  /// The kept runs in ascending order.
  let runs: [UInt32]
  /// Runs below this are all kept, those above only if they are of the head.
  let bound: UInt32
  let facts: Facts

  /// What the text is remembered under; empty when it was read back.
  public var keys: [UInt64] { landmarks.keys }
  /// What other texts are looked for with; empty when it was read back.
  public var probes: [UInt64] { landmarks.probes }

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
    landmarks = Landmarks(of: shingles.longer(all))
    (runs, bound, runCount) = Self.sample(of: all.map { UInt32(truncatingIfNeeded: $0 >> 32) })
    var text = text
    text.makeContiguousUTF8()
    facts = Facts(of: text.utf8.span)
  }

  init(runCount: Int, runs: [UInt32], bound: UInt32, facts: Facts) {
    landmarks = Landmarks()
    self.runCount = runCount
    self.runs = runs
    self.bound = bound
    self.facts = facts
  }

  private static let headRuns = 64
  private static let sampledRuns = 128

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
