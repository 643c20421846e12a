import Testing

@testable import Digests

@Suite struct SilenceRuleTests {
  /// Thirty days of a feed: a week that is repeated, its last day being the last of the thirty.
  private static func month(_ week: [Int], lastDays: [Int] = []) -> [Int] {
    let days = (0..<30).map { week[($0 + 5) % 7] }
    return days.dropLast(lastDays.count) + lastDays
  }

  private static let steady = [60, 60, 60, 60, 60, 60, 60]

  private static let loud: [[Int]] = [
    month(steady), month(steady, lastDays: [7]), month([1, 0, 2, 0, 0, 1, 0]),
    // A paper that has no Sunday edition.
    month([20, 20, 20, 20, 20, 20, 0]), month([20, 20, 20, 20, 20, 0, 0]),
    // One post a week, six days ago.
    month([1, 0, 0, 0, 0, 0, 0]),
    month([1, 0, 0, 0, 0, 0, 0], lastDays: Array(repeating: 0, count: 13)),
    // Never heard, or hardly; too young.
    Array(repeating: 0, count: 30), [0, 0, 3] + Array(repeating: 0, count: 27),
    [60, 60, 60, 60, 60, 60, 60, 0], [], [0], month([4, 4, 4, 4, 4, 4, 4], lastDays: [0]),
    // It goes silent every few weeks by itself.
    [60, 0] + Array(repeating: 60, count: 6) + [0] + Array(repeating: 60, count: 20) + [0],
  ]

  @Test(arguments: loud) func `a feed that keeps its rhythm is not silent`(daily: [Int]) {
    #expect(SilenceRule(daily: daily).silence(of: blog) == nil)
  }

  private static let silent: [(daily: [Int], usual: Int, lastDay: Int, quiet: Int)] = [
    (month(steady, lastDays: [0]), 60, 0, 1), (month(steady, lastDays: [6]), 60, 6, 0),
    (month(steady, lastDays: [0, 0, 0]), 60, 0, 3),
    (month([20, 20, 20, 20, 20, 0, 20], lastDays: [0]), 20, 0, 2),
    (Array(repeating: 60, count: 8) + [0], 60, 0, 1),
    // Two a day, and nothing for two days; none on Sundays, and nothing for four days.
    (month([2, 2, 2, 2, 2, 2, 2], lastDays: [0, 0]), 0, 0, 2),
    (month([2, 2, 2, 2, 2, 2, 0], lastDays: [0, 0, 0, 0]), 0, 0, 4),
  ]

  @Test(arguments: silent) func `a feed that breaks its rhythm is silent`(
    daily: [Int], usual: Int, lastDay: Int, quiet: Int
  ) {
    let silence = Silence(source: blog, usualPerDay: usual, lastDay: lastDay, quietDays: quiet)
    #expect(SilenceRule(daily: daily).silence(of: blog) == silence)
  }

  @Test func `a week in which the program was off is nobody's silence`() {
    let account = FeedAccount(source: blog, daily: Self.month(Self.steady, lastDays: [0, 0, 0]))
    #expect(account.silence(watched: Array(repeating: true, count: 30))?.quietDays == 3)
    let off = Array(repeating: true, count: 27) + [false, false, false]
    #expect(account.silence(watched: off) == nil)
    #expect(account.silence(watched: off.dropLast() + [true])?.quietDays == 1)
  }
}
