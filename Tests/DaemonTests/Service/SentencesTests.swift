import Feeds
import Glibc
import Links
import Storage
import Testing

@testable import Daemon
@testable import Fetching

@Suite struct SentencesTests {
  private static let curl = CurlFailure(code: 1, text: "so libcurl says")

  @Test(
    arguments: [
      (.resolve(curl), "the host's name has no address: so libcurl says"),
      (.timeout(.connecting, curl), "no answer in time, while connecting"),
      (.tooLarge(limitBytes: 1024), "larger than the limit of 1024 bytes"),
      (.badRedirect(.tooMany(limit: 10)), "more than 10 redirects"),
      (.badRedirect(.missingLocation), "a redirect that leads nowhere"),
      (.unsupportedScheme("gopher"), "'gopher' addresses are not fetched"),
      (.file(path: "/a", errno: ENOENT), "/a: No such file or directory"),
    ] as [(FetchError, String)])
  func `why nothing was fetched`(error: FetchError, sentence: String) {
    #expect(error.sentence == sentence)
  }

  @Test(
    arguments: [
      (.empty, "an empty document"), (.webPage(title: nil), "a web page, not a feed"),
      (.webPage(title: "Log in"), "a web page, not a feed: \"Log in\""),
      (.notAFeed("a PDF"), "no feed: a PDF"),
      (.entityDeclaration, "a document that declares entities, which are never expanded"),
    ] as [(FeedError, String)])
  func `why a document is no feed`(error: FeedError, sentence: String) {
    #expect(error.sentence == sentence)
  }

  @Test func `an answer of not modified to a request without validators is explained`() throws {
    let failure = HTTPFailure(
      status: 304, retryAfter: nil, isChallenge: false,
      url: try #require(WebURL("https://a.example/")), redirects: [])
    let sentence = "HTTP 304: not modified, though the request named nothing to compare with"
    #expect(FetchError.httpStatus(failure).sentence == sentence)
  }

  private static let sqlite = SQLiteFailure(code: 1, message: "so SQLite says", sql: "SECRET")

  @Test(
    arguments: [
      (.full(sqlite), .ioError), (.busy(sqlite), .temporaryFailure), (.corrupt(sqlite), .dataError),
      (.unavailable(sqlite), .noInput), (.newer(schema: 99), .dataError),
      (.failed(sqlite), .ioError), (.missing(path: "/x"), .noInput),
      (.forbidden(sqlite), .noPermission), (.occupied(path: "/x", by: .otherFile), .cannotCreate),
      (.older(schema: 1), .dataError), (.noBackup(path: "/x", sqlite), .dataError),
    ] as [(StorageError, ExitCode)])
  func `why the store did not answer, without its SQL`(error: StorageError, code: ExitCode) {
    #expect(error.exitCode == code)
    #expect(!error.sentence.isEmpty)
    #expect(!error.sentence.contains("SECRET"))
  }

  @Test func `who has the lock`() {
    #expect(
      InstanceLock.Refusal.held(by: 7).sentence == "another rassegna has the database (process 7)")
    #expect(InstanceLock.Refusal.held(by: nil).sentence == "another rassegna has the database")
    #expect(
      InstanceLock.Refusal.unavailable(errno: EACCES).sentence
        == "the lock can not be taken: Permission denied")
    #expect(InstanceLock.Refusal.unavailable(errno: EACCES).exitCode == .noPermission)
    #expect(InstanceLock.Refusal.unavailable(errno: ENOSPC).exitCode == .cannotCreate)
  }
}
