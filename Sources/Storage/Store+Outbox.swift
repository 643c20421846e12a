import FoundationEssentials

/// Letters on their way.
extension Store {
  /// The letters that are not sent yet, the one due first at the head.
  public func openLetters() throws(StorageError) -> [OutboxLetter] {
    try OutboxTable(connection).open()
  }

  /// The latest letters of a digest, sent or not, the newest first.
  public func latestLetters(_ digest: String, limit: Int) throws(StorageError) -> [OutboxLetter] {
    try OutboxTable(connection).latest(digest, limit: limit)
  }

  /// Writes how far a letter is; it survives a power cut from here on.
  public func write(_ letter: OutboxLetter, at now: Date) throws(StorageError) {
    try connection.durably { () throws(StorageError) in
      try OutboxTable(connection).write(letter, at: now)
    }
  }

  /// One edition of a digest; nil where there is none of that number.
  public func edition(_ digest: String, number: Int) throws(StorageError) -> EditionRecord? {
    try EditionTable(connection).edition(digest, number: number)
  }
}
