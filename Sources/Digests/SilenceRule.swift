/// The decision whether a feed is silent against its own rhythm.
///
/// 1. A feed that usually says five things or more on such a day of the week is silent when it said a
///    tenth of that or less in the last 24 hours, which it did on none of the same days before.
/// 2. A feed that is heard at least on four days of thirty is silent when it has said nothing for more
///    than twice as long as its longest pause, and for two days at least.
///
/// A feed that has been polled for eight days or less has no rhythm yet. Days on which the program was
/// off say nothing.
struct SilenceRule {
  private static let minimumDays = 9
  private static let minimumUsual = 5
  private static let minimumActiveDays = 4

  /// Items in each span of 24 hours, the oldest first; nil for one in which nothing was polled.
  private let daily: [Int?]

  init(daily: [Int?]) {
    self.daily = daily
  }

  /// Nil for a feed that sounds as usual.
  func silence(of source: Source) -> Silence? {
    let known = daily.compactMap(\.self)
    guard known.count >= Self.minimumDays, let lastDay = daily.last ?? nil else { return nil }
    let quietDays = known.reversed().prefix { $0 == 0 }.count
    let such = sameWeekdays
    let usual = Self.median(such)
    let isFaint = { (items: Int) in items * 10 <= usual }
    if usual >= Self.minimumUsual, isFaint(lastDay), !such.contains(where: isFaint) {
      return Silence(
        source: source, usualPerDay: usual, lastDay: lastDay, quietDays: quietDays)
    }
    let heard = known.dropLast(quietDays)
    guard heard.count(where: { $0 > 0 }) >= Self.minimumActiveDays,
      quietDays >= 2, quietDays > 2 * Self.longestPause(in: heard) + 1
    else { return nil }
    return Silence(source: source, usualPerDay: 0, lastDay: 0, quietDays: quietDays)
  }

  /// The days that lie 7, 14, 21 and 28 before the last one, as far as they are known.
  private var sameWeekdays: [Int] {
    stride(from: daily.count - 8, through: 0, by: -7).compactMap { daily[$0] }
  }

  private static func median(_ numbers: [Int]) -> Int {
    let sorted = numbers.sorted()
    return sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2]
  }

  /// The longest run of days without items that came to its end.
  private static func longestPause(in days: some Sequence<Int>) -> Int {
    var longest = 0
    var pause = 0
    var hasBegun = false
    for items in days {
      if items == 0 {
        pause += 1
      } else {
        if hasBegun { longest = max(longest, pause) }
        hasBegun = true
        pause = 0
      }
    }
    return longest
  }
}

extension FeedAccount {
  /// What is unusual about the feed's last days; nil for nothing.
  ///
  /// - Parameter watched: in which of the last `days` days the program polled at all, the oldest first.
  public func silence(watched: [Bool]) -> Silence? {
    let counts = zip(daily, watched.suffix(daily.count)).map { $1 ? $0 : nil }
    return SilenceRule(daily: counts).silence(of: source)
  }
}
