import Digests
import Feeds
import Links
import Testing

@testable import Daemon
@testable import Fetching

@Suite struct FailureReasonsTests {
  private static let curl = CurlFailure(code: 7, text: "so")

  private static func answer(_ status: Int, isChallenge: Bool = false) throws -> FetchError {
    .httpStatus(
      HTTPFailure(
        status: status, retryAfter: nil, isChallenge: isChallenge,
        url: try #require(WebURL("https://a.example/feed")), redirects: []))
  }

  @Test func `a fetch that failed has its word`() throws {
    let address = try #require(NetworkAddress(bytes: [10, 0, 0, 1]))
    let words: [(FetchError, String)] = [
      (.resolve(Self.curl), "name"), (.connect(Self.curl), "connection"),
      (.proxy(Self.curl), "proxy"), (.refusedAddress(address), "private-address"),
      (.tls(Self.curl), "encryption"), (.timeout(.waiting, Self.curl), "timeout"),
      (.tooLarge(limitBytes: 9), "too-large"), (.truncated(Self.curl), "truncated"),
      (.badRedirect(.missingLocation), "redirect"), (.unsupportedScheme("ftp"), "redirect"),
      (try Self.answer(404), "status-404"), (try Self.answer(503), "status-503"),
      (try Self.answer(403, isChallenge: true), "challenge"),
      (.protocolViolation(Self.curl), "protocol"), (.file(path: "/a", errno: 2), "file"),
      (.ourselves(Self.curl), "unknown"), (.cancelled, "unknown"),
    ]
    for (error, word) in words {
      #expect(error.reason.code == word)
      // What is kept as a word says the same when it is read.
      #expect(FailureReason(code: word) == error.reason)
    }
  }

  @Test(
    arguments: [
      (.empty, "empty"), (.webPage(title: "Login"), "web-page"), (.notAFeed("JSON"), "not-a-feed"),
      (.entityDeclaration, "refused-document"), (.tooLarge(limit: "depth"), "too-large"),
    ] as [(FeedError, String)])
  func `a document that is no feed has its word`(error: FeedError, word: String) {
    #expect(error.reason.code == word)
    #expect(FailureReason(code: word) == error.reason)
  }
}
