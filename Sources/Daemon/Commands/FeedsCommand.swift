import Invocation

extension Command {
  static let feeds = Command(
    name: "feeds",
    summary: "list the feeds, how they are and when they are due",
    operands: "[find URL]",
    discussion: """
      Lists the configured feeds: when each is polled next, and what it fails of. With --why it tells
      what that moment follows from: the interval, the feed's rhythm, what its server asks, failures.

      `feeds find URL` tells which feeds a web page names in its head; no path is guessed.
      """,
    options: [.config, .json, Option("why", help: "tell why each feed is polled when")]
  ) { arguments in
    await attempt("feeds") { () async throws(Session.Failure) in
      if arguments.operands.first == "find" { return try await Session.find(arguments) }
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
