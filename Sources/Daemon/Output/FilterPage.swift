import Digests
import FoundationEssentials
import Stories

/// What `filters` prints.
struct FilterPage {
  let trials: [FilterTrial]
  let names: FeedNames

  /// The filters, for people.
  var list: String {
    let sections = trials.map { trial in
      let lines = trial.results.map { "    \(head(of: $0))\(conditions(of: $0.filter))" }
      return (["\(trial.digest.name)"] + (lines.isEmpty ? ["    no filters"] : lines))
        .joined(separator: "\n")
    }
    return sections.joined(separator: "\n")
  }

  /// What they caught, for people.
  func results(days: Int) -> String {
    trials.map { trial in
      let head =
        "\(trial.digest.name): \(counted(trial.items, "item")) in \(counted(days, "day")), "
        + "\(trial.leftOut) left out"
      guard !trial.results.isEmpty else { return "\(trial.digest.name)\n    no filters" }
      return ([head] + trial.results.flatMap(lines)).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// One line a filter, for programs.
  var json: String {
    trials.flatMap { trial in
      trial.results.map { jsonLine(FilterLine($0, of: trial)) }
    }.joined(separator: "\n")
  }

  private func lines(_ result: FilterTrial.Result) -> [String] {
    let earlier = result.caught - result.decided
    let notes = [
      earlier == 0 ? nil : "\(earlier) decided before it",
      result.undecided == 0 ? nil : "given up on \(result.undecided)",
    ].compactMap(\.self)
    let count = "\(result.caught)" + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))")
    let shown = result.examples.reversed().map { "        " + line($0) }
    let rest = result.caught - shown.count
    return ["    \(head(of: result)): \(count)"] + shown
      + (rest > 0 ? ["        and \(rest) more; --all lists them"] : [])
  }

  private func line(_ example: FilterTrial.Example) -> String {
    let headline = ItemHeadline(
      seq: example.item.seq, date: example.item.published ?? example.item.firstSeen,
      source: names[example.item.feedURL], title: example.item.title ?? example.item.url)
    return headline.line + (example.evidence.map { " [\($0.printable.prefix(60))]" } ?? "")
  }

  private func head(of result: FilterTrial.Result) -> String {
    let feed = result.rule.feed.map { " of \(names[$0].printable)" } ?? ""
    return "\(result.filter.action.rawValue) \(quoted(result.rule.name))\(feed)"
  }

  private func conditions(of filter: Filter) -> String {
    let values = ConfigurationKeys.digestFilter.values(of: filter, unlike: .sample)
      .filter { $0.name != "name" && $0.name != "action" }
    return ": " + values.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
  }
}

/// The object that `filters --json` prints for one filter.
private struct FilterLine: Encodable {
  struct Example: Encodable {
    var seq: Int64
    var feedURL: String
    var title: String?
    var evidence: String?
    var decided: Bool
  }

  var digest: String
  /// Nil for a filter of the digest itself.
  var feedURL: String?
  var name: String
  var action: String
  /// Items that were looked at: 0 where nothing was tried.
  var items: Int
  var caught: Int
  var decided: Int
  var undecided: Int
  var latest: [Example]

  init(_ result: FilterTrial.Result, of trial: FilterTrial) {
    digest = trial.digest.name
    feedURL = result.rule.feed.map(\.withoutUserinfo)
    name = result.filter.name
    action = result.filter.action.rawValue
    items = trial.items
    caught = result.caught
    decided = result.decided
    undecided = result.undecided
    latest = result.examples.reversed().map { example in
      Example(
        seq: example.item.seq, feedURL: example.item.feedURL.withoutUserinfo,
        title: example.item.title, evidence: example.evidence, decided: example.isDecided)
    }
  }
}
