/// What the daemon can not do although it runs.
extension Store {
  /// What it said last, a sentence for each subject; of a daemon that runs no longer, what it said then.
  public func troubles() throws(StorageError) -> [String: String] {
    let select = try connection.prepare("SELECT subject, sentence FROM trouble")
    return Dictionary(try select.all([]) { ($0.text(0), $0.text(1)) }) { $1 }
  }

  /// Remembers what is wrong with a subject; nil for nothing.
  public func setTrouble(_ sentence: String?, of subject: String) throws(StorageError) {
    guard try troubles()[subject] != sentence else { return }
    if let sentence {
      try connection.prepare("INSERT OR REPLACE INTO trouble VALUES (?, ?)")
        .run([.text(subject), .text(sentence)])
    } else {
      try connection.prepare("DELETE FROM trouble WHERE subject = ?").run([.text(subject)])
    }
  }
}
