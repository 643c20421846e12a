import Bytes
public import FoundationEssentials
import Glibc

/// When the items of one feed arrive: how many in each hour of the day, for how long the feed has been
/// watched, both counting the less the older they are.
///
/// It changes only when items arrive, so a poll without news has nothing to write; what the time since
/// then means is worked out when it is asked for. Its size is bounded: 24 numbers, whatever comes.
public struct Rhythm: Sendable, Hashable {
  /// What lies this many seconds back counts 1/e: the rhythm is that of the last month or so.
  public static let memory: Double = 30 * 86_400
  /// The most arrivals that one poll counts: a flood is no rhythm.
  public static let maximumArrivals = 100

  /// Arrivals in each hour of the day in UTC, 24 numbers, weighed as of `at`.
  public private(set) var hours: [Float]
  /// Seconds for which the feed has been watched, weighed as of `at`.
  public private(set) var watched: Double
  /// The last arrival; before the first one, when the feed was first seen.
  public private(set) var at: Date

  /// A feed that is seen for the first time at `start`: what its document holds is no arrival.
  public init(from start: Date) {
    hours = [Float](repeating: 0, count: 24)
    watched = 0
    at = start
  }

  /// Counts items that came at these moments, each at or before `now`.
  public mutating func add(_ arrivals: [Date], at now: Date) {
    guard !arrivals.isEmpty else { return }
    watched = watched(at: now)
    let weight = Float(weight(at: now))
    for hour in hours.indices { hours[hour] *= weight }
    for arrival in arrivals.prefix(Self.maximumArrivals) { hours[Self.hour(of: arrival)] += 1 }
    at = now
  }

  /// What numbers of the time of `at` count at `now`, 0…1; 1 when the clock went back.
  public func weight(at now: Date) -> Double {
    exp(-max(0, now.timeIntervalSince(at)) / Self.memory)
  }

  /// `watched` as of `now`.
  public func watched(at now: Date) -> Double {
    let weight = weight(at: now)
    return watched * weight + Self.memory * (1 - weight)
  }

  /// The hour of the day in UTC, 0…23.
  public static func hour(of date: Date) -> Int {
    let hours = Int((date.timeIntervalSince1970 / 3600).rounded(.down)) % 24
    return hours < 0 ? hours + 24 : hours
  }
}

/// As it stands in the table `feed`.
extension Rhythm {
  /// The hours, each as the four bytes of a Float, the least first.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(littleEndian: hours.map(\.bitPattern))
    return bytes
  }

  /// Nil where the bytes are none that `bytes` wrote.
  init?(bytes: [UInt8], watched: Double, at: Date) {
    guard bytes.count == 24 * 4 else { return nil }
    let bits: [UInt32] = bytes.span.littleEndian(24, from: 0)
    hours = bits.map(Float.init(bitPattern:))
    guard hours.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
    self.watched = watched
    self.at = at
  }
}
