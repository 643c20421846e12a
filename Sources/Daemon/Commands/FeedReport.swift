import FoundationEssentials
import Links
import Storage

/// What `feeds` tells of one feed.
struct FeedReport: Encodable {
  var url: String
  var title: String?
  var tags: [String]
  var nextPoll: String?
  var checked: String?
  var failures: Int
  var failingSince: String?
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

  var sentence: String {
    let name = (title ?? url).printable
    guard failures > 0 else { return "\(name): next poll \(nextPoll ?? "now")" }
    if isGone { return "\(name): gone since \(failingSince ?? "now"), polled no more" }
    return "\(name): failing since \(failingSince ?? "now"): \((failure ?? "").printable); "
      + "next poll \(nextPoll ?? "now")"
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
    return configuration.feeds.map { feed in
      FeedReport(feed, known[feed.url.string], configuration.polling)
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
      let zone = configuration.polling.zone
      return try await store.holes(since: start).map { feed, hole in
        let name = (WebURL(feed)?.withoutCredentials.string ?? feed).printable
        return "\(name): items may be missing between \(hole.from.words(in: zone)) and "
          + hole.until.words(in: zone)
      }
    } catch {
      throw Failure(error)
    }
  }
}

extension FeedReport {
  init(_ feed: FeedSettings, _ state: FeedState?, _ polling: PollingSettings) {
    url = feed.url.withoutCredentials.string
    title = feed.title ?? state?.title
    tags = feed.tags
    failures = state?.failures ?? 0
    failingSince = state?.failingSince?.rfc3339
    failure = state?.failure
    checked = state?.checkedAt?.rfc3339
    reasoning = (title ?? url).printable + ": next poll now: never polled before"
    guard let state, let decision = Schedule(feed, polling).next(after: state) else { return }
    isSite = state.move?.isOfPage == true
    movedTo = state.move.flatMap { $0.believedAt == nil ? nil : $0.target }
    answeredAt = state.answeredAt
    isGone = state.isStopped
    note = advice(at: feed.place)
    nextPoll = isGone ? nil : state.nextPollAt.rfc3339
    why = decision.reasons.map { Reason(name: $0.name, seconds: Int($0.length.seconds)) }
    let moment = state.nextPollAt.words(in: polling.zone)
    let name = (title ?? url).printable
    reasoning =
      isGone
      ? "\(name): gone, polled no more"
      : "\(name): next poll \(moment): \(decision.reasonsInWords)"
  }

  private func advice(at place: ConfigurationPlace) -> String? {
    let name = (title ?? url).printable
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
