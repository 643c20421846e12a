import FoundationEssentials
import Testing

@testable import Daemon

private let now = Date(timeIntervalSince1970: 1_795_503_600)

@Suite struct MendingTests {
  @Test func `what can not be written is tried again after longer and longer pauses`() {
    var mending = Mending()
    #expect(mending.next() == nil)
    var moment = now
    var pauses: [TimeInterval] = []
    for _ in 0..<8 {
      mending.failed("daily", at: moment)
      let next = mending.next() ?? moment
      pauses.append(next.timeIntervalSince(moment))
      #expect(mending.takeDue(at: next - 1).isEmpty)
      #expect(mending.takeDue(at: next) == ["daily"])
      moment = next
    }
    #expect(pauses == [60, 120, 240, 480, 960, 1920, 3600, 3600])
    mending.succeeded("daily")
    #expect(mending.next() == nil)
    mending.failed("daily", at: now)
    #expect(mending.next() == now + 60)
  }

  @Test func `one digest's folder holds up no other`() {
    var mending = Mending()
    for _ in 0..<5 { mending.failed("weekly", at: now) }
    mending.failed("daily", at: now)
    #expect(mending.takeDue(at: now + 60) == ["daily"])
    mending.succeeded("daily")
    #expect(mending.next() == now + 960)
  }

  @Test func `a clock that is set back makes it wait no longer`() {
    var mending = Mending()
    mending.failed("daily", at: now)
    mending.shift(by: -86_400)
    #expect(mending.next() == now + 60 - 86_400)
  }
}
