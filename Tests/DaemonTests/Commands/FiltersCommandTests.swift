import Digests
import FoundationEssentials
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(2))) struct FiltersCommandTests {
  private static let configuration = #"""
    [polling]
    backlog = "36500d"
    [digest.daily]
    [[digest.daily.filter]]
    name = "stars"
    words = ["oroscop*"]
    [[digest.daily.filter]]
    name = "all of it"
    action = "only"
    languages = ["it"]
    [[feed]]
    url = "./one.xml"
    [[feed.filter]]
    name = "luck"
    action = "keep"
    title_pattern = '(?i)lotto'
    """#

  private static let feed = """
    <rss version="2.0"><channel><title>Uno</title><language>it</language>
    <item><guid isPermaLink="false">1</guid><title>Gli oroscopi di oggi</title></item>
    <item><guid isPermaLink="false">2</guid><title>Lotto e oroscopo</title></item>
    <item><guid isPermaLink="false">3</guid><title>Il porto riapre</title></item>
    </channel></rss>
    """

  private func room(
    _ body: (_ run: (String...) async throws -> Run) async throws -> Void
  )
    async throws
  {
    try await withTemporaryFolder { folder in
      try write(Self.feed, to: folder + "/one.xml")
      try write(Self.configuration, to: folder + "/rassegna.toml")
      try await body { (arguments: String...) in
        try await Run(
          arguments + ["--config", folder + "/rassegna.toml"],
          environment: ["STATE_DIRECTORY": folder + "/state"], in: folder)
      }
    }
  }

  @Test func `the filters are listed without a database`() async throws {
    try await room { run in
      let list = try await run("filters")
      #expect(list.ending == .exit(0))
      #expect(list.output.hasPrefix("daily\n    keep \"luck\" of "))
      #expect(list.output.contains(#"    drop "stars": words = ["oroscop*"]"#))
      #expect(list.output.contains(#"    only "all of it": languages = ["it"]"#))
    }
  }

  @Test func `a test shows what each caught and changes nothing`() async throws {
    try await room { run in
      #expect(try await run("poll").ending == .exit(0))
      let before = try await run("items", "--json").output
      let test = try await run("filters", "--test")
      #expect(test.ending == .exit(0))
      #expect(
        test.output.split(separator: "\n").map { String($0.prefix { $0 != "]" }) } == [
          "daily: 3 items in 30 days, 1 left out",
          "    keep \"luck\" of Uno: 1",
          "        2  \(Date.now.day)  Uno: Lotto e oroscopo [Lotto",
          "    drop \"stars\": 2 (1 decided before it)",
          "        2  \(Date.now.day)  Uno: Lotto e oroscopo [oroscopo",
          "        1  \(Date.now.day)  Uno: Gli oroscopi di oggi [oroscopi",
          "    only \"all of it\": 0",
        ])
      #expect(try await run("items", "--json").output == before)
    }
  }

  @Test func `what was left out stands under its rule`() async throws {
    try await room { run in
      for step in ["poll", "digest"] {
        let done = try await run(step)
        #expect(done.ending == .exit(0))
      }
      #expect(try await run("verify").output.contains("1 by stars"))
      #expect(try await run("show", "1").output.contains("by the rule 'stars'"))
    }
  }

  @Test(arguments: ["0", "x", "9999"]) func `days have a range`(_ days: String) async throws {
    try await room { run in
      let test = try await run("filters", "--test", "--days", days)
      #expect(test.ending == .exit(64))
      #expect(test.errors.contains("from 1 to 3650"))
    }
  }
}
