import Fetching
import FoundationEssentials
import Invocation
import Links
import Storage

extension Command {
  static let poll = Command(
    name: "poll",
    summary: "poll the feeds that are due, once",
    operands: "[FEED…]",
    discussion: """
      Polls the feeds that are due, or those whose address or title is named, and ends when all is
      stored. Without a daemon only: `rassegna run` polls by itself.
      """,
    options: [.config, .json, Option("all", help: "poll every feed now")]
  ) { arguments in
    await attempt("poll") { () async throws(Session.Failure) in
      let log = Log(arguments.has("json") ? .nobody : .person(.system))
      let session = try await Session.writing(arguments, log: log)
      let feeds = try await session.chosenFeeds(arguments)
      let begun = session.clock.now()
      let fetcher = session.fetcher
      let summary = await session.poller(fetcher).poll(feeds)
      await fetcher.shutDown()
      let seconds = session.clock.now().timeIntervalSince(begun)
      Terminal.print(arguments.has("json") ? summary.json(seconds: seconds) : summary.sentence)
      if let error = summary.storageError { throw Session.Failure(error) }
      return .ok
    }
  }
}

extension Session {
  /// The feeds that a poll is about: those named, else all or those that are due.
  fileprivate func chosenFeeds(_ arguments: Arguments) async throws(Failure) -> [FeedSettings] {
    let feeds = configuration.feeds
    let dates: [Date]
    do {
      dates = try await store.register(feeds.map(\.url.string))
    } catch {
      throw Failure(error)
    }
    guard arguments.operands.isEmpty else {
      return try arguments.operands.map { name throws(Failure) in
        if let feed = feeds.first(where: { $0.url.string == name || $0.title == name }) {
          return feed
        }
        throw Failure(sentence: "no feed '\(name.printable)' is configured", code: .noInput)
      }
    }
    let now = clock.now()
    return zip(feeds, dates).compactMap { arguments.has("all") || $1 <= now ? $0 : nil }
  }
}

extension PollSummary {
  /// For people.
  var sentence: String {
    guard polled > 0 else { return "No feed is due." }
    let news =
      newItems == 0 && updatedItems == 0
      ? "nothing new" : "\(newItems) new items, \(updatedItems) updated"
    let failures = failed > 0 ? " \(failed) failed." : ""
    return "Polled \(polled) feeds: \(news); \(notModified) not modified.\(failures)"
  }

  /// The object that `poll --json` prints.
  func json(seconds: Double) -> String {
    let fields: [(String, Int)] = [
      ("polled", polled), ("modified", modified), ("not_modified", notModified),
      ("failed", failed), ("new_items", newItems), ("updated_items", updatedItems),
    ]
    let pairs = fields.map { "\"\($0)\": \($1)" }
    let duration = (seconds * 1000).rounded() / 1000
    return "{" + (pairs + ["\"duration_s\": \(duration)"]).joined(separator: ", ") + "}"
  }
}
