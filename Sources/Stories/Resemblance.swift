/// How alike two texts are by their signatures, whether that makes them one text, and why.
///
/// A copy is the same text when enough of the shorter of the two is found in the other
/// (containment), so that an agency's flash is recognised in the long article that grew out of it. The
/// shorter the text, the more must be found. Bulletins from one template, alike in wording, are told
/// apart by their numbers and names.
public struct Resemblance: Hashable, Sendable {
  /// Shared runs of words over all runs of both; estimated, 0…1.
  public let similarity: Double
  /// Shared runs of words over the runs of the shorter text; estimated, 0…1.
  public let containment: Double
  /// The containment that these texts must reach; nil when no containment suffices.
  public let threshold: Double?
  /// What speaks against one text in spite of like wording; nil when nothing does.
  public let veto: Veto?

  public enum Veto: Hashable, Sendable {
    /// Their numbers differ: dates, scores, quotations, magnitudes.
    case numbers
    /// Their names differ.
    case names
  }

  /// Whether they are one text.
  public var isSameText: Bool {
    guard veto == nil, let threshold else { return false }
    return containment >= threshold
  }

  /// Compares two texts. The order does not matter. Cost: about 1 µs.
  ///
  /// - Parameter base: the containment that two long texts must reach; that of shorter ones follows.
  public init(_ one: Signature, _ other: Signature, threshold base: Double = 0.5) {
    let (short, long) = one.runCount <= other.runCount ? (one, other) : (other, one)
    let shared = SharedRuns(short, long)
    containment = shared.containment
    similarity = shared.similarity
    threshold = Self.threshold(for: short.runCount, sample: shared.sampled).map {
      // The distance to 1 grows or shrinks with that of the base.
      max(0, 1 - (1 - $0) * 2 * (1 - base))
    }
    veto = Self.veto(short, long, containment: shared.containment)
  }

  /// The containment that a text of so many runs must reach.
  ///
  ///     10 → 0.9    20 → 0.75    40 → 0.6    80 → 0.5
  ///
  /// One that was estimated from a small sample must reach more.
  static func threshold(for runs: Int, sample: Int) -> Double? {
    let own: Double =
      switch runs {
      case ..<8: 1
      case ..<16: 0.9
      case ..<24: 0.75
      case ..<32: 0.65
      case ..<64: 0.55
      default: 0.5
      }
    return sample < min(runs, 24) ? max(own, 0.75) : own
  }

  private static func veto(_ short: Signature, _ long: Signature, containment: Double) -> Veto? {
    let isShort = short.runCount < 80
    if differ(short.facts.numbers, long.facts.numbers, few: isShort ? 1 : 2) { return .numbers }
    // A long text that is nearly all there is a copy, whoever is named where words were changed.
    guard isShort || containment < 0.8 else { return nil }
    return differ(short.facts.names, long.facts.names, few: isShort ? 2 : 3) ? .names : nil
  }

  /// Whether fewer than half of the facts of the text that has fewer are found in the other. Where one
  /// has fewer than `few`, that says nothing; nor does a full list, whose rest was left out.
  private static func differ(_ one: [UInt16], _ other: [UInt16], few: Int) -> Bool {
    let (short, long) = one.count <= other.count ? (one, other) : (other, one)
    guard short.count >= few, long.count < Facts.maximum else { return false }
    let shared = short.reduce(0) { long.contains($1) ? $0 + 1 : $0 }
    return shared * 2 < short.count
  }
}

/// The runs of words that two signatures have in common.
private struct SharedRuns {
  let containment: Double
  let similarity: Double
  /// How many runs of the shorter text the estimate rests on.
  let sampled: Int

  init(_ short: Signature, _ long: Signature) {
    let bound = min(short.bound, long.bound)
    var below = (short: 0, long: 0, both: 0)
    var found = 0
    var (left, right) = (0, 0)
    while left < short.runs.count || right < long.runs.count {
      let one = left < short.runs.count ? short.runs[left] : .max
      let other = right < long.runs.count ? long.runs[right] : .max
      let run = min(one, other)
      let isInBoth = one == other
      if isInBoth { found += 1 }
      if run < bound || bound == .max {
        if one == run { below.short += 1 }
        if other == run { below.long += 1 }
        if isInBoth { below.both += 1 }
      }
      if one == run { left += 1 }
      if other == run { right += 1 }
    }
    let union = below.short + below.long - below.both
    similarity = union == 0 ? 0 : Double(below.both) / Double(union)
    let sample = below.short == 0 ? 0 : Double(below.both) / Double(below.short)
    // A text that is kept whole: what was found in the other's head counts too.
    let whole = short.bound == .max ? Double(found) / Double(max(1, short.runs.count)) : 0
    containment = max(sample, whole)
    sampled = whole >= sample ? short.runs.count : below.short
  }
}
