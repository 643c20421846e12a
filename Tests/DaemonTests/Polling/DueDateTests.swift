import FoundationEssentials
import Storage
import Testing

@testable import Daemon

private let now = Date(timeIntervalSince1970: 1_795_503_600)

@Suite struct DueDateTests {
  @Test(
    arguments: [
      (nil, 0, 0), (-3_600, 1_800, 1_800), (-3_600, -60, -60), (30, 3_600, 3_600),
      (3_600, 7_200, 0), (315_360_000, 315_363_600, 0),
    ] as [(Double?, Double, Double)])
  func `a feed that was polled in the future is due now`(
    checked: Double?, next: Double, due: Double
  ) {
    let checkedAt = checked.map { now.addingTimeInterval($0) }
    let turn = FeedTurn(nextPollAt: now.addingTimeInterval(next), checkedAt: checkedAt)
    #expect(turn.dueDate(at: now) == now.addingTimeInterval(due))
  }
}
