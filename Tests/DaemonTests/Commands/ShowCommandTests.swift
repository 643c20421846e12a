import FoundationEssentials
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(2))) struct ShowCommandTests {
  /// A feed of one item, whose address another feed's item has too.
  private func document(_ title: String, _ item: String) -> String {
    """
    <rss version="2.0"><channel><title>\(title)</title><item><guid isPermaLink="false">\(item)</guid>
    <title>\(item)</title><link>https://a.example/same</link>
    <description>\(item) tells something of its own.</description></item></channel></rss>
    """
  }

  @Test func `several items of one address are listed, feeds are named by their own title`()
    async throws
  {
    try await withTemporaryFolder { folder in
      try write(document("Uno", "First"), to: folder + "/one.xml")
      try write(document("Due", "Second"), to: folder + "/two.xml")
      try write(
        "[[feed]]\nurl = \"./one.xml\"\n[[feed]]\nurl = \"./two.xml\"\n",
        to: folder + "/rassegna.toml")
      func run(_ arguments: String...) async throws -> Run {
        try await Run(
          arguments + ["--config", folder + "/rassegna.toml"],
          environment: ["STATE_DIRECTORY": folder + "/state"], in: folder)
      }
      #expect(try await run("poll").output.hasPrefix("Polled 2 feeds: 2 new items,"))
      let several = try await run("show", "https://a.example/same")
      #expect(several.ending == .exit(65))
      #expect(several.output == "")
      #expect(several.errors.contains("2 items have this address; name one by its number:"))
      #expect(several.errors.contains("Uno: First"))
      #expect(several.errors.contains("Due: Second"))
      #expect(try await run("show", "1").ending == .exit(0))
      #expect(try await run("poll", "Due").output.hasPrefix("Polled 1 feed: "))
    }
  }
}
