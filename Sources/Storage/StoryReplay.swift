import FoundationEssentials
import Stories

/// What other rules would make of items that are stored: they are placed anew, one after the other, in
/// memory. It changes nothing.
public struct StoryReplay: Sendable {
  /// Two items that would become one story, or cease to be one.
  public struct Pair: Sendable, Hashable {
    public var one: Int64
    public var other: Int64
    /// Their titles.
    public var titles: [String?]
  }

  /// How many items were placed.
  public private(set) var items = 0
  /// How many stories they are now.
  public private(set) var storiesNow = 0
  /// How many they would be.
  public private(set) var storiesThen = 0
  /// The first item of one story and of another that would be part of it.
  public private(set) var joined: [Pair] = []
  /// The first item of a story and the first of it that would be of another.
  public private(set) var split: [Pair] = []

  private let rules: StoryRules
  private var window = PostingWindow(items: 0)
  private var placed: [Int64: StoryCandidate] = [:]
  /// The members of each story in the order of their numbers.
  private var byStory: [Int64: [Int64]] = [:]
  private var now: [Int64: Int64] = [:]
  private var titles: [Int64: String] = [:]

  init(_ rules: StoryRules) { self.rules = rules }

  /// Places an item after all earlier ones. What a person has decided is left aside.
  mutating func place(_ item: StoredItem, _ evidence: StoryEvidence) {
    items += 1
    now[item.seq] = item.story
    titles[item.seq] = item.title
    var candidate = StoryCandidate(seq: item.seq, story: item.seq, evidence: evidence)
    if evidence.weight >= .distinctive {
      let found = window.items(like: evidence, before: item.seq).compactMap { placed[$0] }
      let placement = StoryPlacement(of: evidence, among: found, rules: rules) { story in
        Array(members(of: story).prefix(StoryPlacement.maximumMembers))
      } areApart: { _, _ in
        false
      }
      candidate.story = placement.story ?? item.seq
      for story in placement.absorbed { absorb(story, into: candidate.story) }
      window.insert(item.seq, under: evidence.keys)
    }
    placed[item.seq] = candidate
    byStory[candidate.story, default: []].append(item.seq)
  }

  private mutating func absorb(_ story: Int64, into earlier: Int64) {
    let moved = byStory.removeValue(forKey: story) ?? []
    for member in moved { placed[member]?.story = earlier }
    byStory[earlier] = ((byStory[earlier] ?? []) + moved).sorted()
  }

  private func members(of story: Int64) -> [StoryCandidate] {
    (byStory[story] ?? []).compactMap { placed[$0] }
  }

  /// Compares, when all are placed.
  mutating func conclude() {
    let then = placed.mapValues(\.story)
    storiesNow = Set(now.values).count
    storiesThen = Set(then.values).count
    joined = differences(from: then, to: now)
    split = differences(from: now, to: then)
  }

  /// For each story of `one`, the first item of each further story of `other` that it holds.
  private func differences(from one: [Int64: Int64], to other: [Int64: Int64]) -> [Pair] {
    var firsts: [Int64: (item: Int64, seen: Set<Int64>)] = [:]
    var pairs: [Pair] = []
    for (item, story) in one.sorted(by: { $0.key < $1.key }) {
      guard let there = other[item] else { continue }
      if let first = firsts[story] {
        if firsts[story]?.seen.insert(there).inserted == true {
          pairs.append(pair(first.item, item))
        }
      } else {
        firsts[story] = (item, [there])
      }
    }
    return pairs
  }

  private func pair(_ one: Int64, _ other: Int64) -> Pair {
    Pair(one: one, other: other, titles: [titles[one], titles[other]])
  }
}
