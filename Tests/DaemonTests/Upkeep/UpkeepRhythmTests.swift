import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct UpkeepRhythmTests {
  private let start = Date(timeIntervalSince1970: 1_795_503_600)

  private func minutes(_ number: Double) -> Date { start.addingTimeInterval(number * 60) }

  @Test func `everything is due ten minutes after the start, then each day`() {
    var rhythm = UpkeepRhythm(startedAt: start)
    let works = [10, 9999].map { rhythm.begin(at: minutes($0)) }
    #expect(works == [.everything, nil])
    #expect(rhythm.next == nil)
    rhythm.end(at: minutes(11), isDone: true)
    #expect(rhythm.next == minutes(11 + 24 * 60))
  }

  @Test func `what is new is indexed soon, and together`() {
    var rhythm = UpkeepRhythm(startedAt: start)
    #expect(rhythm.next == start.addingTimeInterval(20))
    let first = rhythm.begin(at: minutes(1))
    rhythm.end(at: minutes(1), isDone: true)
    rhythm.noteNews(at: minutes(2))
    rhythm.noteNews(at: minutes(2.1))
    #expect(rhythm.next == minutes(2).addingTimeInterval(20))
    let works = [2, 3].map { rhythm.begin(at: minutes($0)) }
    #expect([first] + works == [.index, nil, .index])
  }

  @Test func `what comes while it runs is not forgotten`() {
    var rhythm = UpkeepRhythm(startedAt: start)
    let work = rhythm.begin(at: minutes(1))
    rhythm.noteNews(at: minutes(1))
    rhythm.end(at: minutes(5), isDone: true)
    #expect(work == .index)
    #expect(rhythm.next == minutes(1).addingTimeInterval(20))
  }

  @Test func `a failure is tried again after an hour`() {
    var rhythm = UpkeepRhythm(startedAt: start)
    let work = rhythm.begin(at: minutes(10))
    rhythm.end(at: minutes(10), isDone: false)
    #expect(work == .everything)
    #expect(rhythm.next == minutes(70))
  }

  @Test func `a clock that is set back a year does not stop it for a year`() {
    var rhythm = UpkeepRhythm(startedAt: start)
    #expect(rhythm.begin(at: minutes(-365 * 24 * 60)) == .everything)
  }
}
