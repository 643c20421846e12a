import Testing

@testable import Digests

@Suite struct RhythmPictureTests {
  private func picture(_ daily: [Int]) -> String {
    RhythmPicture(FeedAccount(source: agency, daily: daily), Almanac(masthead())).svg.string
  }

  @Test func `the picture is told in words`() {
    let words = "12 in 3 giorni, al massimo 9 in uno, 0 nell’ultimo"
    #expect(picture([3, 9, 0]).contains("<svg role=\"img\" aria-label=\"\(words)\""))
  }

  @Test(arguments: [
    ([3, 9, 0], "M108 11h3v5h-3zM112 0h3v16h-3zM116 15h3v1h-3z"), ([0], "M116 15h3v1h-3z"),
    ([1, 1000], "M112 14h3v2h-3zM116 0h3v16h-3z"), ([], ""), ([-5], "M116 15h3v1h-3z"),
  ]) func `the last day stands on the right, a day with items is higher than one without`(
    daily: [Int], path: String
  ) {
    #expect(picture(daily).contains("<path d=\"\(path)\"/>"))
  }

  @Test func `no more than thirty days are drawn`() {
    #expect(picture(Array(repeating: 1, count: 40)).components("M") == 31)
  }
}
