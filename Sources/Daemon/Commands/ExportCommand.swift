import Feeds
import FoundationEssentials
import Invocation
import Links
import Storage
import Stories

extension Command {
  static let export = Command(
    name: "export",
    summary: "print the feeds as OPML, or the items as JSON Feed",
    discussion: """
      Prints the configured feeds as OPML 2.0, for other programs: the tags of a feed become folders,
      the second inside the first. With --items, prints the latest stored items as JSON Feed 1.1
      instead. Passwords in addresses are left out.
      """,
    options: [
      .config, Option("items", help: "print items, not feeds"),
      Option("limit", value: "N", help: "print so many items at most; default 1000"),
    ]
  ) { arguments in
    await attempt("export") { () async throws(Session.Failure) in
      if arguments.has("items") {
        let limit = try arguments.number("limit", in: 1...1_000_000) ?? 1000
        let session = try await Session.reading(arguments)
        Terminal.print(try await session.exportedItems(limit: limit))
      } else {
        Terminal.print(try await Session.exportedFeeds(arguments))
      }
      return .ok
    }
  }
}

extension Session {
  /// The configured feeds; titles that only the feeds themselves say come from the database, if it is
  /// there.
  fileprivate static func exportedFeeds(_ arguments: Arguments) async throws(Failure) -> String {
    let configuration = try configuration(arguments)
    var states: [String: FeedState] = [:]
    // A list of feeds is worth having without a database.
    if let store = try? Store(reading: configuration.database),
      let known = try? await store.feedStates()
    {
      for state in known { states[state.url] = state }
    }
    return Subscriptions(configuration, states).opml
  }

  fileprivate func exportedItems(limit: Int) async throws(Failure) -> String {
    do {
      let items = try await store.latestItems(limit: limit)
      var feed = Feed(format: "json-feed-1.1", encoding: "utf-8")
      feed.title = "rassegna"
      feed.items = items.map { Item($0) }
      return try JSONFeedOutput(feed, .clean).json(.prettyPrinted)
    } catch let error as StorageError {
      throw Failure(error)
    } catch {
      throw Failure(sentence: "the items can not be written as JSON", code: .software)
    }
  }
}

extension Subscriptions {
  init(_ configuration: Configuration, _ states: [String: FeedState]) {
    self.init(
      title: "rassegna",
      feeds: configuration.feeds.map { feed in
        let state = states[feed.url.string]
        return Subscription(
          url: feed.url.withoutCredentials.string, title: feed.title ?? state?.title,
          homePage: state?.homePage, folders: feed.tags)
      })
  }
}

extension Item {
  /// A stored item, which is named by its sequence number: GUIDs of two feeds may be equal.
  fileprivate init(_ item: StoredItem) {
    self.init()
    guid = "rassegna:\(item.seq)"
    url = item.url
    title = item.title
    image = item.image
    published = item.published ?? item.firstSeen
    content = RichText(.html, item.html)
    if let author = item.author { authors = [Author(name: author)] }
  }
}
