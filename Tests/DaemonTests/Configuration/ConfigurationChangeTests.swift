import Testing

@testable import Daemon

@Suite struct ConfigurationChangeTests {
  private let before = """
    [digest.daily]
    [[feed]]
    url = "https://a.example/feed"
    title = "A"
    [[feed]]
    url = "https://me:secret@b.example/feed"
    """

  private func change(_ after: String) throws -> [String] {
    ConfigurationChange(
      from: try load(["rassegna.toml": before]).settings,
      to: try load(["rassegna.toml": after]).settings
    ).lines
  }

  @Test func `the same configuration, or one with its defaults written, changes nothing`() throws {
    #expect(try change(before) == [])
    #expect(try change("[polling]\ninterval = \"60m\"\n" + before) == [])
  }

  @Test func `a title and tags change nothing but themselves`() throws {
    let after = before.replacing("title = \"A\"", with: "title = \"Alpha\"\ntags = [\"x\"]")
    #expect(
      try change(after) == [
        "~ feed https://a.example/feed tags: [] → [\"x\"]",
        "~ feed https://a.example/feed title: \"A\" → \"Alpha\"",
      ])
  }

  @Test func `an address that changes is a new feed, and said so`() throws {
    let lines = try change(before.replacing("a.example", with: "c.example"))
    #expect(
      lines == [
        "+ https://c.example/feed: a new feed to the store, although its title \"A\" is known: "
          + "its address changed",
        "- https://a.example/feed: polled no more; its items stay until they are old",
      ])
  }

  @Test func `digests and sections are compared key by key`() throws {
    let after =
      "[polling]\ninterval = \"2h\"\n[retention]\nage = \"30d\"\n"
      + before.replacing("[digest.daily]", with: "[digest.daily]\nat = [\"06:00\"]\n[digest.late]")
    let lines = try change(after)
    #expect(lines.contains("~ polling.interval: \"1h\" → \"2h\""))
    #expect(lines.contains("~ retention.age: \"365d\" → \"30d\""))
    #expect(lines.contains("~ digest.daily.at: [\"07:00\"] → [\"06:00\"]"))
    #expect(lines.contains("~ digest.late.title: nothing → \"late\""))
  }

  @Test func `no password is shown`() throws {
    let lines = try change("")
    #expect(
      lines.contains(
        "- https://…@b.example/feed: polled no more; its items stay until they are old"))
    #expect(!lines.contains { $0.contains("secret") })
  }
}
