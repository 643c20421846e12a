import Links
import Testing

@testable import Feeds

@Suite struct FoundFeedTests {
  private func found(_ head: String) throws -> [String] {
    let page = try #require(WebURL("https://a.example/blog/post"))
    let html = "<!DOCTYPE html><html><head>\(head)</head><body><a href='/feed'>RSS</a></body>"
    return feedsNamed(inPage: Array(html.utf8), at: page).map(\.url.string)
  }

  @Test(arguments: [
    "application/rss+xml", "application/atom+xml", "APPLICATION/FEED+JSON; charset=utf-8",
  ])
  func `an alternate of a feed's type is one`(type: String) throws {
    let link = "<link rel='alternate' type='\(type)' href='/feed'>"
    #expect(try found(link) == ["https://a.example/feed"])
  }

  @Test(arguments: [
    "<link rel='alternate' type='text/html' href='/en'>",
    "<link rel='alternate' hreflang='en' href='/en'>",
    "<link rel='stylesheet' type='application/rss+xml' href='/x'>",
    "<link rel='alternate stylesheet' type='application/rss+xml' href='/x'>",
    "<link rel='alternate' type='application/rss+xml'>",
    "<link rel='alternate' type='application/rss+xml' href='javascript:alert(1)'>",
    "<!-- <link rel='alternate' type='application/rss+xml' href='/x'> -->", "",
  ])
  func `anything else is none, and nothing is guessed`(head: String) throws {
    #expect(try found(head) == [])
  }

  @Test func `comments come last, and each address once`() throws {
    let addresses = ["comments/feed", "/feed?a=1&amp;b=2", "/feed?a=1&amp;b=2", "//b.example/x"]
    let head = addresses.map {
      "<link rel=\"Alternate me\" type=\"application/rss+xml\" href=\"\($0)\">"
    }
    #expect(
      try found(head.joined()) == [
        "https://a.example/feed?a=1&b=2", "https://b.example/x",
        "https://a.example/blog/comments/feed",
      ])
  }

  @Test func `addresses follow the page's base`() throws {
    let head =
      "<base href='/top/'><base href='/no/'>"
      + "<link rel=alternate type=application/atom+xml href=feed title='News &amp; more'>"
    #expect(try found(head) == ["https://a.example/top/feed"])
  }

  @Test func `ten thousand links are no trouble`() throws {
    let link = "<link rel='alternate' type='application/rss+xml' href='/same'>"
    #expect(try found(String(repeating: link, count: 10_000)) == ["https://a.example/same"])
  }
}
