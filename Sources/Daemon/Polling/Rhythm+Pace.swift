import FoundationEssentials
import Glibc
import Storage

/// How long a feed may be left alone by its own rhythm.
///
/// The interval that is configured is right for a feed of ten items a day at any hour; a feed that
/// nothing is known of is taken for one. Time is then weighed by the items it is likely to bring: an
/// hour counts `(rate / 10 a day) ^ 0.6`, and the next poll is due when as much has come together as
/// the interval has. The power 1/2 would make the mean delay of all items least for a given number of
/// requests; a little more spares feeds that post once a month.
///
///     interval 60 min, 60 items a day          → 20 min
///     interval 60 min, 1 item a day            → 4 h
///     interval 60 min, 1 item in 30 days       → 24 h
extension Rhythm {
  /// Items a day of the feed that the interval is right for.
  private static let standardPerDay = 10.0
  private static let power = 0.6
  /// What each hour has beside what came in it: a new hour for a feed's items is no surprise.
  private static let hourPrior = 0.25
  /// After a silence of n seconds the rate is taken for 3 / n at most: a feed that ends is noticed.
  private static let silentArrivals = 3.0

  /// Items a day, as they are to be expected at `now`, over all hours.
  func perDay(at now: Date) -> Double {
    perDay(total: sum * weight(at: now), at: now)
  }

  /// One item in the time that the standard feed needs for one is what is believed of every feed
  /// before it was watched.
  private func perDay(total: Double, at now: Date) -> Double {
    let day = 86_400.0
    let mean = (total + 1) / (watched(at: now) + day / Self.standardPerDay)
    let silence = now.timeIntervalSince(at)
    return day * (silence > 0 ? min(mean, Self.silentArrivals / silence) : mean)
  }

  /// The time from `now` to the next poll, `longest` at most, and the items a day that it follows.
  func wait(from now: Date, interval: Duration, longest: Duration) -> (Duration, perDay: Double) {
    let weight = weight(at: now)
    let total = sum * weight
    let perDay = perDay(total: total, at: now)
    let level = pow(perDay / Self.standardPerDay, Self.power)
    let shape = HourShape(hours: hours, weight: weight, mean: total / 24 + Self.hourPrior)
    var (needed, elapsed) = (interval.seconds, 0.0)
    let (longest, start) = (longest.seconds, now.timeIntervalSince1970)
    var hour = Rhythm.hour(of: now)
    var untilNextHour = 3600 - start.truncatingRemainder(dividingBy: 3600)
    while elapsed < longest {
      let pace = level * shape.pace(in: hour)
      if pace * untilNextHour >= needed {
        return (.seconds(min(elapsed + needed / pace, longest)), perDay)
      }
      needed -= pace * untilNextHour
      elapsed += untilNextHour
      untilNextHour = 3600
      hour = (hour + 1) % 24
    }
    return (.seconds(longest), perDay)
  }

  private var sum: Double {
    var sum: Float = 0
    for hour in 0..<24 { sum += hours[hour] }
    return Double(sum)
  }

  /// How the hours of the day differ.
  private struct HourShape {
    let hours: [Float]
    let weight: Double
    let mean: Double

    /// How fast time counts in an hour of the day, about 1 in the mean. The hours beside it have a
    /// share of a quarter each: an arrival is noticed late, and clocks change in spring.
    func pace(in hour: Int) -> Double {
      let around = (hours[(hour + 23) % 24] + 2 * hours[hour] + hours[(hour + 1) % 24]) / 4
      return pow((Double(around) * weight + Rhythm.hourPrior) / mean, Rhythm.power)
    }
  }
}
