import FoundationEssentials
import Testing

@testable import Stories

@Suite struct StoryPlacementTests {
  private func words(_ count: Int, seed: UInt64) -> String {
    var dice = Dice(seed: seed)
    let syllables = ["ca", "me", "ri", "to", "sen", "pre", "con", "ta", "zio", "ve", "lu", "gna"]
    return (0..<count).map { _ in
      (0...dice.roll(3)).map { _ in syllables[dice.roll(syllables.count)] }.joined() + "o"
    }.joined(separator: " ")
  }

  private func evidence(_ text: String, hours: Double = 0) -> StoryEvidence {
    let canonical = CanonicalText(title: nil, text: text)
    return StoryEvidence(
      contentHash: canonical.hash, weight: canonical.weight,
      signature: Signature(canonical, text: text),
      firstSeen: Date(timeIntervalSince1970: 1_800_000_000 + hours * 3600))
  }

  private func candidate(_ seq: Int64, _ text: String, story: Int64? = nil) -> StoryCandidate {
    StoryCandidate(seq: seq, story: story ?? seq, evidence: evidence(text, hours: -1))
  }

  private func placement(
    _ text: String, among candidates: [StoryCandidate], apart: Set<[Int64]> = []
  ) -> StoryPlacement {
    StoryPlacement(of: evidence(text), among: candidates) { story in
      Array(candidates.filter { $0.story == story }.prefix(StoryPlacement.maximumMembers))
    } areApart: { one, other in
      apart.contains([one, other]) || apart.contains([other, one])
    }
  }

  @Test func `an item without a likeness begins its own story`() {
    #expect(placement(words(60, seed: 1), among: []).story == nil)
    let other = candidate(3, words(60, seed: 2))
    #expect(placement(words(60, seed: 1), among: [other]).story == nil)
  }

  @Test func `a copy joins the story of what it copies`() {
    let text = words(60, seed: 1)
    let candidates = [candidate(3, words(60, seed: 2)), candidate(5, text, story: 4)]
    #expect(placement(text, among: candidates).story == 4)
    #expect(placement("\(text) \(words(5, seed: 9))", among: candidates).story == 4)
    #expect(placement(text, among: candidates).absorbed == [])
  }

  @Test func `an item that links two stories of one text unites them under the earlier`() {
    let text = words(90, seed: 1)
    let head = text.split(separator: " ").prefix(50).joined(separator: " ")
    let candidates = [candidate(8, head), candidate(3, text)]
    let found = placement(text + " " + words(4, seed: 3), among: candidates)
    #expect(found.story == 3)
    #expect(found.absorbed == [8])
    #expect(placement(text + " " + words(4, seed: 3), among: candidates.reversed()) == found)
    let kept = placement(text + " " + words(4, seed: 3), among: candidates, apart: [[3, 8]])
    #expect(kept.story == 3)
    #expect(kept.absorbed == [])
  }

  @Test func `a roundup of two stories joins neither, unites nothing`() {
    let (one, other) = (words(50, seed: 1), words(50, seed: 2))
    let candidates = [candidate(3, one), candidate(4, other)]
    #expect(placement("\(one) \(other)", among: candidates).story == nil)
    let longer = "\(words(40, seed: 5)) \(one) \(words(40, seed: 6)) \(other)"
    #expect(placement(longer, among: candidates).story == nil)
  }

  @Test func `the second part of a roundup does not join the first through it`() {
    let (one, other) = (words(50, seed: 1), words(50, seed: 2))
    let candidates = [candidate(3, "\(one) \(other)"), candidate(4, one, story: 3)]
    #expect(placement(other, among: candidates).story == nil)
    #expect(placement(one, among: candidates).story == 3)
  }

  @Test func `a stricter rule joins less, a lenient one more`() {
    let text = words(120, seed: 1)
    let half =
      text.split(separator: " ").prefix(60).joined(separator: " ") + " " + words(55, seed: 2)
    func joins(_ threshold: Double) -> Bool {
      StoryMatch(evidence(text), evidence(half), rules: StoryRules(threshold: threshold))
        .isSameStory
    }
    #expect(joins(0.4))
    #expect(!joins(0.7))
  }
}
