import FoundationEssentials
import Storage
import Testing

@testable import Daemon

@Suite struct StatusLineTests {
  private static let noon = Date(timeIntervalSince1970: 1_795_608_000)

  @Test(arguments: [
    (StatusLine.Figures(), "0 feeds"),
    (
      StatusLine.Figures(store: .waiting(.full(SQLiteFailure(code: 13, message: "")))),
      "polling is paused: no space is left for the database"
    ),
    (StatusLine.Figures(feeds: 1), "1 feed"),
    (StatusLine.Figures(feeds: 3, failing: 1), "3 feeds, 1 failing"),
    (
      StatusLine.Figures(
        feeds: 3, polled: 2, waiting: 1, nextPoll: noon, nextDigest: ("daily", noon), zone: .gmt),
      "3 feeds; 2 being polled, 1 waiting; next poll 2026-11-25 12:00 +00:00; "
        + "next digest daily 2026-11-25 12:00 +00:00"
    ),
  ])
  func `the line says how it is and what comes`(figures: StatusLine.Figures, line: String) {
    #expect(figures.sentence == line)
  }

  @Test func `the same line is not told twice`() {
    var status = StatusLine()
    #expect(status.news(.init(feeds: 1), at: Self.noon) == "1 feed")
    #expect(status.news(.init(feeds: 1), at: Self.noon + 60) == nil)
    #expect(status.news(.init(feeds: 2), at: Self.noon + 60) == "2 feeds")
  }

  @Test(arguments: [(0.5, 3, false), (0.5, 0, true), (1, 3, true), (-3600, 3, true)])
  func `while polls are under way it is told once a second`(
    later: Double, pollsUnderWay: Int, isDue: Bool
  ) {
    var status = StatusLine()
    _ = status.news(.init(feeds: 1), at: Self.noon)
    #expect(status.isDue(at: Self.noon + later, pollsUnderWay: pollsUnderWay) == isDue)
  }
}
