import Digests
import FoundationEssentials
import Links
import Markup
import Storage
import Stories

/// Where everything about the next edition of a digest comes together: what the store knows becomes
/// the material that an edition is composed from. Pure.
struct Desk {
  let digest: DigestSettings
  /// The digest's, in the order of the configuration.
  let feeds: [FeedSettings]
  /// The moment for which the edition is made.
  let dueAt: Date

  /// - Parameters:
  ///   - states: of every feed that is known.
  ///   - daily, watched: see `Store.dailyItems` and `Store.watchedDays`, for `FeedAccount.days` days.
  func material(
    of pending: PendingEdition, states: [FeedState], daily: [String: [Int]], watched: [Bool]
  ) -> Material {
    let known = Dictionary(states.map { ($0.url, $0) }) { first, _ in first }
    let names = FeedNames(feeds, titles: known.compactMapValues(\.title))
    let sources = feeds.map { feed in
      Source(url: feed.url.string, title: names[feed.url.string], tags: feed.tags)
    }
    let accounts = sources.map { source in
      account(of: source, known[source.url], daily[source.url])
    }
    var material = Material(
      masthead: masthead(of: pending), tags: digest.tags, sources: sources,
      pending: pending.items.map { $0.withText(pending.furniture) }, told: pending.toldStories,
      troubles: sources.compactMap { trouble(of: $0, known[$0.url]) },
      feedsPolled: sources.count { known[$0.url]?.checkedAt != nil })
    material.revised = pending.edited.map { RevisedItem($0, pending.furniture) }
    material.accounts = accounts
    (material.sectionLimit, material.feedLimit) = (digest.sectionLimit, digest.feedLimit)
    material.groups = pending.groups
    (material.boost, material.mute) = (digest.boost, digest.mute)
    material.filters = digest.filters
    for feed in feeds {
      material.ranks[feed.url.string] = feed.rank
      if !feed.filters.isEmpty { material.feedFilters[feed.url.string] = feed.filters }
    }
    let troubled = Set(material.troubles.map(\.source.url))
    material.silences = accounts.filter { !troubled.contains($0.source.url) }
      .compactMap { $0.silence(watched: watched) }
    return material
  }

  /// What fixing the edition settles.
  func settlement(of pending: PendingEdition) -> Settlement {
    Settlement(
      feeds: Set(feeds.map(\.url.string)),
      corrections: pending.edited.map {
        Correction(seq: $0.item.seq, revision: $0.item.revision)
      }, editCutoff: pending.editCutoff)
  }

  private func masthead(of pending: PendingEdition) -> Masthead {
    let day = Day(of: dueAt, in: digest.zone).description
    return Masthead(
      digest: digest.name, title: digest.title, number: pending.number,
      part: (pending.partsByDate[day] ?? 0) + 1, writtenAt: dueAt,
      zone: digest.zone.identifier, language: digest.language)
  }

  private func trouble(of source: Source, _ state: FeedState?) -> Trouble? {
    guard let state, let since = state.failingSince else { return nil }
    let reason = FailureReason(code: state.failureCode ?? "")
    return Trouble(
      source: source, since: since, reason: reason.clause(in: digest.language))
  }

  /// The days of which the feed can give an account are those that begin after its first poll, which
  /// brings what other days had.
  private func account(of source: Source, _ state: FeedState?, _ daily: [Int]?) -> FeedAccount {
    let age = state?.firstPolledAt.map { dueAt.timeIntervalSince($0) } ?? 0
    let days = Int(min(max(0, age / 86_400), Double(FeedAccount.days)))
    let counts = daily ?? Array(repeating: 0, count: FeedAccount.days)
    return FeedAccount(source: source, daily: counts.suffix(days))
  }
}

extension RevisedItem {
  fileprivate init(_ edited: EditedItem, _ furniture: [String: LearnedFurniture]) {
    self.init(
      item: edited.item.withText(furniture), revisedAt: edited.editedAt,
      toldTitle: edited.toldTitle,
      toldText: CleanHTML(edited.toldHTML, base: nil).text,
      toldOn: Day(edited.toldOn) ?? Day(year: 1970, month: 1, day: 1))
  }
}

extension StoredItem {
  /// The store keeps the HTML only; the text for people is made of it, without the feed's furniture.
  func withText(_ furniture: [String: LearnedFurniture]) -> StoredItem {
    var item = self
    item.text = withoutFurniture(
      CleanHTML(html, base: nil).text, title: title,
      learned: furniture[feedURL] ?? LearnedFurniture())
    return item
  }
}
