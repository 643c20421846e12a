import FoundationEssentials
import Stories

/// Why items are of their stories, and what a person decides about it.
extension Store {
  /// Takes these rules for the items that come from here on; stories that are there stay.
  public func follow(_ rules: StoryRules) { stories.rules = rules }

  /// Makes the stories of two items one, whatever their texts are like; the earlier story stays.
  /// Returns its number; nil when one of the items is not there.
  public func join(_ one: Int64, _ other: Int64, at now: Date) throws(StorageError) -> Int64? {
    let table = DecisionTable(connection)
    return try connection.transaction { () throws(StorageError) in
      guard let first = try table.story(of: one), let second = try table.story(of: other) else {
        return nil
      }
      try table.join(one, other, stories: (first, second), at: now)
      let earlier = min(first, second)
      if first != second { try stories.unite(max(first, second), into: earlier) }
      return earlier
    }
  }

  /// Makes an item a story of its own again. It is told in the next edition of each digest that had
  /// merged it. Returns the number of the story that it was of, as the rest bears it now; nil when the
  /// item is not there or stands alone.
  public func split(_ item: Int64, at now: Date) throws(StorageError) -> Int64? {
    let table = DecisionTable(connection)
    return try connection.transaction { () throws(StorageError) in
      guard let story = try table.story(of: item),
        let parts = try table.split(item, of: story, at: now)
      else { return nil }
      try table.settleLedger(of: parts.own)
      try table.settleLedger(of: parts.rest)
      return parts.rest
    }
  }

  /// Why an item is of its story; nil for an item that is not there.
  public func account(of seq: Int64) throws(StorageError) -> StoryAccount? {
    guard let item = try storedItem(seq) else { return nil }
    let learned = try furniture.learned(of: [item.feedURL])
    let own = item.evidence(learned[item.feedURL])
    var comparisons: [StoryAccount.Comparison] = []
    let near = try stories.items(like: own, except: seq)
    let members = try mates(of: item)
    for other in Set(near + members).sorted() where other != seq {
      guard let mate = try storedItem(other) else { continue }
      let furniture = try furniture.learned(of: [mate.feedURL])[mate.feedURL]
      comparisons.append(
        StoryAccount.Comparison(
          item: mate, group: try stories.groups.group(of: mate.story),
          match: StoryMatch(own, mate.evidence(furniture), rules: stories.rules),
          decision: try DecisionTable(connection).decision(between: seq, and: other)))
    }
    // Of items that tell the same there is nothing to ask.
    let others = comparisons.filter { !$0.match.isSameStory }.map(\.item.seq)
    let affinities = try stories.affinities(of: seq, to: others)
    for index in comparisons.indices {
      comparisons[index].affinity = affinities[comparisons[index].item.seq]
    }
    return StoryAccount(
      item: item, group: try stories.groups.group(of: item.story), textHash: own.contentHash,
      weight: own.weight,
      furniture: learned[item.feedURL]?.furniture(of: item) ?? [], comparisons: comparisons)
  }

  /// What other rules would make of the items first seen since `start`.
  public func replay(_ rules: StoryRules, since start: Date) throws(StorageError) -> StoryReplay {
    var replay = StoryReplay(rules)
    var learned: [String: LearnedFurniture] = [:]
    let select = try connection.prepare(
      """
      SELECT \(StoredItem.columns) FROM \(StoredItem.tables)
      WHERE item.first_seen_at_s >= ? ORDER BY item.seq
      """)
    try select.forEach([.time(start)]) { row throws(StorageError) in
      let item = StoredItem(row)
      if learned[item.feedURL] == nil {
        learned[item.feedURL] =
          try furniture.learned(of: [item.feedURL])[item.feedURL] ?? LearnedFurniture()
      }
      replay.place(item, item.evidence(learned[item.feedURL]))
    }
    replay.conclude()
    return replay
  }

  /// The most items of one story and its group that are looked at.
  private static let maximumMates = 32

  private func mates(of item: StoredItem) throws(StorageError) -> [Int64] {
    let select = try connection.prepare(
      """
      SELECT seq FROM item WHERE story IN
        (SELECT ?1 UNION SELECT ?2 UNION SELECT story FROM story_group WHERE lead = ?2)
      ORDER BY story <> ?1, seq LIMIT ?3
      """)
    return try select.all([
      .integer(item.story), .integer(try stories.groups.group(of: item.story)),
      .integer(Int64(Self.maximumMates)),
    ]) { $0.integer(0) }
  }

  private func storedItem(_ seq: Int64) throws(StorageError) -> StoredItem? {
    let select = try connection.prepare(
      "SELECT \(StoredItem.columns) FROM \(StoredItem.tables) WHERE item.seq = ?")
    return try select.first([.integer(seq)], StoredItem.init)
  }
}
