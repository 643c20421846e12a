import FoundationEssentials

/// The SQL of the table `picture`.
struct PictureTable {
  private let connection: Connection

  init(_ connection: Connection) {
    self.connection = connection
  }

  func insert(_ pictures: [String: [UInt8]], edition: Int64) throws(StorageError) {
    let insert = try connection.prepare(
      "INSERT INTO picture (edition, name, bytes) VALUES (?, ?, ?)")
    for (name, bytes) in pictures.sorted(by: { $0.key < $1.key }) {
      try insert.run([.integer(edition), .text(name), .blob(bytes)])
    }
  }

  func pictures(_ digest: String, number: Int) throws(StorageError) -> [String: [UInt8]] {
    let select = try connection.prepare(
      """
      SELECT name, bytes FROM picture
      WHERE edition = (SELECT id FROM edition WHERE digest = ? AND number = ?)
      """)
    let rows = try select.all([.text(digest), .integer(Int64(number))]) { ($0.text(0), $0.blob(1)) }
    return Dictionary(rows) { first, _ in first }
  }

  /// Removes the pictures of the oldest edition that was due before `moment`, has some, and whose files
  /// are written; false where there is none.
  func removeOldest(before moment: Date) throws(StorageError) -> Bool {
    let select = try connection.prepare(
      """
      SELECT edition.id FROM edition
      WHERE due_at_s < ? AND is_published = 1
        AND EXISTS (SELECT 1 FROM picture WHERE picture.edition = edition.id)
      ORDER BY edition.id LIMIT 1
      """)
    guard let edition = try select.first([.time(moment)], { $0.integer(0) }) else { return false }
    try connection.prepare("DELETE FROM picture WHERE edition = ?").run([.integer(edition)])
    return true
  }
}

extension Store {
  /// The pictures of an edition by name; none where it has none, or they were removed.
  public func pictures(_ digest: String, number: Int) throws(StorageError) -> [String: [UInt8]] {
    try PictureTable(connection).pictures(digest, number: number)
  }

  /// Removes the pictures of one edition, the oldest, that was due before `moment`. Its files stay.
  ///
  /// - Returns: false where there was none.
  public func removePictures(before moment: Date) throws(StorageError) -> Bool {
    try connection.transaction { () throws(StorageError) in
      try PictureTable(connection).removeOldest(before: moment)
    }
  }
}
