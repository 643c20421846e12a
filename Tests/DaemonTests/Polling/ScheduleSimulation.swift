import FoundationEssentials
import Storage

@testable import Daemon

/// Feeds whose rhythm is known, polled for 30 days on a clock that nobody waits for.
struct ScheduleSimulation {
  /// What came of it.
  struct Result: Sendable {
    var requests = 0
    /// How many items were seen after so many minutes.
    var delays = [Int](repeating: 0, count: 24 * 60 + 120)

    mutating func add(_ other: Result) {
      requests += other.requests
      for minute in delays.indices { delays[minute] += other.delays[minute] }
    }

    var items: Int { delays.reduce(0, +) }

    /// Half of the items were seen within so many minutes.
    var medianDelay: Int {
      var left = items / 2
      return delays.firstIndex { count in
        left -= count
        return left < 0
      } ?? delays.count
    }

    mutating func see(after seconds: Double) {
      delays[min(Int(seconds / 60), delays.count - 1)] += 1
    }
  }

  /// A feed: so many items a day, in some hours of the day rather than in others.
  struct Feed: Sendable {
    var perDay: Double
    /// In the mean 1.
    var hours: [Double]
  }

  /// 2026-11-01 00:00 UTC.
  static let start = 1_793_491_200.0
  static let days = 30

  var schedule: Schedule

  /// Ten thousand feeds from one item in 30 days to sixty a day, as many of each order of magnitude:
  /// a third all around the clock, a third by day, a third in three hours of the morning.
  static func feeds(_ count: Int) -> [Feed] {
    (0..<count).map { number in
      let share = (Double(number) + 0.5) / Double(count)
      let kinds: [[Double]] = [
        Array(repeating: 1, count: 24), (0..<24).map { (6..<22).contains($0) ? 1.4 : 0.2 },
        (0..<24).map { (6..<9).contains($0) ? 7 : 1.0 / 7 },
      ]
      return Feed(perDay: pow(1800, share) / 30, hours: kinds[number % 3])
    }
  }

  private static func pow(_ base: Double, _ exponent: Double) -> Double {
    // By squaring: the test's module sees no C library.
    var (result, factor, rest) = (1.0, base, exponent)
    for _ in 0..<40 {
      factor = factor.squareRoot()
      rest *= 2
      if rest >= 1 {
        result *= factor
        rest -= 1
      }
    }
    return result
  }

  /// Polls one feed, by the schedule and each 60 minutes.
  func run(_ feed: Feed, number: Int, own: inout Result, fixed: inout Result) {
    var chances = Chances(UInt64(number))
    let items = Self.items(of: feed, &chances)
    poll(items, number: number, into: &own)
    Self.pollHourly(items, offset: chances.next() * 3600, into: &fixed)
  }

  private func poll(_ items: [Double], number: Int, into result: inout Result) {
    var rhythm = Rhythm(from: Date(timeIntervalSince1970: Self.start))
    var now = Self.start
    var next = items.startIndex
    while now < Self.start + Double(Self.days) * 86_400 {
      let date = Date(timeIntervalSince1970: now)
      var arrivals: [Date] = []
      while next < items.endIndex, items[next] <= now {
        result.see(after: now - items[next])
        arrivals.append(Date(timeIntervalSince1970: items[next]))
        next += 1
      }
      rhythm.add(arrivals, at: date)
      result.requests += 1
      let occasion = Schedule.Occasion(
        now: date, rhythm: rhythm, chance: Schedule.chance(of: Int64(number), at: date))
      now = schedule.next(after: occasion).date.timeIntervalSince1970
    }
  }

  private static func pollHourly(_ items: [Double], offset: Double, into result: inout Result) {
    result.requests += days * 24
    for item in items {
      result.see(after: 3600 - (item - start + offset).truncatingRemainder(dividingBy: 3600))
    }
  }

  /// When the items of a feed come, in order.
  private static func items(of feed: Feed, _ chances: inout Chances) -> [Double] {
    var items: [Double] = []
    for day in 0..<days {
      // As many as the mean says, the rest of it by chance.
      let wanted = feed.perDay
      let count = Int(wanted) + (chances.next() < wanted - wanted.rounded(.down) ? 1 : 0)
      for _ in 0..<count {
        items.append(start + Double(day) * 86_400 + moment(in: feed.hours, chances.next()))
      }
    }
    return items.sorted()
  }

  /// The second of the day before which this share of a day's items comes.
  private static func moment(in hours: [Double], _ share: Double) -> Double {
    var (left, hour) = (share * 24, 0)
    while hour < 23, left > hours[hour] {
      left -= hours[hour]
      hour += 1
    }
    return (Double(hour) + min(left / hours[hour], 0.999)) * 3600
  }
}

/// Numbers from 0 to 1 that are the same at each run (splitmix64).
struct Chances {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((bits ^ (bits >> 31)) >> 11) / Double(1 << 53)
  }
}
