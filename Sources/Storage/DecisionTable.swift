import FoundationEssentials

/// What a person decides about stories: the SQL of the tables `apart`, `joined` and `reopened`.
struct DecisionTable {
  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  /// The story of an item; nil for an item that is not there.
  func story(of item: Int64) throws(StorageError) -> Int64? {
    try connection.prepare("SELECT story FROM item WHERE seq = ?")
      .first([.integer(item)]) { $0.integer(0) }
  }

  /// Remembers that two items are of one story, and forgets whatever kept their stories apart.
  func join(_ one: Int64, _ other: Int64, stories: (Int64, Int64), at now: Date)
    throws(StorageError)
  {
    let pair = "item IN (SELECT seq FROM item WHERE story = ?) AND other IN "
    let forget = try connection.prepare(
      "DELETE FROM apart WHERE \(pair) (SELECT seq FROM item WHERE story = ?)")
    try forget.run([.integer(stories.0), .integer(stories.1)])
    try forget.run([.integer(stories.1), .integer(stories.0)])
    let remember = try connection.prepare("INSERT OR REPLACE INTO joined VALUES (?, ?, ?)")
    try remember.run([.integer(min(one, other)), .integer(max(one, other)), .time(now)])
  }

  /// Takes an item out of its story and remembers that it is of none of the others'. Returns the
  /// numbers of both stories, the item's first; nil when it stands alone already.
  func split(_ item: Int64, of story: Int64, at now: Date) throws(StorageError)
    -> (own: Int64, rest: Int64)?
  {
    let others = try connection.prepare("SELECT seq FROM item WHERE story = ? AND seq <> ?")
    let rest = try others.all([.integer(story), .integer(item)]) { $0.integer(0) }
    guard let first = rest.min() else { return nil }
    let keepApart = try connection.prepare("INSERT OR REPLACE INTO apart VALUES (?, ?, ?)")
    let forget = try connection.prepare("DELETE FROM joined WHERE item = ? AND other = ?")
    for other in rest {
      try keepApart.run([.integer(item), .integer(other), .time(now)])
      try keepApart.run([.integer(other), .integer(item), .time(now)])
      try forget.run([.integer(min(item, other)), .integer(max(item, other))])
    }
    let move = try connection.prepare(
      "UPDATE item SET story = ? WHERE story = ? AND seq <> ?")
    if item == story {
      try move.run([.integer(first), .integer(story), .integer(item)])
    } else {
      try connection.prepare("UPDATE item SET story = ?1 WHERE seq = ?1").run([.integer(item)])
    }
    return (item, item == story ? first : story)
  }

  /// Brings the ledger to a story whose items have changed: in a digest that has printed one of them,
  /// the others are merged into it; in one that has not, those that were merged are to be told.
  func settleLedger(of story: Int64) throws(StorageError) {
    let members = "(SELECT seq FROM item WHERE story = ?1)"
    let told = """
      (SELECT digest FROM ledger WHERE item IN \(members) AND outcome = 'printed')
      """
    let lead = try connection.prepare(
      "UPDATE ledger SET merged_into = ?1 WHERE merged_into IS NOT NULL AND item IN \(members)")
    try lead.run([.integer(story)])
    let reopen = try connection.prepare(
      """
      INSERT OR IGNORE INTO reopened (digest, item)
      SELECT digest, item FROM ledger
      WHERE outcome = 'merged' AND item IN \(members) AND digest NOT IN \(told)
      """)
    try reopen.run([.integer(story)])
    let remove = try connection.prepare(
      """
      DELETE FROM ledger
      WHERE outcome = 'merged' AND item IN \(members) AND digest NOT IN \(told)
      """)
    try remove.run([.integer(story)])
  }

  /// Whether an item of one story was said not to be of the other.
  func areApart(_ one: Int64, _ other: Int64) throws(StorageError) -> Bool {
    let select = try connection.prepare(
      """
      SELECT 1 FROM item AS one JOIN apart ON apart.item = one.seq
      JOIN item AS other ON other.seq = apart.other
      WHERE one.story = ? AND other.story = ? LIMIT 1
      """)
    return try select.first([.integer(one), .integer(other)]) { _ in true } ?? false
  }

  /// What was decided between an item and others: nil for no decision.
  func decision(between one: Int64, and other: Int64) throws(StorageError) -> StoryAccount.Decision?
  {
    let apart = try connection.prepare("SELECT 1 FROM apart WHERE item = ? AND other = ?")
    if try apart.first([.integer(one), .integer(other)], { _ in true }) != nil { return .split }
    let joined = try connection.prepare("SELECT 1 FROM joined WHERE item = ? AND other = ?")
    let pair: [SQLValue] = [.integer(min(one, other)), .integer(max(one, other))]
    return try joined.first(pair) { _ in .joined }
  }
}
