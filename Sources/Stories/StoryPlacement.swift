/// A stored item beside which a new one is placed.
public struct StoryCandidate: Hashable, Sendable {
  /// Its sequence number.
  public var seq: Int64
  public var story: Int64
  public var evidence: StoryEvidence

  public init(seq: Int64, story: Int64, evidence: StoryEvidence) {
    self.seq = seq
    self.story = story
    self.evidence = evidence
  }
}

/// Where a new item belongs among the stories that are there: the decision of the whole module.
///
/// 1. Each candidate that tells the same story (`StoryMatch`) speaks for its own story.
/// 2. The best of them leads to the story that the item joins; another one's story is united with it
///    only if the two candidates are alike too. Two texts that have nothing in common, both held by a
///    third, make that a roundup, which is a story of its own.
/// 3. An item that is found in a much longer one must be like the others of its story too: so the
///    parts of a roundup that came first do not become one story through it.
///
/// Of united stories the earlier one stays. Deterministic: the order of the candidates decides nothing.
public struct StoryPlacement: Hashable, Sendable {
  /// The story that the item joins; nil when it begins its own.
  public private(set) var story: Int64?
  /// The stories that become part of it.
  public private(set) var absorbed: [Int64] = []

  /// The most members of a story that a new one is compared with.
  public static let maximumMembers = 3
  /// What two texts of one story have in common at least, directly.
  private static let kinship = 0.25

  /// Decides.
  ///
  /// - Parameters:
  ///   - candidates: items that may be like it, from any stories.
  ///   - members: the first members of a story.
  ///   - areApart: whether a person has said that two stories are two.
  public init<Failure: Error>(
    of newcomer: StoryEvidence, among candidates: [StoryCandidate],
    rules: StoryRules = StoryRules(), members: (Int64) throws(Failure) -> [StoryCandidate],
    areApart: (Int64, Int64) throws(Failure) -> Bool
  ) throws(Failure) {
    let matches = candidates.map { Match($0, StoryMatch(newcomer, $0.evidence, rules: rules)) }
      .filter(\.match.isSameStory).sorted(by: Match.isBefore)
    guard let best = matches.first else { return }
    var stories: [Int64] = [best.candidate.story]
    for other in matches.dropFirst() where !stories.contains(other.candidate.story) {
      if Self.areKin(best.candidate.evidence, other.candidate.evidence, unless: .vetoed) {
        var isFree = true
        for story in stories where try areApart(story, other.candidate.story) { isFree = false }
        if isFree { stories.append(other.candidate.story) }
      } else if best.isPart && other.isPart {
        return
      }
    }
    if best.isPart {
      let family = try members(best.candidate.story)
      guard family.allSatisfy({ Self.areKin(newcomer, $0.evidence) }) else { return }
    }
    story = stories.min()
    absorbed = stories.filter { $0 != story }.sorted()
  }

  /// One candidate that tells the same story, and how it was found.
  private struct Match {
    let candidate: StoryCandidate
    let match: StoryMatch

    init(_ candidate: StoryCandidate, _ match: StoryMatch) {
      self.candidate = candidate
      self.match = match
    }

    /// Whether one of the two texts is but a part of the other.
    var isPart: Bool {
      if case .nearText(let resemblance) = match { return resemblance.similarity < 0.5 }
      return false
    }

    /// Whole copies before parts, then what has most in common, then the earlier.
    static func isBefore(_ one: Match, _ other: Match) -> Bool {
      if one.isPart != other.isPart { return other.isPart }
      return (other.match.strength, one.candidate.seq)
        < (one.match.strength, other.candidate.seq)
    }
  }

  /// What may speak against kinship.
  private enum Objection {
    /// Other numbers or names: two bulletins from one template may be like a third.
    case vetoed
    case nothing
  }

  /// Whether two texts have enough in common to be of one story when a third is like both.
  private static func areKin(
    _ one: StoryEvidence, _ other: StoryEvidence, unless objection: Objection = .nothing
  ) -> Bool {
    guard one.contentHash != other.contentHash, let left = one.signature,
      let right = other.signature
    else { return true }
    let resemblance = Resemblance(left, right)
    return resemblance.containment >= kinship
      && (objection == .nothing || resemblance.veto == nil)
  }
}
