import FoundationEssentials
import Links
import Storage
import Testing

@testable import Daemon
@testable import Fetching

/// What is remembered of answers beyond the next poll.
@Suite struct AnswersTests {
  private static let hour = 3600.0
  private let start = Date(timeIntervalSince1970: 1_795_503_600)
  private let old = WebURL("https://old.example/feed")
  private let new = WebURL("https://new.example/feed")

  private func after(hours: Double) -> Date { start.addingTimeInterval(hours * 3600) }

  private func state() -> FeedState {
    var state = FeedState(id: 1, url: "https://old.example/feed")
    state.refreshedAt = start
    return state
  }

  private func redirect(_ status: Int, _ target: WebURL?) throws -> Redirect {
    Redirect(status: status, target: try #require(target))
  }

  @Test(arguments: [301, 308])
  func `a permanent redirect is believed after five equal answers over two days`(status: Int) throws
  {
    let old = try #require(old)
    var state = state()
    let redirects = [try redirect(status, new)]
    for (count, hours) in [0.0, 12, 24, 36].enumerated() {
      state.remember(redirects, from: old, of: old, at: after(hours: hours))
      #expect(state.move?.count == count + 1)
    }
    state.remember(redirects, from: old, of: old, at: after(hours: 47.9))
    #expect(state.move?.believedAt == nil)
    #expect(state.address(of: old, at: after(hours: 48)) == old)
    state.remember(redirects, from: old, of: old, at: after(hours: 48))
    #expect(state.move?.believedAt == after(hours: 48))
    #expect(state.address(of: old, at: after(hours: 49)) == new)
    // With each whole document that is asked for, the old address is tried again.
    #expect(state.address(of: old, at: after(hours: 24 * 8)) == old)
  }

  @Test(arguments: [302, 303, 307])
  func `a temporary redirect is forgotten, and breaks the row`(status: Int) throws {
    let old = try #require(old)
    var state = state()
    state.remember([try redirect(301, new)], from: old, of: old, at: start)
    state.remember([try redirect(status, new)], from: old, of: old, at: start)
    #expect(state.move == nil)
    #expect(state.answeredAt == new?.string)
  }

  @Test func `a chain counts as far as all of it is permanent`() throws {
    let old = try #require(old)
    let cdn = WebURL("https://cdn.example/x")
    var state = state()
    let chain = [try redirect(301, new), try redirect(308, new), try redirect(302, cdn)]
    state.remember(chain, from: old, of: old, at: start)
    #expect(state.move?.target == new?.string)
    state.remember([try redirect(302, cdn), try redirect(301, new)], from: old, of: old, at: start)
    #expect(state.move == nil)
  }

  @Test func `another target counts anew`() throws {
    let old = try #require(old)
    var state = state()
    for _ in 0..<4 { state.remember([try redirect(301, new)], from: old, of: old, at: start) }
    let other = WebURL("https://other.example/feed")
    state.remember([try redirect(301, other)], from: old, of: old, at: after(hours: 99))
    #expect(state.move == Move(target: "https://other.example/feed", since: after(hours: 99)))
  }

  @Test func `a move from https to http is never believed`() throws {
    let old = try #require(old)
    var state = state()
    let plain = WebURL("http://old.example/feed")
    state.remember([try redirect(301, plain)], from: old, of: old, at: start)
    #expect(state.move == nil)
    // One that was believed when plain http was configured.
    state.move = Move(
      target: "http://old.example:81/feed", count: 5, since: start, believedAt: start)
    #expect(state.address(of: old, at: start) == old)
  }

  @Test(arguments: [
    ("http://cdn.example/rss", "https://cdn.example/rss"),
    ("http://me:pw@cdn.example/rss", "https://cdn.example/rss"),
    ("http://cdn.example:8080/rss", nil),
  ])
  func `what the page of an https site names is asked by https`(link: String, asked: String?) throws
  {
    let site = try #require(WebURL("https://old.example/"))
    let page = "<html><head><link rel=alternate type=application/rss+xml href=\(link)></head>"
    var state = FeedState(id: 1, url: site.string)
    let isLed = state.follow(Array(page.utf8), at: site, now: start)
    #expect(isLed == (asked != nil))
    #expect(state.move?.target == asked)
  }

  @Test func `what is wrong for good at the new address leads back to the old one`() throws {
    let old = try #require(old)
    var state = state()
    state.move = Move(target: "https://new.example/feed", count: 5, since: start, believedAt: start)
    state.remember(.timeout(.waiting, CurlFailure(code: 28, text: "")))
    #expect(state.address(of: old, at: start) == new)
    state.remember(.unsupportedScheme("ftp"))
    #expect(state.address(of: old, at: start) == old)
  }

  @Test func `gone is believed on the second day`() {
    var state = state()
    let answers = [0.0, 10, 24].map { state.rememberGone(at: after(hours: $0)) }
    #expect(answers == [false, false, true])
  }

  @Test func `a body that is not compressed as said is asked for plain`() {
    var state = state()
    state.remember(.protocolViolation(CurlFailure(code: 61, text: "")))
    #expect(state.doubts == .encoding)
  }

  @Test func `validators are sent for a week, and not once they are doubted`() {
    var state = state()
    state.etag = "\"a\""
    #expect(state.validators(at: after(hours: 24 * 7 - 1)) != nil)
    #expect(state.validators(at: after(hours: 24 * 7 + 1)) == nil)
    state.doubts = .validators
    #expect(state.validators(at: start) == nil)
  }

  @Test(arguments: [(429, 60, 60), (429, nil, 900), (503, 60, 60), (503, nil, nil), (404, 60, nil)])
  func `a server that is overrun speaks for all its feeds`(status: Int, after: Int?, pause: Int?)
    throws
  {
    let failure = HTTPFailure(
      status: status, retryAfter: after.map { .seconds($0) }, isChallenge: false,
      url: try #require(old), redirects: [])
    let found = FetchError.httpStatus(failure).hostPause(standard: .seconds(900))
    #expect(found == pause.map { .seconds($0) })
  }

  @Test func `a site that stands in a feed's place leads to the feed that it names`() throws {
    let site = try #require(WebURL("https://old.example/"))
    let link = "<link rel=alternate type=application/rss+xml href=/rss>"
    let page = Array("<html><head>\(link)</head>".utf8)
    var state = FeedState(id: 1, url: site.string)
    let isLed = state.follow(page, at: site, now: start)
    #expect(isLed)
    #expect(state.address(of: site, at: after(hours: 999)).string == "https://old.example/rss")
    state.remember([], from: try #require(WebURL("https://old.example/rss")), of: site, at: start)
    #expect(state.move?.isOfPage == true)
    // One that was a feed once is not led astray by a page of its host.
    state.move = nil
    state.firstPolledAt = start
    let isLedAgain = state.follow(page, at: site, now: start)
    #expect(!isLedAgain)
  }
}
