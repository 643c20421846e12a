import Feeds
import FoundationEssentials
import Glibc
import Storage
import Stories

/// Measures what recognising stories costs, in seconds of one core.
///
///     StoryBench texts N FILE      writes N items, a title and a text a line
///     StoryBench sign FILE TIMES   canonical text and signature
///     StoryBench store DB N…       look-up, decision and storing, against windows of N items
@main
enum StoryBench {
  static func main() async throws {
    let arguments = CommandLine.arguments
    switch (arguments.dropFirst().first, arguments.count) {
    case ("texts", 4):
      try texts(Int(arguments[2]) ?? 0).joined(separator: "\n")
        .write(toFile: arguments[3], atomically: true, encoding: .utf8)
    case ("sign", 4):
      sign(try String(contentsOfFile: arguments[2], encoding: .utf8), Int(arguments[3]) ?? 1)
    case ("store", 4...):
      try await store(arguments[2], windows: arguments.dropFirst(3).compactMap { Int($0) })
    default:
      print("usage: StoryBench texts N FILE | sign FILE TIMES | store DB N…")
    }
  }

  private static func texts(_ count: Int) -> [String] {
    var press = Press()
    return (0..<count).map { _ in press.item().joined(separator: "\t") }
  }

  private static func sign(_ file: String, _ times: Int) {
    let items = file.split(separator: "\n").map {
      $0.split(separator: "\t", maxSplits: 1).map(String.init)
    }
    var runs = 0
    let start = spentSeconds
    for _ in 0..<times {
      for item in items {
        let canonical = CanonicalText(title: item[0], text: item[1])
        runs += canonical.hash.bytes.count + (Signature(canonical, text: item[1])?.keys.count ?? 0)
      }
    }
    report("sign", items.count * times, since: start, ["check": "\(runs)"])
  }

  /// Fills a store, and measures the last thousands before each size is reached.
  private static func store(_ path: String, windows: [Int]) async throws {
    let store = try Store(path: path)
    _ = try await store.register(["https://a.example/feed"])
    let feed = try await store.states(of: ["https://a.example/feed"])[0]
    let now = Date(timeIntervalSince1970: 1_795_503_600)
    var press = Press()
    var count = 0
    for window in windows {
      let measured = min(window / 2, 20_000)
      while count < window - measured {
        try await record(batch(1000, &press, count), of: feed, in: store, at: now)
        count += 1000
      }
      var spent = 0.0
      while count < window {
        let sightings = batch(1000, &press, count)
        let start = spentSeconds
        try await record(sightings, of: feed, in: store, at: now)
        spent += spentSeconds - start
        count += 1000
      }
      let micros = spent * 1e6 / Double(measured)
      print("store window=\(window) us_per_item=\((micros * 10).rounded() / 10)")
    }
  }

  private static func record(
    _ sightings: [Sighting], of feed: FeedState, in store: Store, at now: Date
  ) async throws {
    _ = try await store.record([PollRecord(feed: feed, sightings: sightings)], at: now)
  }

  /// Sightings without their HTML, which has no part in it.
  private static func batch(_ size: Int, _ press: inout Press, _ start: Int) -> [Sighting] {
    (0..<size).compactMap { index in
      let parts = press.item()
      var item = Item()
      item.guid = "\(start + index)"
      guard let key = keys(for: [item]).first else { return nil }
      var sighting = Sighting(item, key: key)
      let canonical = CanonicalText(title: parts[0], text: parts[1])
      sighting.title = parts[0]
      sighting.contentHash = canonical.hash
      sighting.textHash = canonical.hash
      sighting.weight = canonical.weight
      sighting.signature = Signature(canonical, text: parts[1])
      sighting.terms = NewsTerms(canonical)
      return sighting
    }
  }

  /// Processor time, which does not count what else the machine does. POSIX counts it in millionths.
  private static var spentSeconds: Double { Double(clock()) / 1e6 }

  private static func report(
    _ name: String, _ items: Int, since start: Double, _ more: [String: String]
  ) {
    let seconds = spentSeconds - start
    let rest = more.map { " \($0.key)=\($0.value)" }.joined()
    print("\(name) items=\(items) items_per_s=\(Int(Double(items) / seconds))\(rest)")
  }
}

/// Items as many sites send them: most are unique, one in seven is a copy of a recent one with a few
/// words changed, a third of them short. The same in every run.
struct Press {
  private var state: UInt64 = 1
  private var recent: [[String]] = []
  private let words: [String]

  init() {
    let syllables = [
      "ca", "me", "ri", "to", "sen", "pre", "con", "ta", "zio", "ne", "ver", "lo", "gna", "bi",
    ]
    var seed: UInt64 = 7
    words = (0..<8000).map { number in
      (0..<(number < 200 ? 2 : 3)).map { _ in
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return syllables[Int(seed >> 33) % syllables.count]
      }.joined()
    }
  }

  private mutating func roll(_ sides: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % sides
  }

  /// Frequent words come often: the product of three dice leans to the beginning of the list.
  private mutating func word() -> String {
    words[Int(Double(roll(8000)) / 8000 * Double(roll(8000)) / 8000 * Double(roll(8000)))]
  }

  private mutating func sentence(_ count: Int) -> String {
    (0..<count).map { _ in word() }.joined(separator: " ")
  }

  /// A title and a text.
  mutating func item() -> [String] {
    if recent.count > 50, roll(7) == 0 {
      var copy = recent[roll(recent.count)]
      var text = copy[1].split(separator: " ").map(String.init)
      for _ in 0..<max(1, text.count / 40) { text[roll(text.count)] = word() }
      copy[1] = text.joined(separator: " ")
      return copy
    }
    let length = roll(3) == 0 ? 45 : 120 + roll(400)
    let item = [sentence(6 + roll(6)), sentence(length)]
    if recent.count < 2000 { recent.append(item) } else { recent[roll(2000)] = item }
    return item
  }
}
