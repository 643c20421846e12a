import Links

/// The end of a document.
extension FeedBuilder {
  static let fullWarning = "items after the \(maximumItems)th are left out"

  /// The feed; nil when the document had none.
  func finished() -> Feed? {
    guard hasRoot else { return nil }
    var feed = feed
    feed.language = feed.language ?? rootLanguage
    feed.hints.updateIntervalMinutes = updateRhythm.intervalMinutes
    if isFull { feed.warnings.append(FeedBuilder.fullWarning) }
    if feed.homePage == nil, let id = feedID.flatMap({ WebURL($0) }), id.isWeb {
      feed.homePage = id.string
    }
    feed.fillBases()
    for index in feed.items.indices where feed.items[index].language == feed.language {
      feed.items[index].language = nil
    }
    return feed
  }
}

extension Feed {
  /// Gives texts without a base the site's address: better than no links at all.
  fileprivate mutating func fillBases() {
    guard let base = (homePage ?? feedURL).flatMap({ WebURL($0) }), base.isWeb else { return }
    if description?.base == nil { description?.base = base }
    for index in items.indices {
      if items[index].content?.base == nil { items[index].content?.base = base }
      if items[index].summary?.base == nil { items[index].summary?.base = base }
    }
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
