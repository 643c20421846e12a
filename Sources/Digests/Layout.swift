/// Where each story stands in the edition.
struct Layout {
  /// A page with fewer stories has nothing to set apart.
  private static let minimumToOpen = 4

  /// How many stories are told whole; the others are told by their headlines.
  struct Limits {
    /// Of a section; nil for all.
    var section: Int?
    /// Of one feed in a section; nil for all.
    var feed: Int?
  }

  /// A story with what decides its place.
  struct Placed {
    var story: Edition.Story
    /// The address of its lead's feed, and its tags.
    var feed: String
    /// The section that a filter says; nil where that of a tag counts.
    var section: String?
    var tags: [String]
    /// Stories about one event have one group.
    var group: Int64
  }

  private(set) var opening: Edition.Story?
  private(set) var sections: [Edition.Section] = []

  /// - Parameters:
  ///   - named: the sections that the digest's filters say, in their order: they come first.
  ///   - tags: the digest's, in the order of its sections; empty for all tags.
  ///   - limits: what is told whole.
  init(
    _ stories: [Placed], named: [String] = [], tags: [String], sources: [Source],
    limits: Limits = Limits()
  ) {
    let opening = stories.count < Self.minimumToOpen ? nil : Self.heaviest(stories.map(\.story))
    self.opening = opening
    let rest = stories.filter { $0.story.seq != opening?.seq }
    let chosen = Set(tags)
    let byTag = Dictionary(grouping: rest) { placed in
      placed.section ?? placed.tags.first { chosen.isEmpty || chosen.contains($0) }
    }
    var seen: Set<String> = []
    let others = rest.compactMap(\.section) + rest.flatMap(\.tags)
    let order = (named + tags + sources.flatMap(\.tags) + others.sorted())
      .filter { seen.insert($0).inserted }
    for tag in order.map(Optional.some) + [nil] {
      guard let members = byTag[tag] else { continue }
      let (told, further) = Self.parted(Self.ordered(members), limits)
      sections.append(
        Edition.Section(
          title: tag.map { Line($0, limit: 60) },
          stories: (told + further).map(\.story), shown: told.count))
    }
  }

  /// What is told whole and what is not, each in its order: a feed that says much does not drown the
  /// others.
  private static func parted(_ members: [Placed], _ limits: Limits)
    -> (told: [Placed], further: [Placed])
  {
    var counts: [String: Int] = [:]
    var (told, further): ([Placed], [Placed]) = ([], [])
    for member in members {
      let isTold =
        told.count < limits.section ?? .max && counts[member.feed, default: 0] < limits.feed ?? .max
      if isTold {
        counts[member.feed, default: 0] += 1
        told.append(member)
      } else {
        further.append(member)
      }
    }
    return (told, further)
  }

  /// The heaviest first, and after it those about the same event.
  private static func ordered(_ members: [Placed]) -> [Placed] {
    let sorted = members.sorted { isBefore($0.story, $1.story) }
    let byGroup = Dictionary(grouping: sorted, by: \.group)
    var seen: Set<Int64> = []
    return sorted.flatMap { member in
      seen.insert(member.group).inserted ? byGroup[member.group] ?? [] : []
    }
  }

  /// The heaviest story that two sources tell at least.
  private static func heaviest(_ stories: [Edition.Story]) -> Edition.Story? {
    stories.filter { !$0.also.isEmpty && $0.weight > 0 }.min(by: isBefore)
  }

  /// The heaviest first; of equals the newest, then the one seen first.
  private static func isBefore(_ one: Edition.Story, _ other: Edition.Story) -> Bool {
    (other.weight, other.moment, one.seq) < (one.weight, one.moment, other.seq)
  }
}
