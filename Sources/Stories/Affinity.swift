/// Whether two items that tell different texts are about one event, and why.
///
/// What counts are the words that both have, each by how rare it is in the window, those of both titles
/// double; beside all that the shorter one says. Bulletins from one template, and items whose numbers or
/// names have nothing to do with each other, are about different events.
public struct Affinity: Hashable, Sendable {
  /// The weight of what both have over that of the one that says less, 0…1.
  public let score: Double
  /// How many rare words both have.
  public let sharedTerms: Int
  /// What speaks against one event; nil when nothing does.
  public let veto: Veto?

  public enum Veto: Hashable, Sendable {
    /// Alike in wording, but not one text: a template.
    case template
    case numbers
    case names
    /// So few items are known that no word can be told to be rare.
    case fewItems
  }

  /// The items that must be known before any two are held to be about one event.
  public static let minimumItems = 16
  /// The score that two items must reach.
  public static let threshold = 0.4
  /// The rare words that they must share.
  public static let minimumTerms = 3

  /// Whether they are about one event.
  public var isSameEvent: Bool {
    veto == nil && score >= Self.threshold && sharedTerms >= Self.minimumTerms
  }

  /// What is looked at in one item.
  public struct Evidence: Sendable {
    public var terms: NewsTerms
    public var signature: Signature?

    public init(terms: NewsTerms, signature: Signature?) {
      self.terms = terms
      self.signature = signature
    }
  }

  /// Compares two items. The order does not matter.
  public init(_ one: Evidence, _ other: Evidence, _ frequencies: TermFrequencies) {
    var shared = (weight: 0.0, terms: 0)
    var sums = (0.0, 0.0)
    var theirs = other.terms.hashes[...]
    for hash in one.terms.hashes {
      while let next = theirs.first, next & ~1 < hash & ~1 {
        sums.1 += frequencies.weight(of: next)
        theirs.removeFirst()
      }
      let weight = frequencies.weight(of: hash)
      sums.0 += weight
      guard let next = theirs.first, next & ~1 == hash & ~1, weight > 0 else { continue }
      shared.weight += hash & next & 1 == 1 ? 2 * weight : weight
      shared.terms += 1
    }
    for hash in theirs { sums.1 += frequencies.weight(of: hash) }
    let least = min(sums.0, sums.1)
    score = least > 0 ? min(1, shared.weight / least) : 0
    sharedTerms = shared.terms
    veto =
      frequencies.items < Self.minimumItems
      ? .fewItems : Self.veto(one.signature, other.signature)
  }

  private static func veto(_ one: Signature?, _ other: Signature?) -> Veto? {
    guard let one, let other else { return nil }
    let resemblance = Resemblance(one, other)
    if resemblance.containment >= 0.4 { return .template }
    if differ(one.facts.numbers, other.facts.numbers) { return .numbers }
    return differ(one.facts.names, other.facts.names) ? .names : nil
  }

  /// Whether two lists of some length have hardly anything in common.
  private static func differ(_ one: [UInt16], _ other: [UInt16]) -> Bool {
    let (short, long) = one.count <= other.count ? (one, other) : (other, one)
    guard short.count >= 3, long.count < Facts.maximum else { return false }
    return short.count { long.contains($0) } * 4 < short.count
  }
}
