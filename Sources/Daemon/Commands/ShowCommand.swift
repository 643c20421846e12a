import FoundationEssentials
import Invocation
import Links
import Markup
import Storage
import Stories

extension Command {
  static let show = Command(
    name: "show",
    summary: "show an item, its revisions and what became of it",
    operands: "ITEM",
    discussion: """
      Shows one item: ITEM is its number, as `items` and `search` print it, or its address. Where several
      items have that address, lists them instead, and exits with 65.
      With --revisions also what each edit changed: [-removed-] {+added+}.
      """,
    options: [.config, .json, Option("revisions", help: "show what each edit changed")]
  ) { arguments in
    await attempt("show") { () async throws(Session.Failure) in
      guard let name = arguments.operands.first, arguments.operands.count == 1 else {
        throw Session.Failure(sentence: "name one ITEM; see --help", code: .usage)
      }
      let session = try await Session.reading(arguments)
      let detail = try await session.detail(name)
      if arguments.has("json") {
        Terminal.print(jsonLine(DetailObject(detail)))
      } else {
        let page = ItemPage(detail, try await session.feedNames())
        Terminal.print(
          page.lines(withRevisions: arguments.has("revisions")).joined(separator: "\n"))
      }
      return .ok
    }
  }
}

extension Session {
  /// The item of a number or an address.
  fileprivate func detail(_ name: String) async throws(Failure) -> ItemDetail {
    let found: [Int64]
    do throws(StorageError) {
      if let seq = Int64(name) {
        found = [seq]
      } else {
        found = try await store.items(at: name, limit: Self.mostNamed)
      }
      if found.count == 1, let detail = try await store.detail(of: found[0]) { return detail }
    } catch {
      throw Failure(error)
    }
    if found.count > 1 { throw try await ambiguous(found) }
    throw Failure(sentence: "no item '\(name.printable)'", code: .noInput)
  }

  /// How many items of one address are listed.
  private static let mostNamed = 100

  private func ambiguous(_ found: [Int64]) async throws(Failure) -> Failure {
    let names = try await feedNames()
    var lines = ["\(found.count) items have this address; name one by its number:"]
    do {
      for seq in found.reversed() {
        guard let detail = try await store.detail(of: seq) else { continue }
        let source = names.name(of: detail.item.feedURL, title: detail.feedTitle)
        lines.append("  \(seq)  \(source.printable): \((detail.item.title ?? "").printable)")
      }
    } catch {
      throw Failure(error)
    }
    return Failure(sentence: lines.joined(separator: "\n"), code: .dataError)
  }
}

/// What `show` prints for people.
struct ItemPage {
  private let detail: ItemDetail
  private let source: String

  init(_ detail: ItemDetail, _ names: FeedNames) {
    self.detail = detail
    source = names.name(of: detail.item.feedURL, title: detail.feedTitle)
  }

  /// - Parameter withRevisions: whether what edits changed is told too.
  func lines(withRevisions: Bool) -> [String] {
    let texts = head + [""] + fate + ["", text(detail.item.html)]
    let lines = texts + (withRevisions ? [""] + changes : [])
    return lines.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
      .map { String($0).printable }
  }

  private var head: [String] {
    let item = detail.item
    let author = item.author.map { " · " + $0 } ?? ""
    var lines = [
      item.title ?? "(without a title)", "\(source)\(author)",
      "item \(item.seq), revision \(item.revision), first seen \(item.firstSeen.words)"
        + (item.published.map { ", published \($0.words)" } ?? ""),
    ]
    if let url = item.url { lines.append(url) }
    if let guid = detail.guid, guid != item.url { lines.append("guid \(guid)") }
    return lines
  }

  private var fate: [String] {
    var lines = detail.tellings.map(\.sentence)
    if lines.isEmpty { lines = ["no edition has decided about it"] }
    if item.isBacklog { lines.append("it was old when its feed was first polled") }
    if !detail.mates.isEmpty {
      lines.append("the same story:")
      lines += detail.mates.map { "  \($0.seq)  \($0.url ?? $0.feedURL)" }
    }
    return lines
  }

  private var item: StoredItem { detail.item }

  private var changes: [String] {
    if detail.revisions.isEmpty { return ["it was never edited"] }
    let texts =
      detail.revisions.map { ($0.title ?? "") + "\n" + text($0.html) }
      + [(item.title ?? "") + "\n" + text(item.html)]
    var lines: [String] = []
    for (index, revision) in detail.revisions.enumerated() {
      let change = WordDiff(from: texts[index], to: texts[index + 1])
      lines.append("revision \(revision.number + 1), at \(revision.until.words):")
      lines.append(change.isEmpty ? "no word changed" : change.marked)
      lines.append("")
    }
    return lines.dropLast()
  }

  private func text(_ html: String) -> String { CleanHTML(html, base: nil).text }
}

extension ItemDetail.Telling {
  fileprivate var sentence: String {
    let place = "edition \(edition) of \(date)"
    return switch outcome {
    case "printed": "\(digest): printed in \(place)"
    case "merged": "\(digest): told by item \(mergedInto ?? 0), in \(place)"
    default: "\(digest): left out of \(place), by the rule '\(rule ?? "")'"
    }
  }
}

/// The object that `show --json` prints.
private struct DetailObject: Encodable {
  struct Revision: Encodable {
    var number: Int
    var until: String?
    var title: String?
    var contentHTML: String
  }

  struct Telling: Encodable {
    var digest: String
    var outcome: String
    var mergedInto: Int64?
    var rule: String?
    var edition: Int
    var date: String
    var revision: Int
  }

  var seq: Int64
  var feedURL: String
  var id: String?
  var url: String?
  var author: String?
  var image: String?
  var story: Int64
  var storyItems: [Int64]
  var firstSeen: String
  var published: String?
  var isBacklog: Bool
  /// In order; the last one is the item as it is now.
  var revisions: [Revision]
  var digests: [Telling]

  init(_ detail: ItemDetail) {
    let item = detail.item
    seq = item.seq
    feedURL = item.feedURL
    id = detail.guid
    url = item.url
    author = item.author
    image = item.image
    story = item.story
    storyItems = detail.mates.map(\.seq)
    firstSeen = item.firstSeen.rfc3339
    published = item.published?.rfc3339
    isBacklog = item.isBacklog
    revisions =
      detail.revisions.map {
        Revision(
          number: $0.number, until: $0.until.rfc3339, title: $0.title, contentHTML: $0.html)
      } + [Revision(number: item.revision, until: nil, title: item.title, contentHTML: item.html)]
    digests = detail.tellings.map {
      Telling(
        digest: $0.digest, outcome: $0.outcome, mergedInto: $0.mergedInto, rule: $0.rule,
        edition: $0.edition, date: $0.date, revision: $0.revision)
    }
  }
}
