/// The SQL of the table `story_group`: which stories are about one event.
struct GroupTable {
  private let add: Statement
  private let select: Statement
  private let inherit: Statement
  private let move: Statement
  private let remove: Statement

  init(_ connection: Connection) throws(StorageError) {
    add = try connection.prepare(
      """
      INSERT OR IGNORE INTO story_group (story, lead)
      VALUES (?1, coalesce((SELECT lead FROM story_group WHERE story = ?2), ?2))
      """)
    select = try connection.prepare("SELECT lead FROM story_group WHERE story = ?")
    inherit = try connection.prepare(
      """
      INSERT OR IGNORE INTO story_group (story, lead)
      SELECT ?1, lead FROM story_group WHERE story = ?2 AND lead <> ?1
      """)
    move = try connection.prepare(
      """
      UPDATE story_group SET lead = coalesce((SELECT lead FROM story_group WHERE story = ?1), ?1)
      WHERE lead = ?2
      """)
    remove = try connection.prepare(
      "DELETE FROM story_group WHERE story = ? OR story = lead")
  }

  /// The group of a story: the number of its first story.
  func group(of story: Int64) throws(StorageError) -> Int64 {
    try select.first([.integer(story)]) { $0.integer(0) } ?? story
  }

  /// Puts a story beside another, into the group of that.
  func put(_ story: Int64, beside other: Int64) throws(StorageError) {
    try add.run([.integer(story), .integer(other)])
  }

  /// A story became part of an earlier one.
  func unite(_ story: Int64, into earlier: Int64) throws(StorageError) {
    try inherit.run([.integer(earlier), .integer(story)])
    try move.run([.integer(earlier), .integer(story)])
    try remove.run([.integer(story)])
  }
}
