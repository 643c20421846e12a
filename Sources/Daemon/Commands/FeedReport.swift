import FoundationEssentials
import Links
import Storage

/// What `feeds` tells of one feed.
struct FeedReport: Encodable {
  var url: String
  var title: String?
  var tags: [String]
  var nextPoll: Moment?
  var checked: Moment?
  var failures: Int
  var failingSince: Moment?
  var failure: String?
  /// Where its permanent redirects lead, if they are believed.
  var movedTo: String?
  /// Whether a web page stands at the configured address, and `movedTo` is the feed that it names.
  var isSite = false
  /// The address that answered last, where it is not the configured one.
  var answeredAt: String?
  /// Whether its server has said twice that it is gone; it is polled no more.
  var isGone = false
  /// What to change in the configuration; nil for nothing.
  var note: String?
  /// What the next poll follows from, step by step; empty for a feed that was never polled.
  var why: [Reason] = []
  /// The same as one sentence for people.
  var reasoning: String

  struct Reason: Encodable {
    var name: String
    /// Where the step led to, or what it added.
    var seconds: Int
  }

  /// What people know it by; not for programs, which have the address and the title.
  private var name: String

  private enum CodingKeys: CodingKey {
    case url, title, tags, nextPoll, checked, failures, failingSince, failure, movedTo, isSite
    case answeredAt, isGone, note, why, reasoning
  }

  var sentence: String {
    let next = "next poll \(nextPoll?.date.words ?? "now")"
    guard failures > 0 else { return "\(name): \(next)" }
    let since = failingSince?.date.words ?? "now"
    if isGone { return "\(name): gone since \(since), polled no more" }
    return "\(name): failing since \(since): \((failure ?? "").printable); \(next)"
  }
}

extension Session {
  func feedReports() async throws(Failure) -> [FeedReport] {
    let states: [FeedState]
    do {
      states = try await store.feedStates()
    } catch {
      throw Failure(error)
    }
    let known = Dictionary(states.map { ($0.url, $0) }) { first, _ in first }
    let names = FeedNames(configuration, states)
    return configuration.feeds.map { feed in
      let name = names[feed.url.string]
      return FeedReport(feed, known[feed.url.string], configuration.polling, name: name)
    }
  }
}

extension Session {
  /// How long `status` tells of a hole, in seconds.
  private static let holesTold = 7.0 * 86_400

  /// The times of the last week of which items may be missing, in words.
  func holeReports() async throws(Failure) -> [String] {
    do throws(StorageError) {
      let start = clock.now().addingTimeInterval(-Self.holesTold)
      return try await store.holes(since: start).map { feed, hole in
        let name = (WebURL(feed)?.withoutCredentials.string ?? feed).printable
        return "\(name): items may be missing between \(hole.from.words) and "
          + hole.until.words
      }
    } catch {
      throw Failure(error)
    }
  }
}

extension FeedReport {
  /// - Parameter name: what people know the feed by; nil where it stands alone.
  init(
    _ feed: FeedSettings, _ state: FeedState?, _ polling: PollingSettings, name: String? = nil
  ) {
    url = feed.url.withoutCredentials.string
    title = feed.title ?? state?.title
    tags = feed.tags
    failures = state?.failures ?? 0
    failingSince = state?.failingSince.map(Moment.init)
    failure = state?.failure
    checked = state?.checkedAt.map(Moment.init)
    self.name = (name ?? title ?? url).printable
    reasoning = self.name + ": next poll now: never polled before"
    guard let state, let decision = Schedule(feed, polling).next(after: state) else { return }
    isSite = state.move?.isOfPage == true
    movedTo = state.move.flatMap { $0.believedAt == nil ? nil : $0.target }
    answeredAt = state.answeredAt
    isGone = state.isStopped
    note = advice(at: feed.place)
    nextPoll = isGone ? nil : Moment(state.nextPollAt)
    why = decision.reasons.map { Reason(name: $0.name, seconds: Int($0.length.seconds)) }
    reasoning =
      isGone
      ? "\(self.name): gone, polled no more"
      : "\(self.name): next poll \(state.nextPollAt.words): \(decision.reasonsInWords)"
  }

  private func advice(at place: ConfigurationPlace) -> String? {
    if isGone {
      return "\(place.line): \(name): the server said twice that it is gone; take the entry out"
    }
    let what = isSite ? "this is a site, not its feed" : "it has moved"
    return movedTo.map { "\(place.line): \(name): \(what); write url = \(quoted($0))" }
  }
}

extension [FeedReport] {
  /// What to change in the configuration, a line each.
  var advice: [String] { compactMap(\.note) + sameAddress }

  /// Feeds that end at one address: all but one of them could go.
  var sameAddress: [String] {
    let groups = Dictionary(grouping: filter { $0.failures == 0 }) { $0.answeredAt ?? $0.url }
    return groups.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { address, feeds in
      let urls = feeds.map(\.url.printable).joined(separator: ", ")
      return "one feed under \(feeds.count) addresses, at \(address.printable): \(urls)"
    }
  }
}
