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
      Polls the feeds that are due, or those whose address or title is named, be it of the configuration
      or their own, and ends when all is stored. Beside a running daemon, the daemon does it and tells
      what it did. The status is 1 where every feed failed, and 75 where none could be asked yet.
      """,
    options: [.config, .json, Option("all", help: "poll every feed now")]
  ) { arguments in
    await attempt("poll") { () async throws(Session.Failure) in
      let log = Log(arguments.has("json") ? .nobody : .person(.system))
      let choice: FeedChoice =
        !arguments.operands.isEmpty
        ? .named(arguments.operands) : arguments.has("all") ? .all : .due
      let begun = Clock.system.now()
      let (summary, trouble) =
        switch try await Session.access(arguments, log: log) {
        case .own(let session): try await session.poll(choice)
        case .daemon(let client): try client.poll(choice, log)
        }
      let seconds = Clock.system.now().timeIntervalSince(begun)
      Terminal.print(arguments.has("json") ? summary.json(seconds: seconds) : summary.sentence)
      if let trouble { throw Session.Failure(trouble) }
      return summary.exitCode
    }
  }
}

extension Session {
  fileprivate func poll(_ choice: FeedChoice) async throws(Failure)
    -> (PollSummary, ControlMessage.Refusal?)
  {
    let feeds = try await chosenFeeds(choice)
    let fetcher = fetcher
    let progress = Progress("polled", "feeds", total: feeds.count)
    let result = await poller(fetcher, onFinish: { _ in progress.advance() }).poll(feeds)
    await fetcher.shutDown()
    return (result.summary, result.trouble)
  }

  /// The feeds that a poll is about.
  func chosenFeeds(_ choice: FeedChoice) async throws(Failure) -> [FeedSettings] {
    let feeds = configuration.feeds
    let turns: [FeedTurn]
    do {
      turns = try await store.register(feeds.map(\.url.string))
    } catch {
      throw Failure(error)
    }
    switch choice {
    case .all: return feeds
    case .due:
      let now = clock.now()
      return zip(feeds, turns).compactMap { $1.dueDate(at: now) <= now ? $0 : nil }
    case .named(let names):
      let titles = try await titles()
      var chosen: [FeedSettings] = []
      for name in names {
        let named = feeds.filter { $0.isNamed(name, titles[$0.url.string]) }
        if named.isEmpty {
          throw Failure(sentence: "no feed '\(name.printable)' is configured", code: .noInput)
        }
        chosen += named.filter { feed in !chosen.contains { $0.url == feed.url } }
      }
      return chosen
    }
  }

  /// What feeds call themselves, by their addresses.
  private func titles() async throws(Failure) -> [String: String] {
    do {
      let states = try await store.feedStates()
      let titles = states.compactMap { state in state.title.map { (state.url, $0) } }
      return Dictionary(titles) { first, _ in first }
    } catch {
      throw Failure(error)
    }
  }
}

extension FeedSettings {
  /// Whether a command line that says `name` means this feed, which calls itself `ownTitle`.
  func isNamed(_ name: String, _ ownTitle: String?) -> Bool {
    url.string == name || title == name || ownTitle == name
  }
}

extension ControlClient {
  fileprivate func poll(_ choice: FeedChoice, _ log: Log) throws(Session.Failure)
    -> (PollSummary, ControlMessage.Refusal?)
  {
    let answer = try answer(to: .poll(choice)) { log.write($0) }
    guard case .polled(let summary, let trouble) = answer else { throw .notUnderstood }
    return (summary, trouble)
  }
}

extension Round.Result {
  /// What kept the round from being whole.
  var trouble: ControlMessage.Refusal? {
    if let storageError { return .init(Session.Failure(storageError)) }
    guard summary.withdrawn > 0 else { return nil }
    return .init(
      sentence: "the daemon was told to end; what was not polled is polled when it runs again",
      code: .temporaryFailure)
  }
}

extension PollSummary {
  /// One feed of many that fails is its server's matter, and told in the digest; where nothing at all
  /// could be read a script should know.
  var exitCode: ExitCode {
    if polled == 0 && postponed > 0 { return .temporaryFailure }
    return polled > 0 && failed == polled ? .needsALook : .ok
  }

  /// For people.
  var sentence: String {
    let waiting =
      postponed == 0
      ? ""
      : " " + (postponed == 1 ? "1 waits for its" : "\(postponed) wait for their")
        + " host or for the network."
    guard polled > 0 else { return postponed > 0 ? "Polled 0 feeds.\(waiting)" : "No feed is due." }
    let news =
      newItems == 0 && updatedItems == 0
      ? "nothing new" : counted(newItems, "new item") + ", \(updatedItems) updated"
    let failures = failed > 0 ? " \(failed) failed." : ""
    return
      "Polled \(counted(polled, "feed")): \(news); \(notModified) not modified.\(failures)\(waiting)"
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
