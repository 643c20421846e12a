import Fetching
import FoundationEssentials
import Links
import Storage
import Synchronization
import Testing

@testable import Daemon

/// Weeks of operation on a clock of our own, with feeds that are files. `WEEKS_FEEDS` and `WEEKS_DAYS` make
/// it longer than a test should be, and then it tells its figures.
@Suite struct WeeksTests {
  private static let variables = ProcessInfo.processInfo.environment
  private static let isLong = variables["WEEKS_FEEDS"] != nil
  private static let feeds = variables["WEEKS_FEEDS"].flatMap { Int($0) } ?? 4
  private static let days = variables["WEEKS_DAYS"].flatMap { Int($0) } ?? 22

  @Test func `weeks pass, each item is told once, and nothing grows`() async throws {
    let folder = try makeTemporaryFolder()
    defer { removeTemporaryFolder(folder) }
    let weeks = try await Weeks(folder: folder, feeds: Self.feeds)
    var sizes: [Int64] = []
    var descriptors: [Int] = []
    for day in 0..<Self.days {
      try await weeks.live(day: day)
      sizes.append(try await weeks.store.size())
      descriptors.append(try weeks.descriptors())
      if Self.isLong {
        let items = try await weeks.store.inventory().items
        print(
          "day \(day): \(items) items, \(sizes[day] / 1000) kB, \(descriptors[day]) descriptors,"
            + " \(try Weeks.residentKiB()) KiB")
      }
    }
    await weeks.fetcher.shutDown()
    #expect(try await weeks.untold() == 0)
    #expect(try await weeks.cameTwice() == 0)
    // Of four items a day, those of the last one may be still to come.
    let seen = try await weeks.store.inventory().lastSeq
    #expect((Self.days - 1) * 4 * Self.feeds...Self.days * 4 * Self.feeds ~= Int(seen))
    #expect(try await weeks.store.fault() == nil)
    // Items stay for a week: from the second one on, as many go as come. Tombstones and editions grow.
    if Self.days >= 20 {
      let last = sizes[(Self.days - 6)...].max() ?? 0
      #expect(last <= (sizes[10..<16].max() ?? 0) * 5 / 4, "\(sizes)")
    }
    #expect(Set(descriptors).count == 1, "\(descriptors)")
  }
}

/// The moment that a test is at, in seconds since 1970.
private final class Moment: Sendable {
  let seconds = Atomic<Int>(1_795_503_600)

  var clock: Clock {
    Clock { Date(timeIntervalSince1970: Double(self.seconds.load(ordering: .relaxed))) }
  }
}

/// The parts of a daemon around a clock that is set by hand.
private struct Weeks {
  let store: Store
  let fetcher: Fetcher
  private let configuration: Configuration
  private let poller: Poller
  private let moment = Moment()
  private let folder: String
  private let clock: Clock

  init(folder: String, feeds: Int) async throws {
    self.folder = folder
    try FileManager.default.createDirectory(
      atPath: folder + "/state", withIntermediateDirectories: true)
    var text =
      "state = \"state\"\n[retention]\nage = \"7d\"\n[polling]\ninterval = \"4h\"\nhost_gap = \"0s\"\n[digest.daily]\n"
    for number in 0..<feeds { text += "[[feed]]\nurl = \"./\(number).xml\"\n" }
    try text.write(toFile: folder + "/rassegna.toml", atomically: false, encoding: .utf8)
    configuration = try Configuration.load(path: folder + "/rassegna.toml", environment: [:])
    clock = moment.clock
    store = try Store(path: configuration.database)
    fetcher = Fetcher(connections: 8)
    poller = Poller(
      .init(fetcher: fetcher, store: store, clock: clock, log: Log(.nobody)),
      settings: configuration.polling, userAgent: "x")
    _ = try await store.register(configuration.feeds.map(\.url.string))
    for number in 0..<feeds { try publish(number, hour: -6) }
    try await store.registerDigests(["daily"], from: clock.now(), at: clock.now())
  }

  /// Lives through one day, hour by hour, with its edition and its housekeeping.
  func live(day: Int) async throws {
    for hour in 0..<24 {
      for number in configuration.feeds.indices where (number + hour) % 6 == 0 {
        try publish(number, hour: day * 24 + hour)
      }
      let states = try await store.feedStates()
      let due = Set(states.filter { $0.nextPollAt <= clock.now() }.map(\.url))
      let result = await poller.poll(configuration.feeds.filter { due.contains($0.url.string) })
      #expect(result.summary.failed == 0)
      #expect(result.storageError == nil)
      moment.seconds.add(3600, ordering: .relaxed)
    }
    let log = Log(.nobody)
    let editor = Editor(configuration: configuration, store: store, clock: clock, log: log)
    _ = try await editor.publish(configuration.digests[0], at: clock.now())
    let upkeep = Upkeep(configuration: configuration, store: store, clock: clock)
    try await upkeep.index()
    _ = try await upkeep.sweep()
  }

  /// A document with the items of the last two days.
  private func publish(_ number: Int, hour: Int) throws {
    var text = "<rss version=\"2.0\"><channel><title>Feed \(number)</title>"
    for old in stride(from: hour, through: max(0, hour - 48), by: -6) {
      let words = (0..<80).map { "w\((number * 7919 + old * 104_729 + $0 * 613) % 9973)" }
      text += "<item><guid>\(number)-\(old)</guid><title>Item \(old) of \(number)</title>"
      text += "<description>\(words.joined(separator: " "))</description></item>"
    }
    try (text + "</channel></rss>")
      .write(toFile: "\(folder)/\(number).xml", atomically: false, encoding: .utf8)
  }

  /// How many stored items no edition has decided about.
  func untold() async throws -> Int {
    try await store.items(after: 0, limit: 10_000_000).count { $0.outcomes["daily"] == nil }
  }

  /// How many items have come a second time, under a new number.
  func cameTwice() async throws -> Int {
    let items = try await store.items(after: 0, limit: 10_000_000)
    return items.count - Set(items.map { $0.feedURL + " " + ($0.guid ?? "") }).count
  }

  /// How many descriptors are open on files of its own; those of other tests come and go.
  func descriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count { name in
      // One that is closed meanwhile is another test's.
      let target = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/fd/" + name)
      return target?.contains(ownName) == true
    }
  }

  private var ownName: Substring { folder.split(separator: "/").last ?? "" }

  static func residentKiB() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return Int(text.split(separator: " ")[1]).map { $0 * 4 } ?? 0
  }
}
