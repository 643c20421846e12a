import Digests
import FoundationEssentials
import Links
import Stories

/// What the filters of one digest, and of its feeds, make of items: a count for each. Pure.
struct FilterTrial {
  /// One filter and what it did.
  struct Result {
    let rule: Sifting.Rule
    let filter: Filter
    /// Items on which it acts: that it catches; of `only`, that it does not catch.
    var caught = 0
    /// Of these, where no filter before it had decided.
    var decided = 0
    /// Items on which it was given up.
    var undecided = 0
    /// The latest that it acted on, the newest last.
    var examples: [Example] = []
  }

  /// An item that a filter acted on.
  struct Example {
    let item: StoredItem
    /// What was found; nil where nothing was.
    let evidence: String?
    let isDecided: Bool
  }

  let digest: DigestSettings
  /// Items of the digest's feeds that were looked at.
  private(set) var items = 0
  /// Those that were left out.
  private(set) var leftOut = 0
  private(set) var results: [Result]
  private let feeds: Set<String>
  private let feedFilters: [String: [Filter]]
  private let maximumExamples: Int

  /// - Parameter maximumExamples: of each filter.
  init(_ digest: DigestSettings, of configuration: Configuration, maximumExamples: Int) {
    self.maximumExamples = maximumExamples
    let feeds = configuration.feeds(of: digest)
    self.digest = digest
    self.feeds = Set(feeds.map(\.url.string))
    feedFilters = Dictionary(
      feeds.lazy.filter { !$0.filters.isEmpty }.map { ($0.url.string, $0.filters) }
    ) { first, _ in first }
    let ofFeeds = feeds.flatMap { feed in
      feed.filters.map { Result(rule: .init(name: $0.name, feed: feed.url.string), filter: $0) }
    }
    results =
      ofFeeds + digest.filters.map { Result(rule: .init(name: $0.name, feed: nil), filter: $0) }
  }

  var sieve: Sieve { Sieve(digest: digest.filters, feeds: feedFilters) }

  /// Whether the digest reads a feed.
  func reads(_ feed: String) -> Bool { feeds.contains(feed) }

  /// Takes note of an item of the digest, later than all before.
  mutating func take(_ item: StoredItem, _ sifting: Sifting) {
    items += 1
    if sifting.leftOutBy != nil { leftOut += 1 }
    for deed in sifting.deeds {
      guard let index = results.firstIndex(where: { $0.rule == deed.rule }) else { continue }
      results[index].caught += 1
      if deed.isDecisive { results[index].decided += 1 }
      results[index].examples.append(
        Example(item: item.withoutText, evidence: deed.evidence, isDecided: deed.isDecisive))
      if results[index].examples.count > maximumExamples { results[index].examples.removeFirst() }
    }
    for rule in sifting.undecided {
      guard let index = results.firstIndex(where: { $0.rule == rule }) else { continue }
      results[index].undecided += 1
    }
  }
}

extension StoredItem {
  /// As much of it as a list shows.
  fileprivate var withoutText: StoredItem {
    var item = self
    (item.html, item.text) = ("", "")
    return item
  }
}
