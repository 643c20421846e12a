import Digests
import Testing

@testable import Daemon

@Suite struct ConfigurationFilterTests {
  @Test func `filters are read in their order, each with its digest or feed`() throws {
    let configuration = try load([
      "rassegna.toml": #"""
      [digest.daily]
      boost = ["Montefiorito"]
      mute = ["lotto"]
      [[digest.daily.filter]]
      name = "Sport"
      action = "section"
      tags = ["sport"]
      [[digest.daily.filter]]
      name = "noise"
      title_pattern = '(?i)^meteo\b'
      languages = ["it"]
      [[feed]]
      url = "https://a.example/feed"
      rank = 9
      [[feed.filter]]
      name = "jobs"
      action = "only"
      url_pattern = '/news/'
      [[feed]]
      url = "https://b.example/feed"
      """#
    ])
    let digest = try #require(configuration.digests.first)
    #expect(digest.boost == ["Montefiorito"] && digest.mute == ["lotto"])
    #expect(
      digest.filters == [
        Filter(name: "Sport", action: .section, tags: ["sport"]),
        Filter(name: "noise", titlePattern: #"(?i)^meteo\b"#, languages: ["it"]),
      ])
    #expect(configuration.feeds.map(\.rank) == [9, 5])
    #expect(
      configuration.feeds.map(\.filters) == [
        [Filter(name: "jobs", action: .only, urlPattern: "/news/")], [],
      ])
  }

  @Test(arguments: [
    #"""
    [[digest.a.filter]]
    words = ["x"]
    ! 1:1: error: digest.a.filter: this filter has no name: add name = "…", which the ledger calls it by
    """#,
    #"""
    [[digest.a.filter]]
    name = "x"
    action = "keep"
    ! 1:1: error: digest.a.filter: the filter "x" has no condition and would catch nothing: add words, title_words, title_pattern, text_pattern, url_pattern, tags, authors or languages
    """#,
    #"""
    [[digest.a.filter]]
    name = "backlog"
    words = ["x"]
    ! 1:1: error: digest.a.filter: "backlog" is what the ledger calls old items of a new feed; choose another name
    """#,
    #"""
    [[digest.a.filter]]
    name = "x"
    words = ["x"]
    [[digest.a.filter]]
    name = "x"
    words = ["y"]
    ! 4:1: error: digest.a.filter: there is a filter "x" above it already
    """#,
    #"""
    [digest.a.filter]
    name = "x"
    ! 1:11: error: digest.a.filter: expected [[digest.NAME.filter]], in two brackets, for each filter
    """#,
    #"""
    [[feed]]
    url = "https://e.org/f"
    filter = ["x"]
    ! 3:1: error: feed.filter: expected [[feed.filter]], in two brackets, for each filter
    """#,
    #"""
    [[feed]]
    url = "https://e.org/f"
    [[feed.filter]]
    name = "x"
    title_pattern = "a(b"
    ! 5:17: error: feed.filter.title_pattern: expected a regular expression (PCRE2) such as '(?i)^meteo', of 1 to 1000 characters, found "a(b": missing closing parenthesis, at character 4
    """#,
    #"""
    [[digest.a.filter]]
    name = "x"
    words = ["", "ok", "*"]
    ! 3:10: error: digest.a.filter.words: expected a word or phrase such as "terremot*", of 1 to 100 characters, found ""
    ! 3:20: error: digest.a.filter.words: expected a word or phrase such as "terremot*", of 1 to 100 characters, found "*"
    """#,
    #"""
    [[digest.a.filter]]
    name = "x"
    title = "x"
    tags = ["y"]
    ! 3:1: error: digest.a.filter.title: unknown key 'title' in [[digest.NAME.filter]]: it belongs into [digest.NAME]
    """#,
    #"""
    [[filter]]
    name = "x"
    ! 1:3: error: filter: unknown section 'filter': did you mean [[digest.NAME.filter]] or [[feed.filter]]?
    """#,
    #"""
    [[digest.a.filter]]
    name = "x"
    languages = ["english!"]
    ! 3:14: error: digest.a.filter.languages: expected a language tag such as "en" or "pt-BR", found "english!"
    """#,
  ]) func `what is wrong with a filter is told`(_ example: String) {
    let (text, told) = split(example)
    #expect(problemLines(text) == told)
  }
}
