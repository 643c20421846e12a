import Digests
import Fetching
import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct ConfigurationExampleTests {
  /// The files are found from this one, which is three folders below the repository.
  private static func path(_ name: String) -> String {
    let folders = #filePath.split(separator: "/").dropLast(4)
    return "/" + folders.joined(separator: "/") + "/config/" + name
  }

  private static func example() throws -> String {
    String(decoding: try ConfigurationFiles.disk.read(path("rassegna.toml")).bytes, as: UTF8.self)
  }

  /// The example with every setting in force: `# key = value` becomes `key = value`.
  private static func exampleInForce() throws -> String {
    let lines = try example().split(separator: "\n", omittingEmptySubsequences: false)
    return lines.map { line in
      let setting = line.dropFirst(2)
      let isSetting =
        setting.hasPrefix("[[") || setting.hasPrefix("[digest.daily.mail]")
        || setting.contains(" = ")
      return String(line.hasPrefix("# ") && isSetting ? setting : line)
    }.joined(separator: "\n")
  }

  /// The same without the program that would take the place of the mail server.
  private static func exampleWithServer() throws -> String {
    let text = try exampleInForce()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.filter { !$0.hasPrefix("sendmail = ") }.joined(separator: "\n")
  }

  @Test(arguments: ["rassegna.toml", "demo/demo.toml"])
  func `an example in the repository loads without a complaint`(name: String) throws {
    let configuration = try Configuration.load(path: Self.path(name), environment: [:])
    #expect(configuration.warnings.isEmpty)
    #expect(configuration.digests.count == 1)
  }

  @Test func `the example as it stands says the defaults`() throws {
    let configuration = try Configuration.load(path: Self.path("rassegna.toml"), environment: [:])
    #expect(configuration.polling == PollingSettings())
    #expect(configuration.retention == RetentionSettings())
    #expect(configuration.stories == StorySettings())
    #expect(configuration.state == "/var/lib/rassegna")
    #expect(configuration.feeds.isEmpty)
  }

  @Test func `what the example comments out is right, and the default where none is named`() throws
  {
    var configuration = try load(
      [
        "rassegna.toml": Self.exampleWithServer(),
        "/etc/rassegna/themes/plain/title.html": "{{title}}",
        "/etc/rassegna/secrets/agency": "secret\n", "/run/credentials/agency": "token",
      ], environment: ["CREDENTIALS_DIRECTORY": "/run/credentials"])
    #expect(configuration.warnings.isEmpty)
    #expect(configuration.polling.userAgent != nil)
    configuration.polling.userAgent = nil
    #expect(configuration.polling.activeHours == ActiveHours("06:00-23:00"))
    configuration.polling.activeHours = nil
    #expect(configuration.polling == PollingSettings())
    #expect(configuration.retention == RetentionSettings(itemsPerFeed: 5000))
    #expect(configuration.feeds.count == 2)
    var digest = try #require(configuration.digests.first)
    (digest.title, digest.tags, digest.zone) = ("daily", [], .gmt)
    #expect(digest.theme != .standard)
    (digest.themeFolder, digest.theme) = (nil, .standard)
    #expect(digest.sectionLimit == 30 && digest.feedLimit == 5)
    (digest.sectionLimit, digest.feedLimit) = (nil, nil)
    guard case .server(let server) = digest.mail?.carrier else { throw CancellationError() }
    #expect(server.port == 587)
    digest.mail = nil
    #expect(digest.filters.map(\.languages) == [["it", "pt-BR"]])
    #expect(configuration.feeds.map(\.filters.count) == [0, 1])
    #expect(digest.boost.count == 2 && digest.mute.count == 1)
    (digest.filters, digest.boost, digest.mute) = ([], [], [])
    var expected = DigestSettings(name: "daily")
    expected.directory = "/var/lib/rassegna/digests/daily"
    #expect(digest == expected)
  }

  @Test func `every key is in the example, with its range`() throws {
    let text = try Self.example().replacing("\n# ", with: " ")
    let settings = Set(
      try Self.exampleInForce().split(separator: "\n").compactMap { $0.split(separator: " ").first }
    )
    for key in ConfigurationKeys.descriptions {
      #expect(settings.contains(Substring(key.name)), "\(key.name)")
      if let range = key.expected.firstRange(of: "from ") {
        #expect(text.contains(key.expected[range.upperBound...]), "\(key.name): \(key.expected)")
      }
    }
  }

  @Test func `every key is described`() {
    let descriptions = ConfigurationKeys.descriptions
    let sections: Set = [
      "", "[polling]", "[retention]", "[stories]", "[metrics]", "[digest.NAME]",
      "[[digest.NAME.filter]]",
      "[digest.NAME.mail]", "[[feed]]", "[[feed.filter]]",
    ]
    #expect(Set(descriptions.map(\.section)) == sections)
    #expect(descriptions.allSatisfy { $0.meaning.hasSuffix(".") && !$0.standard.isEmpty })
    let interval = descriptions.first { $0.name == "interval" }
    #expect(interval?.standard == "\"1h\"")
    #expect(interval?.expected == "a duration such as \"60m\", from 1s to 365d")
  }
}
