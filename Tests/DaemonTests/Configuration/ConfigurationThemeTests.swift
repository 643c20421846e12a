import Digests
import Mustache
import Testing

@testable import Daemon

@Suite struct ConfigurationThemeTests {
  private static let main = "[digest.a]\ntheme = \"plain\"\n"

  private func files(_ theme: [String: String]) -> [String: String] {
    Dictionary(
      theme.map { ("/etc/rassegna/plain/\($0)", $1) } + [("rassegna.toml", Self.main)]
    ) { $1 }
  }

  @Test func `files of a folder replace those of the built-in theme`() throws {
    let own = ["title.html": "<b>{{title}}</b>"]
    let configuration = try load(files(own))
    #expect(try configuration.digests.first?.theme == Theme(replacing: own))
    #expect(configuration.digests.first?.theme != .standard)
  }

  @Test(arguments: [
    (
      ["story.html": "<p>\n  {{exerpt}}"],
      "/etc/rassegna/plain/story.html:2:3: error: "
        + "there is no value \"exerpt\"; did you mean \"excerpt\"?"
    ),
    (
      ["title.html": "{{#link}}"],
      "/etc/rassegna/plain/title.html:1:1: error: "
        + "the section {{#link}} has no end: write {{/link}}"
    ),
    (
      [:],
      "rassegna.toml:2:9: error: digest.a.theme: there is none of archive.html, edition.html, "
        + "head.html, letter-story.html, letter.css, letter.html, pictures.css, search.js, "
        + "story.html, style.css, title.html in \"/etc/rassegna/plain\""
    ),
  ]) func `a broken theme is an error of the configuration`(
    theme: [String: String], line: String
  ) {
    #expect(problemLines(files(theme)) == [line])
  }

  @Test(arguments: [
    (TemplateFault.Reason.unclosedTag, "this tag has no end: write }}"),
    (.unreadableTag("a b"), "a tag holds one name of a-z, 0-9 and _, found \"a b\""),
    (.delimiters, "the delimiters of tags can not be changed"),
    (.unopenedSection("a", open: nil), "{{/a}} ends a section that is not open"),
    (.unopenedSection("a", open: "b"), "{{/a}} stands where {{/b}} is expected"),
    (.tooDeep, "sections stand in each other more than 16 deep"),
    (.unknownFile("x.html"), "a theme has no file \"x.html\""),
    (.circle("x.html"), "x.html would include itself"),
    (.tooLarge, "the template would be larger than 1 MiB"),
    (.endsItsElement("</style"), "\"</style\" may not stand in this file"),
  ]) func `every mistake has its sentence`(reason: TemplateFault.Reason, sentence: String) {
    #expect(reason.sentence == sentence)
  }
}
