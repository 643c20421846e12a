import FoundationEssentials
import Storage
import Testing

@testable import Daemon

@Suite struct RhythmPaceTests {
  /// 2026-11-24 00:00 UTC.
  private static let start = Date(timeIntervalSince1970: 1_795_478_400)
  private static let hour = Duration.seconds(3600)

  /// A feed that was watched for `days` and had an item each `gap` hours.
  private func rhythm(gap: Double, days: Double = 60) -> (rhythm: Rhythm, now: Date) {
    var rhythm = Rhythm(from: Self.start)
    var now = Self.start
    while now < Self.start.addingTimeInterval(days * 86_400) {
      now.addTimeInterval(gap * 3600)
      rhythm.add([now], at: now)
    }
    return (rhythm, now)
  }

  private func minutes(_ rhythm: Rhythm, at now: Date, interval: Duration = hour) -> Double {
    rhythm.wait(from: now, interval: interval, longest: Self.hour * 24).0.seconds / 60
  }

  @Test(arguments: [
    (0.4, 17.0...24), (1, 31...41), (2.4, 50...65), (25, 200...300), (175, 600...1100),
  ])
  func `the more items, the sooner`(gap: Double, minutes: ClosedRange<Double>) {
    let (rhythm, now) = rhythm(gap: gap)
    #expect(minutes.contains(self.minutes(rhythm, at: now)))
  }

  @Test func `a feed that posts monthly is left alone for most of a day`() {
    let (rhythm, now) = rhythm(gap: 720, days: 150)
    #expect(minutes(rhythm, at: now.addingTimeInterval(10 * 86_400)) > 19 * 60)
  }

  @Test func `a feed that nothing is known of keeps the interval`() {
    #expect(minutes(Rhythm(from: Self.start), at: Self.start) == 60)
    #expect(minutes(Rhythm(from: Self.start), at: Self.start, interval: .seconds(1)) * 60 < 1.01)
  }

  @Test func `a feed that stays silent is asked ever more seldom`() {
    let rhythm = Rhythm(from: Self.start)
    let waits = [0.0, 6, 24, 72, 240].map {
      minutes(rhythm, at: Self.start.addingTimeInterval($0 * 3600))
    }
    #expect(waits == waits.sorted())
    #expect((120...135).contains(waits[1]))
    #expect(waits[4] > 8 * 60)
  }

  @Test func `a busy feed that falls silent is noticed within a day`() {
    let (rhythm, now) = rhythm(gap: 0.4)
    #expect(minutes(rhythm, at: now.addingTimeInterval(86_400)) > 60)
  }

  @Test func `a feed of the morning is asked in the morning`() {
    var rhythm = Rhythm(from: Self.start)
    for day in 0..<40 {
      let morning = Self.start.addingTimeInterval(Double(day) * 86_400 + 7.5 * 3600)
      rhythm.add([morning, morning, morning, morning], at: morning)
    }
    let midnight = Self.start.addingTimeInterval(40 * 86_400)
    #expect(minutes(rhythm, at: midnight.addingTimeInterval(7 * 3600)) < 30)
    #expect(minutes(rhythm, at: midnight.addingTimeInterval(12 * 3600)) > 5 * 60)
    // Whenever the last poll was, the next one is not far behind the hour.
    let next = midnight.addingTimeInterval(-5 * 3600 + minutes(rhythm, at: midnight) * 60)
    #expect(next < midnight.addingTimeInterval(8 * 3600))
  }

  @Test func `half the interval halves the wait`() {
    let (rhythm, now) = rhythm(gap: 1)
    let whole = minutes(rhythm, at: now)
    #expect(abs(minutes(rhythm, at: now, interval: .seconds(1800)) / whole - 0.5) < 0.05)
  }

  @Test func `a clock that goes wrong makes no wait endless or negative`() {
    let (rhythm, now) = rhythm(gap: 1)
    for years in [-50.0, 50] {
      let wait = minutes(rhythm, at: now.addingTimeInterval(years * 365 * 86_400))
      #expect((1.0...1440).contains(wait))
    }
  }
}
