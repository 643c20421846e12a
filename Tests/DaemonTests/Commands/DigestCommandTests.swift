import FoundationEssentials
import Testing

@testable import Daemon

/// `rassegna digest` as a process.
@Suite struct DigestCommandTests {
  private static let configuration = """
    state = "state"
    [polling]
    backlog = "3650d"
    [digest.daily]
    [digest.weekly]
    tags = ["none"]
    [[feed]]
    url = "./feed.xml"
    """

  /// An item for the daily digest is stored; the weekly one has nothing.
  private func withStories(_ body: (_ folder: String) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try write(Self.configuration, to: folder + "/rassegna.toml")
      try write(feed(["A story"]), to: folder + "/feed.xml")
      #expect(try await run(["poll", "--all"], in: folder).ending == .exit(0))
      try await body(folder)
    }
  }

  private func run(_ arguments: [String], in folder: String) async throws -> Run {
    try await Run(arguments + ["--config", folder + "/rassegna.toml"], in: folder)
  }

  @Test(arguments: ["", "nonsense", "2026-13-01", "2026-02-30", "2026-2-3", "../2026-11-24"])
  func `a day that is none is refused`(day: String) async throws {
    try await withStories { folder in
      for form in [[], ["--form", "text"]] {
        let run = try await run(["digest", "--date", day] + form, in: folder)
        #expect(run.ending == .exit(64))
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("expected a day such as 2026-11-24"))
      }
    }
  }

  @Test func `a day without an edition is told, one with an edition is written again`()
    async throws
  {
    try await withStories { folder in
      let paths = try await run(["digest"], in: folder).output.split(separator: "\n")
        .filter { $0.hasPrefix("  /") }.map { String($0.dropFirst(2)) }
      let day = try #require(paths.first?.split(separator: "/").last?.prefix(10))
      for form in [[], ["--form", "text"]] {
        let none = try await run(["digest", "--date", "1999-12-31"] + form, in: folder)
        #expect(none.ending == .exit(66))
        #expect(none.errors.contains("no edition of 'daily', 'weekly' is of the day 1999-12-31"))
        let other = try await run(["digest", "weekly", "--date", "\(day)"] + form, in: folder)
        #expect(other.ending == .exit(66))
        // Without a name it is enough that one digest has an edition of the day.
        #expect(
          try await run(["digest", "--date", "\(day)"] + form, in: folder).ending == .exit(0))
      }
      let again = try await run(["digest", "--date", "\(day)"], in: folder).output
      #expect(again.split(separator: "\n").map(String.init) == paths)
    }
  }

  @Test(
    arguments: [
      (["digest", "daily", "weekly"], "weekly"), (["status", "now"], "now"),
      (["digest", "daily", "--date", "2026-11-24", "html"], "html"), (["split", "1", "2"], "2"),
    ])
  func `an operand too many is refused`(arguments: [String], surplus: String) async throws {
    try await withStories { folder in
      let run = try await run(arguments, in: folder)
      #expect(run.ending == .exit(64))
      #expect(run.errors.contains("'\(surplus)' is one too many"))
    }
  }

  @Test func `a preview is of no earlier day`() async throws {
    try await withStories { folder in
      let both = try await run(["digest", "--preview", "--date", "2026-11-24"], in: folder)
      #expect(both.ending == .exit(64))
      let preview = try await run(["digest", "daily", "--preview"], in: folder)
      #expect(preview.ending == .exit(0))
      #expect(preview.output.contains("A story"))
    }
  }
}
