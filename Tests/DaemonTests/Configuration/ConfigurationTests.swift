import Digests
import FoundationEssentials
import Links
import Testing

@testable import Daemon

@Suite struct ConfigurationTests {
  @Test func `an empty file has every default`() throws {
    var configuration = try load(["rassegna.toml": ""])
    configuration.written = nil
    #expect(
      configuration
        == Configuration(
          state: "/var/lib/rassegna", contact: nil, polling: PollingSettings(), digests: [],
          feeds: [], warnings: []))
    #expect(configuration.database == "/var/lib/rassegna/rassegna.db")
  }

  @Test func `the defaults of polling are the documented ones`() {
    let polling = PollingSettings()
    #expect(polling.interval == .seconds(3600))
    #expect(polling.floor == .seconds(900))
    #expect(polling.ceiling == .seconds(86_400))
    #expect(polling.transfers == 32)
    #expect(polling.transfersPerHost == 1)
    #expect(polling.hostGap == .seconds(2))
    #expect(!polling.allowsPrivateAddresses)
    #expect(polling.backlog == .seconds(86_400))
    #expect(polling.connectTimeout == .seconds(10))
    #expect(polling.timeout == .seconds(60))
    #expect(polling.maximumBodyBytes == 16_777_216)
    #expect(polling.maximumRedirects == 10)
    #expect(polling.userAgent == nil)
  }

  @Test func `a digest without keys is written at seven, in UTC`() throws {
    let digest = try #require(try load(["rassegna.toml": "[digest.daily]"]).digests.first)
    #expect(digest.name == "daily")
    #expect(digest.title == "daily")
    #expect(digest.times.map(\.description) == ["07:00"])
    #expect(digest.weekdays == Weekday.allCases)
    #expect(digest.zone == .gmt)
    #expect(digest.tags.isEmpty)
    #expect(digest.formats == [.html, .markdown, .text])
    #expect(digest.directory == "/var/lib/rassegna/digests/daily")
    #expect(digest.language == "en")
  }

  @Test func `every key of polling is read`() throws {
    let text = """
      [polling]
      interval = "2h"
      floor = "1s"
      ceiling = "7d"
      transfers = 100
      per_host = 50
      host_gap = "0s"
      allow_private = true
      backlog = "3650d"
      connect_timeout = "500ms"
      timeout = "1m30s"
      size_limit = "500kB"
      redirects = 0
      user_agent = "example/1"
      """
    let expected = PollingSettings(
      interval: .seconds(7200), floor: .seconds(1), ceiling: .seconds(604_800), transfers: 100,
      transfersPerHost: 50, hostGap: .zero, allowsPrivateAddresses: true,
      backlog: .seconds(315_360_000), connectTimeout: .milliseconds(500), timeout: .seconds(90),
      maximumBodyBytes: 500_000, maximumRedirects: 0, userAgent: "example/1")
    #expect(try load(["rassegna.toml": text]).polling == expected)
  }

  @Test func `every key of a digest is read, its times in order`() throws {
    let text = """
      state = "data"
      [digest.evening]
      title = "La sera"
      at = ["19:30", "07:00"]
      weekdays = ["sat", "sun"]
      zone = "Europe/Rome"
      tags = ["italia"]
      formats = ["text"]
      directory = "out"
      language = "it"
      [[feed]]
      url = "https://example.org/feed"
      tags = ["italia"]
      """
    let digest = try #require(try load(["rassegna.toml": text]).digests.first)
    #expect(digest.title == "La sera")
    #expect(digest.times == [TimeOfDay(hour: 7, minute: 0), TimeOfDay(hour: 19, minute: 30)])
    #expect(digest.weekdays == [.saturday, .sunday])
    #expect(digest.zone.identifier == "Europe/Rome")
    #expect(digest.tags == ["italia"])
    #expect(digest.formats == [.text])
    #expect(digest.directory == "/etc/rassegna/data/out")
    #expect(digest.language == "it")
  }

  @Test func `one value alone is a list of it`() throws {
    let text = """
      [digest.daily]
      at = "06:30"
      weekdays = "sat"
      tags = "italia"
      formats = "text"
      [[feed]]
      url = "https://example.org/feed"
      tags = "italia"
      headers = "Accept-Language: it"
      """
    let configuration = try load(["rassegna.toml": text])
    let digest = try #require(configuration.digests.first)
    #expect(digest.times.map(\.description) == ["06:30"])
    #expect(digest.weekdays == [.saturday] && digest.formats == [.text])
    #expect(digest.tags == ["italia"] && configuration.feeds.first?.tags == ["italia"])
  }

  @Test func `a feed may have a zone and a charset`() throws {
    let text = """
      [[feed]]
      url = "https://example.org/feed"
      zone = "Europe/Rome"
      charset = "KOI8-R"
      """
    let feed = try #require(try load(["rassegna.toml": text]).feeds.first)
    #expect(feed.zone == TimeZone(identifier: "Europe/Rome"))
    #expect(feed.charset == "KOI8-R")
    #expect(throws: ConfigurationError.self) {
      try load(["rassegna.toml": text.replacing("KOI8-R", with: "utf-7")])
    }
  }

  @Test func `a feed takes from polling what it does not say`() throws {
    let text = """
      [polling]
      interval = "2h"
      allow_private = true
      [[feed]]
      url = "https://example.org/a"
      [[feed]]
      url = "https://example.org/b"
      title = "B"
      tags = ["x", "y"]
      interval = "30m"
      allow_private = false
      """
    let feeds = try load(["rassegna.toml": text]).feeds
    try #require(feeds.count == 2)
    #expect(feeds[0].title == nil)
    #expect(feeds[0].interval == .seconds(7200))
    #expect(feeds[0].allowsPrivateAddresses)
    #expect(feeds[0].place.line == "rassegna.toml:4:1")
    #expect(feeds[1].url.string == "https://example.org/b")
    #expect(feeds[1].title == "B")
    #expect(feeds[1].tags == ["x", "y"])
    #expect(feeds[1].interval == .seconds(1800))
    #expect(!feeds[1].allowsPrivateAddresses)
  }

  @Test(arguments: [
    ("./a b#c.xml", "file:///etc/rassegna/a%20b%23c.xml"), ("../a.xml", "file:///etc/a.xml"),
    ("/srv/a.xml", "file:///srv/a.xml"), ("file:feeds/a.xml", "file:///etc/rassegna/feeds/a.xml"),
    ("file:///srv/a.xml", "file:///srv/a.xml"), ("HTTPS://Example.org", "https://example.org/"),
    ("http://[::1]:8080/f?a=b", "http://[::1]:8080/f?a=b"),
  ])
  func `a feed may be on the network or on the disk`(written: String, url: String) throws {
    let feeds = try load(["rassegna.toml": "[[feed]]\nurl = \"\(written)\""]).feeds
    #expect(feeds.map(\.url.string) == [url])
  }

  @Test(arguments: [
    ("", "rassegna/1.2"),
    ("contact = \"https://example.org/\"", "rassegna/1.2 (+https://example.org/)"),
    ("contact = \"a@example.org\"\n[polling]\nuser_agent = \"mine/3\"", "mine/3"),
  ])
  func `the User-Agent names the contact unless it is replaced`(text: String, agent: String) throws
  {
    #expect(try load(["rassegna.toml": text]).userAgent(version: "1.2") == agent)
  }

  @Test func `a digest reads the feeds that have one of its tags`() throws {
    let text = """
      [digest.all]
      [digest.some]
      tags = ["a", "b"]
      [[feed]]
      url = "https://example.org/1"
      tags = ["a"]
      [[feed]]
      url = "https://example.org/2"
      [[feed]]
      url = "https://example.org/3"
      tags = ["c", "b"]
      """
    let configuration = try load(["rassegna.toml": text])
    let read = configuration.digests.map { configuration.feeds(of: $0).compactMap(\.url.path) }
    #expect(read == [["/1", "/2", "/3"], ["/1", "/3"]])
  }

  @Test(arguments: [
    ("/run/one:/run/two", "/run/one"), ("/run/one/", "/run/one"), ("", "/srv/x"),
  ])
  func `systemd's folder wins over the file's`(variable: String, state: String) throws {
    let configuration = try load(
      ["rassegna.toml": "state = \"/srv/x\""], environment: ["STATE_DIRECTORY": variable])
    #expect(configuration.state == state)
  }

  @Test func `a relative folder from systemd is refused`() {
    #expect(
      problemLines(["rassegna.toml": ""], environment: ["STATE_DIRECTORY": "x"])
        == [#"$STATE_DIRECTORY: error: expected an absolute path, found "x""#])
  }

  @Test func `all problems are told at once, in the order of the file`() {
    let text = """
      state = 3
      [[feed]]
      url = "x"
      [polling]
      floor = "2d"
      foo = 1
      """
    let places = problemLines(text).map { $0.split(separator: " ")[0] }
    #expect(
      places == [
        "rassegna.toml:1:9:", "rassegna.toml:3:7:", "rassegna.toml:5:9:", "rassegna.toml:6:1:",
      ])
  }

  @Test func `a container's environment wins over the file`() throws {
    let files = ["rassegna.toml": "state = \"/srv/x\"\ncontact = \"a@example.org\""]
    let environment = [
      "STATE_DIRECTORY": "/var/lib/x", "RASSEGNA_STATE": "/data",
      "RASSEGNA_CONTACT": "b@example.org",
    ]
    let configuration = try load(files, environment: environment)
    #expect(configuration.state == "/data")
    #expect(configuration.contact == "b@example.org")
    #expect(
      problemLines(files, environment: ["RASSEGNA_STATE": "x", "RASSEGNA_CONTACT": "me)"]) == [
        #"$RASSEGNA_STATE: error: expected an absolute path, found "x""#,
        "$RASSEGNA_CONTACT: error: expected an e-mail address or a URL such as "
          + #""mailto:me@example.org", found "me)""#,
      ])
  }
}
