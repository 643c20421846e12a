/// Where each story stands in the edition.
struct Layout {
  /// A page with fewer stories has nothing to set apart.
  private static let minimumToOpen = 4

  /// A story with what decides its place.
  struct Placed {
    var story: Edition.Story
    /// The tags of its lead's feed.
    var tags: [String]
    /// Stories about one event have one group.
    var group: Int64
  }

  private(set) var opening: Edition.Story?
  private(set) var sections: [Edition.Section] = []

  /// - Parameters:
  ///   - tags: the digest's, in the order of its sections; empty for all tags.
  ///   - limit: how many stories of a section are told whole; nil for all.
  init(_ stories: [Placed], tags: [String], sources: [Source], limit: Int? = nil) {
    let opening = stories.count < Self.minimumToOpen ? nil : Self.heaviest(stories.map(\.story))
    self.opening = opening
    let rest = stories.filter { $0.story.seq != opening?.seq }
    let chosen = Set(tags)
    let byTag = Dictionary(grouping: rest) { placed in
      placed.tags.first { chosen.isEmpty || chosen.contains($0) }
    }
    var seen: Set<String> = []
    let order = (tags + sources.flatMap(\.tags) + rest.flatMap(\.tags).sorted())
      .filter { seen.insert($0).inserted }
    for tag in order.map(Optional.some) + [nil] {
      guard let members = byTag[tag] else { continue }
      sections.append(
        Edition.Section(
          title: tag.map { Line($0, limit: 60) },
          stories: Self.ordered(members),
          shown: limit.map { min($0, members.count) }))
    }
  }

  /// The heaviest first, and after it those about the same event.
  private static func ordered(_ members: [Placed]) -> [Edition.Story] {
    let sorted = members.sorted { isBefore($0.story, $1.story) }
    let byGroup = Dictionary(grouping: sorted, by: \.group)
    var seen: Set<Int64> = []
    return sorted.flatMap { member in
      seen.insert(member.group).inserted ? (byGroup[member.group] ?? []).map(\.story) : []
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
