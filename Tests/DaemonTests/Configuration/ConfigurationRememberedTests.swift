import Testing

@testable import Daemon

@Suite struct ConfigurationRememberedTests {
  @Test func `what the daemon loaded is known without its file`() throws {
    let written = try load([
      "rassegna.toml": """
      [polling]
      interval = "2h"
      active_hours = "06:00-23:00"
      [digest.daily]
      at = ["06:00", "18:00"]
      zone = "Europe/Rome"
      tags = ["x"]
      [[digest.daily.filter]]
      name = "noise"
      words = ["x"]
      [digest.late]
      [[feed]]
      url = "https://a.example/feed?x=1&y=.2"
      title = "A \\"quoted\\" name"
      tags = ["x"]
      interval = "3h"
      cookies = true
      """
    ])
    let settings = try #require(written.written).settings
    let remembered = Configuration(remembered: settings, state: written.state)
    #expect(remembered.polling == written.polling)
    // What looks at a configuration has no use for filters.
    var digests = written.digests
    digests[0].filters = []
    #expect(remembered.digests == digests)
    #expect(remembered.feeds.map(\.url) == written.feeds.map(\.url))
    #expect(remembered.feeds.map(\.title) == written.feeds.map(\.title))
    #expect(remembered.feeds.map(\.interval) == written.feeds.map(\.interval))
  }

  @Test func `what can not be read is an empty configuration`() {
    let remembered = Configuration(remembered: ["polling.interval": "soon"], state: "/srv/x")
    #expect(remembered.polling == PollingSettings())
    #expect(remembered.state == "/srv/x")
  }
}
