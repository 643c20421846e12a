import Testing

@testable import Daemon

@Suite struct CountedTests {
  @Test func `one is not many`() {
    #expect([0, 1, 2].map { counted($0, "feed") } == ["0 feeds", "1 feed", "2 feeds"])
    #expect(counted(1, "story", plural: "stories") == "1 story")
    #expect(DigestReport(digest: "daily", stories: 1).lines == ["daily: 1 story"])
    #expect(DigestReport(digest: "daily", stories: 2).lines == ["daily: 2 stories"])
  }

  @Test func `a poll tells one new item`() {
    var summary = PollSummary()
    (summary.polled, summary.modified, summary.newItems, summary.postponed) = (1, 1, 1, 1)
    #expect(
      summary.sentence == "Polled 1 feed: 1 new item, 0 updated; 0 not modified. 1 waits for its "
        + "host or for the network.")
  }
}
