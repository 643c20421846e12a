import FoundationEssentials
import Invocation
import Links
import Storage

extension Command {
  static let feeds = Command(
    name: "feeds",
    summary: "list the feeds, how they are and when they are due",
    discussion: """
      Lists the configured feeds: when each is polled next, and what it fails of. With --why it tells
      what that moment follows from: the interval, the feed's rhythm, what its server asks, failures.
      """,
    options: [.config, .json, Option("why", help: "tell why each feed is polled when")]
  ) { arguments in
    await attempt("feeds") { () async throws(Session.Failure) in
      let session = try await Session.reading(arguments)
      for feed in try await session.feedReports() {
        if arguments.has("json") {
          Terminal.print(jsonLine(feed))
        } else {
          Terminal.print(arguments.has("why") ? feed.reasoning : feed.sentence)
        }
      }
      return .ok
    }
  }
}

/// What `feeds` tells of one feed.
private struct FeedReport: Encodable {
  var url: String
  var title: String?
  var tags: [String]
  var nextPoll: String?
  var checked: String?
  var failures: Int
  var failingSince: String?
  var failure: String?
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
    return "\(name): failing since \(failingSince ?? "now"): \((failure ?? "").printable); "
      + "next poll \(nextPoll ?? "now")"
  }
}

extension Session {
  fileprivate func feedReports() async throws(Failure) -> [FeedReport] {
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

extension FeedReport {
  fileprivate init(_ feed: FeedSettings, _ state: FeedState?, _ polling: PollingSettings) {
    url = feed.url.withoutCredentials.string
    title = feed.title ?? state?.title
    tags = feed.tags
    failures = state?.failures ?? 0
    failingSince = state?.failingSince?.rfc3339
    failure = state?.failure
    checked = state?.checkedAt?.rfc3339
    reasoning = (title ?? url).printable + ": next poll now: never polled before"
    guard let state, let decision = Schedule(feed, polling).next(after: state) else { return }
    nextPoll = state.nextPollAt.rfc3339
    why = decision.reasons.map { Reason(name: $0.name, seconds: Int($0.length.seconds)) }
    let moment = state.nextPollAt.words(in: polling.zone)
    reasoning = "\((title ?? url).printable): next poll \(moment): \(decision.reasonsInWords)"
  }
}
