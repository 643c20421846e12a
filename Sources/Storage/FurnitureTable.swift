import Stories

/// The SQL of the table `furniture`.
struct FurnitureTable {
  private let select: Statement
  private let replace: Statement
  private let selectByURL: Statement

  init(_ connection: Connection) throws(StorageError) {
    select = try connection.prepare("SELECT learned FROM furniture WHERE feed = ?")
    replace = try connection.prepare(
      "INSERT OR REPLACE INTO furniture (feed, learned) VALUES (?, ?)")
    selectByURL = try connection.prepare(
      """
      SELECT learned FROM furniture WHERE feed = (SELECT id FROM feed WHERE url = ?)
      """)
  }

  /// What was learned of a feed; nothing of one that is new, or when the rules have changed.
  func learned(of feed: Int64) throws(StorageError) -> LearnedFurniture {
    try select.first([.integer(feed)], Self.read) ?? LearnedFurniture()
  }

  /// The same for feeds by their addresses; those of which nothing is known are left out.
  func learned(of urls: Set<String>) throws(StorageError) -> [String: LearnedFurniture] {
    var learned: [String: LearnedFurniture] = [:]
    for url in urls { learned[url] = try selectByURL.first([.text(url)], Self.read) }
    return learned
  }

  func write(_ learned: LearnedFurniture, of feed: Int64) throws(StorageError) {
    try replace.run([.integer(feed), .blob(learned.encoded)])
  }

  private static func read(_ row: Statement) -> LearnedFurniture {
    LearnedFurniture(encoded: row.blob(0)) ?? LearnedFurniture()
  }
}
