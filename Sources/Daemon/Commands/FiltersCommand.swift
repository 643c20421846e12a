import Digests
import FoundationEssentials
import Invocation
import Storage
import Stories

extension Command {
  static let filters = Command(
    name: "filters",
    summary: "list the filters, or show what each would have caught",
    discussion: """
      Lists the filters of each digest, in the order in which they decide: those of its feeds first. With
      --test it tries them on the items of the last 30 days, whatever the digests did with those: how
      many each caught, how many of these an earlier filter had decided already, and the latest of them
      with the words that were found. A filter that was given up on an item, because its pattern goes
      back too often, has decided nothing there. Nothing is changed.
      """,
    options: [
      .config, .json, Option("test", help: "try the filters on what is stored"),
      Option("days", value: "N", help: "how far back --test goes, from 1 to 3650; default 30"),
      Option("all", help: "with --test, list everything that was caught"),
    ]
  ) { arguments in
    await attempt("filters") { () async throws(Session.Failure) in
      let configuration = try Session.configuration(arguments)
      let maximum = arguments.has("all") ? .max : 5
      var trials = configuration.digests.map {
        FilterTrial($0, of: configuration, maximumExamples: maximum)
      }
      if arguments.has("test") {
        let days = try arguments.days()
        let session = try await Session.reading(arguments)
        let start = session.clock.now().addingTimeInterval(-Double(days) * 86_400)
        try await session.run(&trials, since: start)
        let names = try await session.feedNames()
        let page = FilterPage(trials: trials, names: names)
        Terminal.print(arguments.has("json") ? page.json : page.results(days: days))
      } else {
        let names = FeedNames(configuration.feeds, titles: [:])
        let page = FilterPage(trials: trials, names: names)
        Terminal.print(arguments.has("json") ? page.json : page.list)
      }
      return .ok
    }
  }
}

extension Arguments {
  fileprivate func days() throws(Session.Failure) -> Int {
    guard let text = value("days") else { return 30 }
    guard let days = Int(text), (1...3650).contains(days) else {
      throw Session.Failure(sentence: "--days is a whole number from 1 to 3650", code: .usage)
    }
    return days
  }
}

extension Session {
  private static let pageLength = 500

  /// Tries the filters of all digests on the items that were first seen since `start`.
  fileprivate func run(_ trials: inout [FilterTrial], since start: Date) async throws(Failure) {
    guard trials.contains(where: { !$0.results.isEmpty }) else { return }
    let sieves = trials.map(\.sieve)
    let first: Int64
    let last: Int64
    do {
      first = try await store.lastItem(before: start)
      last = try await store.lastItem(before: .distantFuture)
    } catch {
      throw Failure(error)
    }
    let progress = Progress("tried on", "items", total: Int(last - first))
    defer { Terminal.endProgress() }
    var place = first
    while let page = try await texts(after: place) {
      for item in page.items {
        progress.advance()
        for index in trials.indices where trials[index].reads(item.feedURL) {
          trials[index].take(item, sieves[index].sift(item))
        }
      }
      place = page.last
    }
  }

  /// The next items with their texts; nil behind the last.
  private func texts(after place: Int64) async throws(Failure)
    -> (items: [StoredItem], last: Int64)?
  {
    do {
      let page = try await store.texts(after: place, limit: Self.pageLength)
      guard let last = page.items.last?.seq else { return nil }
      return (page.items.map { $0.withText(page.furniture) }, last)
    } catch {
      throw Failure(error)
    }
  }
}
