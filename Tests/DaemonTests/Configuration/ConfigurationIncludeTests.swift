import Links
import Testing

@testable import Daemon

@Suite struct ConfigurationIncludeTests {
  private func feed(_ path: String) -> String { "[[feed]]\nurl = \"https://e.org/\(path)\"\n" }

  @Test func `included files add feeds and digests in the order of their names`() throws {
    let configuration = try load([
      "rassegna.toml": "include = [\"feeds.d/*.toml\", \"more.toml\"]\n" + feed("main"),
      "feeds.d/b.toml": feed("b"), "feeds.d/a.toml": feed("a") + "[digest.a]\n",
      "more.toml": feed("more"), "other.toml": feed("other"),
    ])
    #expect(configuration.feeds.compactMap(\.url.path) == ["/main", "/a", "/b", "/more"])
    #expect(configuration.feeds.map(\.place.file)[1] == "feeds.d/a.toml")
    #expect(configuration.digests.map(\.name) == ["a"])
  }

  @Test func `a file that several patterns find is read once`() throws {
    let configuration = try load([
      "rassegna.toml": "include = [\"*.toml\", \"a.toml\", \"./a.toml\"]\n", "a.toml": feed("a"),
    ])
    #expect(configuration.feeds.count == 1)
  }

  @Test func `a pattern that finds nothing is no error`() {
    #expect(problemLines("include = [\"feeds.d/*.toml\"]").isEmpty)
  }

  @Test func `paths in an included file begin at its folder`() throws {
    let configuration = try load([
      "rassegna.toml": "include = [\"sub/a.toml\"]", "sub/a.toml": "[[feed]]\nurl = \"./x.xml\"",
    ])
    #expect(configuration.feeds.map(\.url.string) == ["file:///etc/rassegna/sub/x.xml"])
  }

  @Test func `includes begin at the folder of the main file`() throws {
    let files = ConfigurationFiles.memory([
      "conf/main.toml": "state = \"s\"\ninclude = [\"a.toml\"]", "conf/a.toml": feed("a"),
    ])
    let configuration = try Configuration.load(
      path: "conf/main.toml", environment: [:], files: files)
    #expect(configuration.feeds.count == 1)
    #expect(configuration.state == "/etc/rassegna/conf/s")
  }

  @Test func `a file that is named must be there`() {
    #expect(
      problemLines("include = [\"a.toml\"]") == [
        "rassegna.toml:1:12: error: include: there is no file a.toml"
      ])
  }

  @Test func `settings of the whole program stand in the main file only`() {
    let lines = problemLines([
      "rassegna.toml": "include = [\"a.toml\"]",
      "a.toml": "state = \"/x\"\ninclude = [\"b.toml\"]\n[polling]\n[pollign]\n",
    ])
    #expect(
      lines == [
        "a.toml:1:1: error: state: 'state' belongs into the main file, rassegna.toml",
        "a.toml:2:1: error: include: 'include' belongs into the main file, rassegna.toml",
        "a.toml:3:2: error: polling: 'polling' belongs into the main file, rassegna.toml",
        "a.toml:4:2: error: pollign: unknown section 'pollign': did you mean [polling]?",
      ])
  }

  @Test func `the problems of all files are told at once`() {
    let lines = problemLines([
      "rassegna.toml": "include = [\"b.toml\", \"a.toml\"]\nfoo = 1\n" + feed("x"),
      "b.toml": "[[feed]\n", "a.toml": feed("x") + "[digest.a]\n[digest.a.x]\n",
    ])
    let places = lines.map { $0.split(separator: " ")[0] }
    #expect(places == ["rassegna.toml:2:1:", "b.toml:1:8:", "a.toml:2:7:", "a.toml:4:11:"])
  }

  @Test func `a digest that two files have is told with the first place`() {
    let lines = problemLines([
      "rassegna.toml": "include = [\"a.toml\"]\n[digest.daily]", "a.toml": "[digest.daily]",
    ])
    #expect(
      lines == [
        "a.toml:1:9: error: digest.daily: this digest stands already at rassegna.toml:2:9"
      ])
  }
}
