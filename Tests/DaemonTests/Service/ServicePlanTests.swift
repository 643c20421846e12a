import FoundationEssentials
import Links
import Storage
import Testing

@testable import Daemon

private let now = Date(timeIntervalSince1970: 1_795_503_600)

@Suite struct ServicePlanTests {
  private func plan(_ change: (inout FeedTurn) -> Void) throws -> ServicePlan {
    let text = "[[feed]]\nurl = \"https://a.example/feed\"\n"
    let configuration = try load(["rassegna.toml": text])
    var turn = FeedTurn(nextPollAt: now + 600)
    change(&turn)
    return ServicePlan(configuration, turns: [turn], digests: [], at: now)
  }

  @Test func `a feed is due when the store says so`() throws {
    var plan = try plan { _ in }
    #expect(plan.feedsDue.next() == now + 600)
    #expect(plan.feedsDue.takeDue(at: .distantFuture) == ["https://a.example/feed"])
    #expect(plan.feeds.count == 1)
  }

  @Test func `a feed that fails is known to`() throws {
    #expect(try plan { _ in }.failing.isEmpty)
    #expect(try plan { $0.failures = 2 }.failing == ["https://a.example/feed"])
  }

  @Test func `a feed that is gone is never due, one of a wrong clock at once`() throws {
    var gone = try plan { $0.nextPollAt = FeedState.never }
    #expect(gone.feedsDue.next() == nil)
    var far = try plan { $0.nextPollAt = now + 1e8 }
    #expect(far.feedsDue.next() == now)
  }
}
