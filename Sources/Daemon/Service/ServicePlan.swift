import FoundationEssentials
import Links
import Storage

/// When everything that a configuration names is due, as the store knows it.
struct ServicePlan: Sendable {
  /// By their addresses.
  var feeds: [String: FeedSettings]
  var feedsDue: Timetable
  /// The feeds whose last poll failed.
  var failing: Set<String>
  var digests: [DigestState]

  /// - Parameters:
  ///   - turns: of the feeds of the configuration, in their order.
  ///   - now: a moment that is farther away from it than any wait was set by a clock that went wrong.
  init(
    _ configuration: Configuration, turns: [FeedTurn], digests: [DigestState], at now: Date
  ) {
    feeds = Dictionary(configuration.feeds.map { ($0.url.string, $0) }) { first, _ in first }
    feedsDue = Timetable()
    failing = []
    self.digests = digests
    let limit = now.addingTimeInterval(configuration.polling.longestWait.seconds)
    for (feed, turn) in zip(configuration.feeds, turns) {
      if turn.failures > 0 { failing.insert(feed.url.string) }
      let date = turn.dueDate(at: now)
      if date < FeedState.never { feedsDue.set(feed.url.string, at: date <= limit ? date : now) }
    }
  }
}

extension Session {
  /// Reads from the store when each feed and each digest is due; feeds that are new become known, and
  /// the store learns what the configuration says of stories.
  func plan(at now: Date) async throws(Failure) -> ServicePlan {
    await store.follow(configuration.stories.rules)
    do {
      let turns = try await store.register(configuration.feeds.map(\.url.string))
      return ServicePlan(
        configuration, turns: turns, digests: try await store.digestStates(), at: now)
    } catch {
      throw Failure(error)
    }
  }
}
