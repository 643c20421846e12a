import Testing

@testable import Feeds

@Suite struct CivilDayTests {
  @Test(
    arguments: [
      (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 3, 1, 11_017), (2000, 2, 29, 11_016),
      (1900, 3, 1, -25_508), (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
    ] as [(Int, Int, Int, Int)])
  func `days are counted from 1970`(year: Int, month: Int, day: Int, days: Int) {
    #expect(CivilDay.sinceEpoch(year: year, month: month, day: day) == days)
  }

  @Test func `every day of eight centuries has one number`() {
    var expected = CivilDay.sinceEpoch(year: 1600, month: 1, day: 1)
    for year in 1600..<2400 {
      for month in 1...12 {
        let last =
          month == 2 ? (CivilDay.isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        for day in 1...last {
          let days = CivilDay.sinceEpoch(year: year, month: month, day: day)
          let date = CivilDay.date(sinceEpoch: days)
          if days != expected || date != (year, month, day) {
            Issue.record("\(year)-\(month)-\(day) is \(days), back \(date)")
            return
          }
          expected += 1
        }
      }
    }
    #expect(expected == CivilDay.sinceEpoch(year: 2400, month: 1, day: 1))
  }

  @Test(arguments: [(0, 4), (-1, 3), (3, 0), (-4, 0), (18_479, 3)])
  func `the day of the week is known`(days: Int, weekday: Int) {
    #expect(CivilDay.weekday(sinceEpoch: days) == weekday)
  }
}
