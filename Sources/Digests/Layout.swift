/// Where each story stands in the edition.
struct Layout {
  /// A page with fewer stories has nothing to set apart.
  private static let minimumToOpen = 4

  private(set) var opening: Edition.Story?
  private(set) var sections: [Edition.Section] = []

  init(
    _ stories: [(story: Edition.Story, source: Source)], tags: [String], sources: [Source]
  ) {
    let opening = stories.count < Self.minimumToOpen ? nil : Self.mostTold(stories.map(\.story))
    self.opening = opening
    let rest = stories.filter { $0.story.seq != opening?.seq }
    let order = Self.order(of: rest.map(\.source), after: sources)
    let groups = Dictionary(grouping: rest) { $0.source.url }
    let filled: [Edition.Group] = order.compactMap { source in
      groups[source.url].map { members in
        Edition.Group(source: source, stories: members.map(\.story).sorted(by: Self.isBefore))
      }
    }
    sections = Self.sections(of: filled, tags: tags)
  }

  /// Configured sources in their order, then those that are no longer configured, by address.
  private static func order(of told: [Source], after sources: [Source]) -> [Source] {
    var seen: Set<String> = []
    return (sources + told.sorted { $0.url < $1.url }).filter { seen.insert($0.url).inserted }
  }

  private static func sections(of groups: [Edition.Group], tags: [String]) -> [Edition.Section] {
    let chosen = Set(tags)
    let byTag = Dictionary(grouping: groups) { group in
      group.source.tags.first { chosen.isEmpty || chosen.contains($0) }
    }
    var seen: Set<String> = []
    let order = (tags + groups.flatMap(\.source.tags)).filter { seen.insert($0).inserted }
    let tagged = order.compactMap { tag in
      byTag[tag].map { Edition.Section(tag: Line(tag, limit: 60), groups: $0) }
    }
    return tagged + (byTag[nil].map { [Edition.Section(tag: nil, groups: $0)] } ?? [])
  }

  /// The story with the most sources, two at least; of equals the newest.
  private static func mostTold(_ stories: [Edition.Story]) -> Edition.Story? {
    stories.filter { !$0.also.isEmpty }.min { one, other in
      one.also.count == other.also.count
        ? isBefore(one, other) : one.also.count > other.also.count
    }
  }

  /// Newest first; of the same minute, the one seen first.
  private static func isBefore(_ one: Edition.Story, _ other: Edition.Story) -> Bool {
    one.moment == other.moment ? one.seq < other.seq : one.moment > other.moment
  }
}
