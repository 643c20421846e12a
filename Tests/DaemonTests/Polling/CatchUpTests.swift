import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct CatchUpTests {
  private let now = Date(timeIntervalSince1970: 1_795_503_600)
  private let moment = ContinuousClock.now

  private func feeds(_ count: Int) -> [String] { (0..<count).map(String.init) }

  @Test func `few feeds start at once`() {
    let plan = CatchUp.plan(feeds(200), at: now)
    #expect(plan.now == feeds(200))
    #expect(plan.later.isEmpty)
  }

  @Test(arguments: [(201, 0.05), (10_000, 490), (100_000, 900)])
  func `many are spread, and none is left out`(count: Int, seconds: Double) throws {
    let plan = CatchUp.plan(feeds(count), at: now)
    #expect(plan.now.count == 200)
    #expect(plan.now + plan.later.map(\.0) == feeds(count))
    let last = try #require(plan.later.last?.1)
    #expect(abs(last.timeIntervalSince(now) - seconds) < 0.001)
    let gaps = zip(plan.later, plan.later.dropFirst()).map { $1.1.timeIntervalSince($0.1) }
    #expect(gaps.allSatisfy { $0 > 0.005 })
  }

  @Test func `a suspend is no jump of the clock`() {
    var drift = ClockDrift(wall: now, steady: moment)
    let later = (now.addingTimeInterval(8 * 3600 + 20), moment + .seconds(8 * 3600))
    #expect(drift.jump(wall: later.0, steady: later.1) == nil)
  }

  @Test(arguments: [3600.0, -3600, 3.15e8, -3.15e8])
  func `a clock that is set is noticed once`(seconds: Double) {
    var drift = ClockDrift(wall: now, steady: moment)
    let set = now.addingTimeInterval(seconds + 10)
    #expect(drift.jump(wall: set, steady: moment + .seconds(10)) == seconds)
    #expect(drift.jump(wall: set.addingTimeInterval(5), steady: moment + .seconds(15)) == nil)
  }

  @Test func `a timetable moves along`() {
    var table = Timetable()
    table.set("a", at: now)
    table.set("b", at: now.addingTimeInterval(60))
    table.set("a", at: now.addingTimeInterval(90))
    table.shift(by: -7200)
    #expect(table.next() == now.addingTimeInterval(60 - 7200))
    #expect(table.takeDue(at: now) == ["b", "a"])
  }
}
