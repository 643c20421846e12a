import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct UpkeepRhythmTests {
  private let start = Date(timeIntervalSince1970: 1_795_503_600)

  private func minutes(_ number: Double) -> Date { start.addingTimeInterval(number * 60) }

  @Test func `it is due ten minutes after the start, then each day`() {
    var rhythm = UpkeepRhythm(startedAt: start)
    let starts = [9, 10, 9999].map { rhythm.begin(at: minutes($0)) }
    #expect(starts == [false, true, false])
    #expect(rhythm.next == nil)
    rhythm.end(at: minutes(11), isDone: true)
    #expect(rhythm.next == minutes(11 + 24 * 60))
  }

  @Test func `a failure is tried again within the hour`() {
    var rhythm = UpkeepRhythm(startedAt: start)
    _ = rhythm.begin(at: minutes(10))
    rhythm.end(at: minutes(10), isDone: false)
    #expect(rhythm.next == minutes(70))
  }

  @Test func `a clock that is set back a year does not stop it for a year`() {
    var rhythm = UpkeepRhythm(startedAt: start)
    let starts = rhythm.begin(at: minutes(-365 * 24 * 60))
    #expect(starts)
  }
}
