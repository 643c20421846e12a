import Links

/// The end of a document.
extension FeedBuilder {
  static let fullWarning = "items after the \(maximumItems)th are left out"

  /// Ends the feed: false when the document had none.
  mutating func finish() -> Bool {
    guard hasRoot else { return false }
    feed.language = feed.language ?? rootLanguage
    feed.hints.updateIntervalMinutes = updateRhythm.intervalMinutes
    if isFull { feed.warnings.append(FeedBuilder.fullWarning) }
    if feed.homePage == nil, let id = feedID.flatMap({ WebURL($0) }), id.isWeb {
      feed.homePage = id.string
    }
    fillBases()
    for index in feed.items.indices
    where feed.items[index].language == feed.language {
      feed.items[index].language = nil
    }
    return true
  }

  /// Gives texts that stand before the home page its address as their base, or else the feed's:
  /// better than no links at all.
  private mutating func fillBases() {
    guard
      let base = siteBase ?? (feed.homePage ?? feed.feedURL).flatMap({ WebURL($0) }), base.isWeb
    else { return }
    feed.description?.fill(base)
    for index in feed.items.indices {
      feed.items[index].content?.fill(base)
      feed.items[index].summary?.fill(base)
    }
  }
}

extension RichText {
  /// Takes a base where there is none.
  fileprivate mutating func fill(_ base: WebURL) {
    // A comparison with nil would copy the base.
    if case .none = self.base { self.base = base }
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
