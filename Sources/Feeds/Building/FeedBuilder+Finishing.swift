/// The end of a document.
extension FeedBuilder {
  static let fullWarning = "items after the \(maximumItems)th are left out"

  /// Ends the feed: false when the document had none.
  mutating func finish() -> Bool {
    guard hasRoot else { return false }
    feed.language = feed.language ?? rootLanguage
    feed.hints.updateIntervalMinutes = updateRhythm.intervalMinutes
    if isFull { feed.warnings.append(FeedBuilder.fullWarning) }
    feed.homePage = feed.homePage ?? feedID.flatMap(Address.page)
    for index in feed.items.indices
    where feed.items[index].language == feed.language {
      feed.items[index].language = nil
    }
    return true
  }
}

extension XMLDamage {

  /// A sentence for each kind.
  var warnings: [String] {
    let sentences: [(XMLDamage, String)] = [
      (.unfinished, "the document ends before its elements do"),
      (.tags, "elements are not closed in order"),
      (.references, "ampersands are not escaped"),
      (.afterEnd, "there is something after the end of the document"),
      (.namespaces, "prefixes are used that were never declared"),
      (.undefinedEntities, "characters are named that XML does not define"),
      (.syntax, "the markup breaks the rules of XML"),
    ]
    return sentences.filter { contains($0.0) }.map(\.1)
  }
}
