import FoundationEssentials
import Invocation
import Links
import Storage

extension Command {
  static let search = Command(
    name: "search",
    summary: "find items by their words",
    operands: "[--] WORD…",
    discussion: """
      Prints the items that have all the words in their title, text or author, those that came last
      first. Accents and case do not matter; every text is a query.

        word*             a word that begins so
        '"two words"'     one after the other, in quotes that the shell leaves alone
        -word             not this one; put -- before the first word then
        feed:name         in feeds whose title or address has this in it
        tag:name          in feeds with this tag
        after:2026-11-01  dated then or later; also 2026, 2026-11, or 7d for the last seven days
        before:2026-11    dated earlier
      """,
    options: [
      .config, .json, Option("limit", value: "N", help: "print so many items at most; default 20"),
    ]
  ) { arguments in
    await attempt("search") { () async throws(Session.Failure) in
      let limit = try arguments.number("limit", in: 1...100_000) ?? 20
      let session = try await Session.searching(arguments)
      let text = arguments.operands.joined(separator: " ")
      let query = SearchQuery(parsing: text, at: session.clock.now())
      let hits = try await session.hits(query, limit: limit)
      let names = try await session.feedNames()
      for hit in hits {
        Terminal.print(arguments.has("json") ? HitLine(hit).json : hit.sentence(names))
      }
      if hits.isEmpty, !arguments.has("json") { Terminal.print("Nothing found.") }
      return .ok
    }
  }
}

extension Session {
  /// So many items that are not indexed are indexed in memory for one search; more are worth waiting
  /// for once, if nobody else has the database.
  private static let passingItems = 2000
  private static let batch = 500

  /// Opens the database for a search: with an index that has everything.
  fileprivate static func searching(_ arguments: Arguments) async throws(Failure) -> Session {
    let reader = try await reading(arguments)
    do throws(StorageError) {
      let missing = try await reader.store.unindexedCount(upTo: passingItems + 1)
      if missing > passingItems, let writer = try? await writing(arguments) {
        // Whoever can not write searches all the same.
        try await writer.upkeep.index { Terminal.showProgress("indexed \($0) items") }
        Terminal.endProgress()
        return writer
      }
      if missing > 0 { try await reader.indexInMemory() }
    } catch {
      throw Failure(error)
    }
    return reader
  }

  private func indexInMemory() async throws(StorageError) {
    var last: Int64?
    while true {
      let items = try await store.itemsToSearch(after: last, limit: Self.batch)
      if items.isEmpty { return }
      try await store.search(also: items.map(\.withText))
      last = max(last ?? 0, items.map(\.seq).max() ?? 0)
    }
  }

  fileprivate func hits(_ query: SearchQuery, limit: Int) async throws(Failure) -> [SearchHit] {
    do throws(StorageError) {
      let feeds = try await feeds(of: query)
      return try await store.search(query, in: feeds, limit: limit)
    } catch {
      throw Failure(error)
    }
  }

  /// The addresses of the feeds that a query is about; nil: all. A feed that is configured no more is
  /// found by its name, but has no tag.
  private func feeds(of query: SearchQuery) async throws(StorageError) -> Set<String>? {
    guard !query.feeds.isEmpty || !query.tags.isEmpty else { return nil }
    let configured = Dictionary(configuration.feeds.map { ($0.url.string, $0) }) { first, _ in first
    }
    let names = query.feeds.map { $0.lowercased() }
    let tags = Set(query.tags.map { $0.lowercased() })
    let found = try await store.feedStates().filter { state in
      let settings = configured[state.url]
      let texts = [state.url, state.title, settings?.title].compactMap { $0?.lowercased() }
      let isNamed = names.isEmpty || names.contains { name in texts.contains { $0.contains(name) } }
      let hasTag =
        tags.isEmpty || (settings?.tags ?? []).contains { tags.contains($0.lowercased()) }
      return isNamed && hasTag
    }
    return Set(found.map(\.url))
  }
}

extension SearchHit {
  /// For people.
  fileprivate func sentence(_ names: FeedNames) -> String {
    let source = names.name(of: feedURL, title: feedTitle)
    let line = ItemHeadline(seq: seq, date: date, source: source, title: title).line
    return url.map { line + "\n    " + $0.printable } ?? line
  }
}

/// The object that `search --json` prints for one item.
private struct HitLine: Encodable {
  var seq: Int64
  var feedURL: String
  var url: String?
  var title: String?
  var date: String

  init(_ hit: SearchHit) {
    seq = hit.seq
    feedURL = hit.feedURL
    url = hit.url
    title = hit.title
    date = hit.date.rfc3339
  }

  var json: String { jsonLine(self) }
}
