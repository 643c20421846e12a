import FoundationEssentials
import Invocation
import Storage
import Stories

extension Command {
  static let why = Command(
    name: "why",
    summary: "tell why an item is of its story",
    operands: "ITEM",
    discussion: """
      Compares an item, named by its number in `rassegna items`, with the others of its story and with
      those of the last 72 hours that are most like it. Says for each what speaks for one story, how
      much of it was needed, and what spoke against it.
      """,
    options: [.config, .json]
  ) { arguments in
    await attempt("why") { () async throws(Session.Failure) in
      let seq = try arguments.items(1)[0]
      let session = try await Session.reading(arguments)
      let account: StoryAccount?
      do throws(StorageError) {
        account = try await session.store.account(of: seq)
      } catch {
        throw Session.Failure(error)
      }
      guard let account else { throw .noItem(seq) }
      let output = AccountOutput(account)
      Terminal.print(arguments.has("json") ? jsonLine(output) : output.page)
      return .ok
    }
  }
}

extension Arguments {
  /// The operands as numbers of items: exactly so many.
  func items(_ count: Int) throws(Session.Failure) -> [Int64] {
    let numbers = operands.compactMap { Int64($0) }
    guard numbers.count == count, operands.count == count else {
      let what = count == 1 ? "the number of an item" : "the numbers of \(count) items"
      throw Session.Failure(sentence: "expected \(what); `rassegna items` lists them", code: .usage)
    }
    return numbers
  }
}

extension Session.Failure {
  /// There is no such item.
  static func noItem(_ seq: Int64) -> Session.Failure {
    Session.Failure(sentence: "no item \(seq); `rassegna items` lists them", code: .dataError)
  }
}

/// What `why` prints.
private struct AccountOutput: Encodable {
  struct Comparison: Encodable {
    var seq: Int64
    var feedURL: String
    var title: String?
    var story: Int64
    var group: Int64
    var match: MatchOutput
    var event: AffinityOutput?
    var decision: String?
  }

  var seq: Int64
  var feedURL: String
  var title: String?
  var story: Int64
  var group: Int64
  var firstSeen: Moment
  var textHash: String
  var words: Int
  var furniture: [String]
  var comparisons: [Comparison]

  init(_ account: StoryAccount) {
    seq = account.item.seq
    feedURL = account.item.feedURL
    title = account.item.title
    story = account.item.story
    group = account.group
    firstSeen = Moment(account.item.firstSeen)
    textHash = account.textHash.hexadecimal
    words = account.weight.words
    furniture = account.furniture.map {
      "\($0.sample) (in \($0.items) of \($0.outOf) items)"
    }
    comparisons = account.comparisons.map {
      Comparison(
        seq: $0.item.seq, feedURL: $0.item.feedURL, title: $0.item.title, story: $0.item.story,
        group: $0.group, match: MatchOutput($0.match),
        event: $0.affinity.map(AffinityOutput.init),
        decision: $0.decision.map { $0 == .joined ? "joined" : "split" })
    }
  }

  /// For people.
  var page: String {
    let head = [
      "\(seq)  \((title ?? "").printable)", "    \(feedURL.printable)",
      "    story \(story), first seen \(firstSeen.date.words)",
    ]
    let left = furniture.map { "    left out as furniture: \($0.printable)" }
    let weight = words < 8 ? ["    too few words to be compared with other items"] : []
    let beside = comparisons.isEmpty ? ["    nothing is like it"] : comparisons.flatMap(lines)
    return (head + left + weight + beside).joined(separator: "\n")
  }

  private func lines(_ other: Comparison) -> [String] {
    let place =
      other.story == story
      ? "of this story" : "of story \(other.story)" + (other.group == group ? ", same event" : "")
    let word =
      switch other.decision {
      case "joined": ["    you said: one story"]
      case "split": ["    you said: two stories"]
      default: [String]()
      }
    return [
      "", "\(other.seq)  \((other.title ?? "").printable)",
      "    \(other.feedURL.printable), \(place)", "    \(other.match.sentence)",
    ] + (event(other).map { ["    \($0)"] } ?? []) + word
  }

  /// What was decided about the events of two items, and what would be decided now. The words that are
  /// rare change with what comes, and a group may hold together by a third story.
  private func event(_ other: Comparison) -> String? {
    guard let event = other.event else { return nil }
    let isOneGroup = other.group == group
    if isOneGroup == event.isSameEvent || other.story == story { return event.sentence }
    let decided =
      isOneGroup
      ? "one event, by what was known when they came, or through another item of it"
      : "two events, by what was known when they came"
    return "\(decided); these two alone would today be \(event.sentence)"
  }
}
