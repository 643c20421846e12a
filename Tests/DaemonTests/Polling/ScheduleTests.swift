import Feeds
import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct ScheduleTests {
  private static let hour = Duration.seconds(3600)
  private let schedule = Schedule(interval: hour, floor: .seconds(900), ceiling: hour * 24)
  /// 2026-11-24 07:00 UTC, a Tuesday.
  private let now = Date(timeIntervalSince1970: 1_795_503_600)

  private func wait(_ change: (inout Schedule.Occasion) -> Void = { _ in }) -> Double {
    var occasion = Schedule.Occasion(now: now, chance: 0)
    change(&occasion)
    return schedule.next(after: occasion).date.timeIntervalSince(now) / 3600
  }

  @Test func `without hints the interval holds`() {
    #expect(wait() == 1)
  }

  @Test(arguments: [(1, 2.0), (2, 4), (3, 8), (4, 16), (5, 24), (6, 24), (1_000_000, 24)])
  func `each failure doubles the wait, to the ceiling`(failures: Int, hours: Double) {
    #expect(wait { $0.failures = failures } == hours)
  }

  @Test(arguments: [(1, 0.25), (2, 2), (3, 4), (4, 8), (5, 16), (6, 24), (1_000_000, 24)])
  func `a failure that may pass is tried again at the floor, once`(failures: Int, hours: Double) {
    #expect(
      wait {
        $0.failures = failures
        $0.isPassing = true
      } == hours)
  }

  @Test(arguments: [(0.0, 0.25), (1, 0.275), (-1, 0.25)])
  func `a second try is no earlier than the floor and what the server asks`(
    chance: Double, hours: Double
  ) {
    let failed: (inout Schedule.Occasion) -> Void = {
      ($0.failures, $0.isPassing, $0.chance) = (1, true, chance)
    }
    #expect(abs(wait(failed) - hours) < 1e-9)
    #expect(
      wait {
        failed(&$0)
        $0.retryAfter = Self.hour * 3
      } >= 3)
    #expect(
      wait {
        failed(&$0)
        $0.hints.ttlMinutes = 45
      } >= 0.75)
    // A feed that is polled more often than the floor by its own key.
    let quick = Schedule(interval: .seconds(60), floor: .seconds(60), ceiling: Self.hour)
    var occasion = Schedule.Occasion(now: now, chance: 0)
    failed(&occasion)
    #expect(quick.next(after: occasion).date >= now.addingTimeInterval(60))
  }

  @Test func `a hint lengthens the wait`() {
    #expect(wait { $0.hints.ttlMinutes = 180 } == 3)
    #expect(wait { $0.hints.updateIntervalMinutes = 240 } == 4)
    #expect(wait { $0.maxAge = .seconds(7200) } == 2)
    #expect(wait { $0.retryAfter = .seconds(5400) } == 1.5)
  }

  @Test func `no hint shortens it`() {
    #expect(wait { $0.hints.ttlMinutes = 5 } == 1)
    #expect(wait { $0.maxAge = .zero } == 1)
    #expect(wait { $0.retryAfter = .seconds(1) } == 1)
  }

  @Test func `no hint passes the ceiling`() {
    #expect(wait { $0.hints.ttlMinutes = 525_600 } == 24)
    #expect(wait { $0.retryAfter = Self.hour * 1_000_000 } == 24)
  }

  @Test(arguments: [(1.0, 1.1), (-1, 0.9), (0.5, 1.05), (7, 1.1)])
  func `jitter is a tenth at most`(chance: Double, hours: Double) {
    #expect(abs(wait { $0.chance = chance } - hours) < 1e-9)
  }

  @Test func `jitter does not come before what was asked for`() {
    #expect(
      wait {
        $0.maxAge = .seconds(7200)
        $0.chance = -1
      } == 2)
    let quick = Schedule(interval: .seconds(60), floor: .seconds(900), ceiling: Self.hour)
    let next = quick.next(after: Schedule.Occasion(now: now, chance: -1))
    #expect(next.date == now.addingTimeInterval(900))
  }

  @Test func `jitter does not pass the ceiling`() {
    #expect(
      wait {
        $0.failures = 9
        $0.chance = 1
      } == 24)
  }

  @Test func `hours to skip are skipped`() {
    #expect(wait { $0.hints.skipHours = [8, 9, 10] } == 4)
    #expect(wait { $0.hints.skipHours = [7, 12] } == 1)
  }

  @Test func `days to skip are skipped`() {
    #expect(wait { $0.hints.skipDays = ["Tuesday", "Wednesday"] } == 41)
  }

  @Test func `a publisher who skips everything is not obeyed`() {
    #expect(wait { $0.hints.skipHours = Array(0..<24) } == 1)
  }

  @Test func `the reasons say what moved the poll`() {
    var occasion = Schedule.Occasion(now: now, chance: 1)
    occasion.maxAge = .seconds(7200)
    occasion.failures = 1
    #expect(
      schedule.next(after: occasion).reasons == [
        .interval(Self.hour), .maxAge(.seconds(7200)), .backoff(failures: 1, .seconds(14400)),
        .jitter(.seconds(1440)),
      ])
  }
}
