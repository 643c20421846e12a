import FoundationEssentials
import Invocation
import Links
import Storage

extension Command {
  static let items = Command(
    name: "items",
    summary: "list the stored items",
    discussion: "Lists every stored item, one a line, in the order of arrival.",
    options: [.config, .json]
  ) { arguments in
    await attempt("items") { () async throws(Session.Failure) in
      let session = try await Session.reading(arguments)
      var page = try await session.items(after: 0)
      while let last = page.last, Terminal.isHeard {
        let lines = page.map {
          arguments.has("json") ? ItemLine($0, session.configuration).json : $0.sentence
        }
        Terminal.print(lines.joined(separator: "\n"))
        page = try await session.items(after: last.seq)
      }
      return .ok
    }
  }
}

extension Session {
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
  fileprivate var sentence: String {
    let date = firstSeen.rfc3339.prefix(10)
    return "\(seq)  \(date)  \((title ?? guid ?? url ?? "").printable)"
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
  var digests: [String: String]

  init(_ item: ItemRecord, _ configuration: Configuration) {
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
    for digest in configuration.digests where digests[digest.name] == nil {
      let reads = configuration.feeds(of: digest).contains { $0.url.string == item.feedURL }
      digests[digest.name] = reads ? "pending" : "outside"
    }
  }

  var json: String { jsonLine(self) }
}
