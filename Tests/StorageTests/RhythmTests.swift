import FoundationEssentials
import Testing

@testable import Storage

@Suite struct RhythmTests {
  /// 2026-11-24 07:00 UTC.
  private let start = Date(timeIntervalSince1970: 1_795_503_600)

  private func after(hours: Double) -> Date { start.addingTimeInterval(hours * 3600) }

  @Test func `each arrival counts in its hour`() {
    var rhythm = Rhythm(from: start)
    rhythm.add([after(hours: 0.5), after(hours: 0.9), after(hours: 17.2)], at: after(hours: 18))
    #expect(rhythm.hours[7] == 2)
    #expect(rhythm.hours[0] == 1)
    #expect(rhythm.hours.reduce(0, +) == 3)
    #expect(rhythm.at == after(hours: 18))
  }

  @Test func `what is a month old counts a third`() {
    var rhythm = Rhythm(from: start)
    rhythm.add([start], at: start)
    rhythm.add([after(hours: 30 * 24)], at: after(hours: 30 * 24))
    #expect(abs(rhythm.hours[7] - 1.3679) < 1e-3)
    #expect(abs(rhythm.watched(at: rhythm.at) / 86_400 - 18.96) < 0.01)
  }

  @Test func `a poll without news changes nothing`() {
    var rhythm = Rhythm(from: start)
    rhythm.add([], at: after(hours: 5))
    #expect(rhythm == Rhythm(from: start))
  }

  @Test func `a flood counts a hundred`() {
    var rhythm = Rhythm(from: start)
    rhythm.add(Array(repeating: start, count: 100_000), at: start)
    #expect(rhythm.hours[7] == 100)
  }

  @Test func `a clock that went back takes nothing away`() {
    var rhythm = Rhythm(from: start)
    rhythm.add([start], at: start)
    rhythm.add([after(hours: -24)], at: after(hours: -24))
    #expect(rhythm.hours[7] == 2)
    #expect(rhythm.watched(at: rhythm.at) == 0)
  }

  @Test(arguments: [(-1.0, 23), (0, 0), (3599, 0), (3600, 1), (86_399, 23), (86_400, 0)])
  func `hours are counted from midnight, before 1970 too`(seconds: Double, hour: Int) {
    #expect(Rhythm.hour(of: Date(timeIntervalSince1970: seconds)) == hour)
  }

  @Test func `it is read as it was written`() throws {
    var rhythm = Rhythm(from: start)
    rhythm.add([after(hours: 1), after(hours: 2.5)], at: after(hours: 30))
    let bytes = rhythm.bytes
    #expect(bytes.count == 96)
    #expect(Rhythm(bytes: bytes, watched: rhythm.watched, at: rhythm.at) == rhythm)
    #expect(Rhythm(bytes: Array(bytes.dropLast()), watched: 0, at: start) == nil)
    let noNumber = [UInt8](repeating: 0xFF, count: 96)
    #expect(Rhythm(bytes: noNumber, watched: 0, at: start) == nil)
  }
}
