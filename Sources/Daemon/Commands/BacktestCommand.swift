import FoundationEssentials
import Invocation
import Storage
import Stories

extension Command {
  static let backtest = Command(
    name: "backtest",
    summary: "show what another threshold would change",
    discussion: """
      Places the items of the last hours into stories anew, with another share of a long text that must
      be found in its copy, and lists what would be one story and is not, and what is and would not be.
      Shorter texts need more, in proportion. Decisions of `join` and `split` are left aside. Nothing
      is changed.
      """,
    options: [
      .config, .json,
      Option("threshold", value: "SHARE", help: "from 0.1 to 1; default: that of [stories]"),
      Option("hours", value: "N", help: "how far back, from now; default: the window of [stories]"),
    ]
  ) { arguments in
    await attempt("backtest") { () async throws(Session.Failure) in
      let settings = try Session.configuration(arguments).stories
      let threshold = try arguments.number(
        "threshold", default: settings.threshold, in: 0.1...1)
      let hours = try arguments.number(
        "hours", default: settings.window.seconds / 3600, in: 0...876_000)
      let session = try await Session.reading(arguments)
      let replay: StoryReplay
      do throws(StorageError) {
        replay = try await session.store.replay(
          StoryRules(windowSeconds: settings.window.seconds, threshold: threshold),
          since: session.clock.now().addingTimeInterval(-hours * 3600))
      } catch {
        throw Session.Failure(error)
      }
      let output = ReplayOutput(replay, threshold: threshold)
      Terminal.print(arguments.has("json") ? jsonLine(output) : output.page)
      return .ok
    }
  }
}

extension Arguments {
  fileprivate func number(_ name: String, default standard: Double, in range: ClosedRange<Double>)
    throws(Session.Failure) -> Double
  {
    guard let text = value(name) else { return standard }
    guard let number = Double(text), range.contains(number) else {
      throw Session.Failure(
        sentence: "--\(name) is a number from \(range.lowerBound) to \(range.upperBound)",
        code: .usage)
    }
    return number
  }
}

/// What `backtest` prints.
private struct ReplayOutput: Encodable {
  struct Pair: Encodable {
    var items: [Int64]
    var titles: [String?]

    init(_ pair: StoryReplay.Pair) {
      items = [pair.one, pair.other]
      titles = pair.titles
    }

    var line: String {
      let names = zip(items, titles).map { "\($0) \(($1 ?? "").printable)" }
      return "  " + names.joined(separator: " | ")
    }
  }

  var threshold: Double
  var items: Int
  var storiesNow: Int
  var storiesThen: Int
  var joined: [Pair]
  var split: [Pair]

  init(_ replay: StoryReplay, threshold: Double) {
    self.threshold = threshold
    items = replay.items
    storiesNow = replay.storiesNow
    storiesThen = replay.storiesThen
    joined = replay.joined.map(Pair.init)
    split = replay.split.map(Pair.init)
  }

  /// For people.
  var page: String {
    let head =
      "\(counted(items, "item")): "
      + "\(counted(storiesNow, "story", plural: "stories")) now, \(storiesThen) with \(threshold)"
    let more = joined.isEmpty ? [] : ["", "Would be one story:"] + joined.map(\.line)
    let less = split.isEmpty ? [] : ["", "Would be two stories:"] + split.map(\.line)
    return ([head] + more + less).joined(separator: "\n")
  }
}
