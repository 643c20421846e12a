import FoundationEssentials
import Invocation
import Links
import Storage

extension Command {
  static let items = Command(
    name: "items",
    summary: "list the stored items",
    discussion: """
      Lists every stored item, one a line, in the order of arrival: its number, the day of its
      publication, its feed and its title.
      """,
    options: [.config, .json]
  ) { arguments in
    await attempt("items") { () async throws(Session.Failure) in
      let session = try await Session.reading(arguments)
      let cutoffs = try await session.cutoffs()
      let names = try await session.feedNames()
      var page = try await session.items(after: 0)
      while let last = page.last, Terminal.isHeard {
        let lines = page.map {
          arguments.has("json")
            ? ItemLine($0, session.configuration, cutoffs).json
            : $0.sentence(names)
        }
        Terminal.print(lines.joined(separator: "\n"))
        page = try await session.items(after: last.seq)
      }
      return .ok
    }
  }
}

extension Session {
  /// How far each digest has decided, by its name.
  fileprivate func cutoffs() async throws(Failure) -> [String: Int64] {
    do {
      let states = try await store.digestStates()
      return Dictionary(states.map { ($0.name, $0.cutoff) }) { first, _ in first }
    } catch {
      throw Failure(error)
    }
  }

  fileprivate func items(after seq: Int64) async throws(Failure) -> [ItemRecord] {
    do {
      return try await store.items(after: seq, limit: 1000)
    } catch {
      throw Failure(error)
    }
  }
}

extension ItemRecord {
  /// For people.
  fileprivate func sentence(_ names: FeedNames) -> String {
    let headline = ItemHeadline(
      seq: seq, date: published ?? firstSeen, source: names[feedURL], title: title ?? url ?? guid)
    return headline.line
  }
}

/// The object that `items --json` prints for one item.
private struct ItemLine: Encodable {
  var seq: Int64
  var feedURL: String
  var id: String?
  var url: String?
  var title: String?
  var contentHash: String
  var story: Int64
  var group: Int64
  var firstSeen: String
  var published: String?
  var revision: Int
  /// The state in each digest, in a word: `printed`, `merged`, `left out`, `pending`, `outside`.
  var digests: [String: String]
  /// The rows of the ledger, for the first three of these.
  var ledger: [String: LedgerLine]

  struct LedgerLine: Encodable {
    var state: String
    var edition: Int
    var rule: String?
    var mergedInto: Int64?
  }

  init(_ item: ItemRecord, _ configuration: Configuration, _ cutoffs: [String: Int64]) {
    seq = item.seq
    feedURL = WebURL(item.feedURL)?.withoutCredentials.string ?? item.feedURL
    id = item.guid
    url = item.url
    title = item.title
    contentHash = item.contentHash
    story = item.story
    group = item.group
    firstSeen = item.firstSeen.rfc3339
    published = item.published?.rfc3339
    revision = item.revision
    digests = item.outcomes
    ledger = item.rows.mapValues { row in
      LedgerLine(
        state: row.outcome, edition: row.edition, rule: row.rule, mergedInto: row.mergedInto)
    }
    for digest in configuration.digests where digests[digest.name] == nil {
      let reads = configuration.feeds(of: digest).contains { $0.url.string == item.feedURL }
      let isBehind =
        item.seq <= cutoffs[digest.name] ?? 0 && !item.reopened.contains(digest.name)
      digests[digest.name] = reads && !isBehind ? "pending" : "outside"
    }
  }

  var json: String { jsonLine(self) }
}
