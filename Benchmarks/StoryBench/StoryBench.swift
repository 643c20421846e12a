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

  /// Fills a store, and measures the last thousands before each size is reached: first items that are
  /// stored without being looked up, then such as are; what they cost more is the recognition.
  private static func store(_ path: String, windows: [Int]) async throws {
    let store = try Store(path: path)
    let urls = (0..<feedCount).map { "https://\($0).example/feed" }
    _ = try await store.register(urls)
    let feeds = try await store.states(of: urls)
    var press = Press()
    var count = 0
    func add(_ items: Int, _ change: (inout Sighting) -> Void = { _ in }) async throws -> Double {
      var spent = 0.0
      for _ in 0..<items / 1000 {
        let records = batch(&press, count, of: feeds, change)
        let start = spentSeconds
        _ = try await store.record(records, at: Date(timeIntervalSince1970: 1_795_503_600))
        spent += spentSeconds - start
        count += 1000
      }
      return (spent * 1e7 / Double(items)).rounded() / 10
    }
    for window in windows {
      let measured = min(window / 4, 20_000)
      _ = try await add(window - count - 2 * measured)
      let plain = try await add(measured) { $0.hide() }
      let whole = try await add(measured)
      print("store window=\(window) us_plain=\(plain) us_per_item=\(whole)")
    }
  }

  private static let feedCount = 2000
  private static let itemsOfPoll = 5

  /// A thousand items as polls bring them: a few new ones of each feed; without their HTML, which has no
  /// part in it.
  private static func batch(
    _ press: inout Press, _ start: Int, of feeds: [FeedState], _ change: (inout Sighting) -> Void
  ) -> [PollRecord] {
    (0..<1000 / itemsOfPoll).map { poll in
      let first = start + poll * itemsOfPoll
      var sightings = (0..<itemsOfPoll).compactMap {
        sighting(of: press.item(), guid: "\(first + $0)")
      }
      for index in sightings.indices { change(&sightings[index]) }
      return PollRecord(feed: feeds[first / itemsOfPoll % feeds.count], sightings: sightings)
    }
  }

  private static func sighting(of parts: [String], guid: String) -> Sighting? {
    var item = Item()
    item.guid = guid
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

extension Sighting {
  /// Makes it one that says too little to be of a story.
  fileprivate mutating func hide() {
    (weight, signature, terms) = (
      TextWeight(words: 0), nil, NewsTerms(CanonicalText(title: "", text: ""))
    )
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
