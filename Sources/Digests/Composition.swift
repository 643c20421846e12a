// How an edition is composed from what is pending.
//
// 1. Each pending item counts once: of one that comes twice, the later revision.
// 2. Filters leave items out, each by its own rule (`Sieve`).
// 3. Items of a story that an earlier edition told are merged into it and not told again.
// 4. The other items are gathered into stories. Old items of a new feed lead none: a story that
//    consists of them alone is left out, by the rule `backlog`; beside a fresh item they are merged.
// 5. A story's lead is its fresh item of the highest rank that was published first (`LeadOrder`); it is printed. The rest
//    is merged, and each source other than the lead's is named with the story.
// 6. The heaviest story that several sources tell opens the edition, if there is enough to open.
// 7. The others go to the section that a filter says, else to that of their lead's first tag, the
//    heaviest first; those about the same event follow the heaviest of them.
// 8. Told items that were edited since are told once more, as corrections.
//
// So every pending item has exactly one entry in the ledger, and every printed one is in the edition.

import FoundationEssentials
import Stories

extension Material {
  /// Composes the edition, with what it did with each pending item.
  ///
  /// `merged(into:)` names the story, `leftOut(rule:)` the filter, or `backlog`. The ledger is in the
  /// order of the sequence numbers. Pure; cost n log n.
  public func composed() -> (edition: Edition, ledger: [LedgerEntry]) {
    let known = Directory(sources)
    let sifted = sifted()
    let scales = Scales(self)
    var ledger = sifted.leftOut
    var stories: [Layout.Placed] = []
    var items = 0
    for gathered in gatheredStories(of: sifted.items) {
      ledger += gathered.ledger
      guard let lead = gathered.lead else { continue }
      var story = Edition.Story(lead: lead, others: gathered.others, known: known)
      story.weight = scales.weight(of: story, lead: lead, others: gathered.others).points
      stories.append(
        Layout.Placed(
          story: story, feed: lead.feedURL, section: sifted.sections[lead.seq],
          tags: known[lead.feedURL].tags, group: groups[gathered.story] ?? gathered.story))
      items += gathered.ledger.count
    }
    let layout = Layout(
      stories, named: filters.filter { $0.action == .section }.map(\.name), tags: tags,
      sources: sources, limits: Layout.Limits(section: sectionLimit, feed: feedLimit))
    let counts = Edition.Counts(
      stories: stories.count, items: items, feedsPolled: feedsPolled,
      feedsFailing: troubles.count, leftOut: ledger.count(where: \.isLeftOut),
      byFilters: byFilters(sifted.leftOut))
    let edition = Edition(
      masthead: masthead, opening: layout.opening, sections: layout.sections,
      changes: changes(known), troubles: troubles, silences: silences, holes: holes,
      accounts: accounts, counts: counts)
    return (edition, ledger.sorted { $0.seq < $1.seq })
  }

  /// The corrections: those of headlines first, the newest first.
  private func changes(_ known: Directory) -> [Change] {
    revised.map { Change($0, known: known) }.sorted { one, other in
      if one.isOfHeadline != other.isOfHeadline { return one.isOfHeadline }
      return (other.moment, one.seq) < (one.moment, other.seq)
    }
  }

  /// The pending items, each once, without those that filters leave out.
  private func sifted() -> Sifted {
    var latest: [Int64: StoredItem] = [:]
    for item in pending where item.revision > latest[item.seq]?.revision ?? .min {
      latest[item.seq] = item
    }
    let sieve = Sieve(digest: filters, feeds: feedFilters)
    var sifted = Sifted()
    for item in latest.values {
      let sifting = sieve.sift(item)
      if let rule = sifting.leftOutBy {
        sifted.leftOut.append(
          LedgerEntry(seq: item.seq, revision: item.revision, outcome: .leftOut(rule: rule)))
      } else {
        sifted.items.append(item)
        sifted.sections[item.seq] = sifting.section
      }
    }
    return sifted
  }

  /// How many items each filter left out, the most first.
  private func byFilters(_ leftOut: [LedgerEntry]) -> [Edition.Counts.Filtered] {
    let counts = Dictionary(leftOut.map { ($0.rule, 1) }, uniquingKeysWith: +)
    return counts.map { Edition.Counts.Filtered(filter: Line($0 ?? "", limit: 64), items: $1) }
      .sorted { ($1.items, $0.filter.string) < ($0.items, $1.filter.string) }
  }

  /// Items by story, in the order of their first items.
  private func gatheredStories(of items: [StoredItem]) -> [Gathered] {
    let byStory = Dictionary(grouping: items, by: \.story)
    let order = LeadOrder(sources, ranks: ranks)
    return byStory.map { story, items in
      Gathered(story, items.sorted(by: order.isBefore), isTold: told.contains(story))
    }.sorted { $0.story < $1.story }
  }
}

/// What filters leave of the pending items.
private struct Sifted {
  var items: [StoredItem] = []
  /// The sections that filters say, by item.
  var sections: [Int64: String] = [:]
  var leftOut: [LedgerEntry] = []
}

/// The pending items of one story, and what becomes of each.
private struct Gathered {
  let story: Int64
  /// Nil when the story is not told in this edition.
  let lead: StoredItem?
  let others: [StoredItem]
  let ledger: [LedgerEntry]

  /// - Parameter items: in the order of `LeadOrder`.
  init(_ story: Int64, _ items: [StoredItem], isTold: Bool) {
    let lead = isTold ? nil : items.first { !$0.isBacklog }
    let fate: LedgerEntry.Outcome =
      isTold || lead != nil ? .merged(into: story) : .leftOut(rule: "backlog")
    self.story = story
    self.lead = lead
    others = lead == nil ? [] : items.filter { $0.seq != lead?.seq }
    ledger = items.map { item in
      LedgerEntry(
        seq: item.seq, revision: item.revision, outcome: item.seq == lead?.seq ? .printed : fate)
    }
  }
}

/// Which of a story's items comes first: the one of the highest rank; of equals the one that says the
/// earliest date that can be believed. Of equals again, and of those without such a date, which come
/// last, the one whose feed is configured first.
///
/// When the polls of one round end is chance; sequence numbers, which follow it, decide between items
/// of one feed only.
struct LeadOrder {
  private let places: [String: Int]
  private let ranks: [String: Int]

  /// - Parameter sources: in the order of the configuration.
  init(_ sources: [Source], ranks: [String: Int] = [:]) {
    self.ranks = ranks
    places = Dictionary(sources.enumerated().map { ($1.url, $0) }) { first, _ in first }
  }

  func isBefore(_ one: StoredItem, _ other: StoredItem) -> Bool {
    let standing = (rank(of: one), rank(of: other))
    if standing.0 != standing.1 { return standing.0 > standing.1 }
    let dates = (one.believedDate ?? .distantFuture, other.believedDate ?? .distantFuture)
    if dates.0 != dates.1 { return dates.0 < dates.1 }
    if one.feedURL == other.feedURL { return one.seq < other.seq }
    let order = (places[one.feedURL] ?? .max, places[other.feedURL] ?? .max)
    return order.0 == order.1 ? one.feedURL < other.feedURL : order.0 < order.1
  }

  private func rank(of item: StoredItem) -> Int { ranks[item.feedURL] ?? Weight.usualRank }
}

extension LedgerEntry {
  fileprivate var isLeftOut: Bool { rule != nil }

  /// The rule that left the item out.
  fileprivate var rule: String? {
    if case .leftOut(let rule) = outcome { rule } else { nil }
  }
}

/// The sources by address. An item whose feed is no longer configured is told all the same, under
/// the host of its feed.
struct Directory {
  private let sources: [String: Source]

  init(_ sources: [Source]) {
    self.sources = Dictionary(sources.map { ($0.url, $0) }) { first, _ in first }
  }

  subscript(url: String) -> Source {
    sources[url] ?? Source(url: url, title: nil)
  }
}
