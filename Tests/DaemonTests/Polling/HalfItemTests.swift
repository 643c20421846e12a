import Fetching
import FoundationEssentials
import Links
import Storage
import Testing

@testable import Daemon

/// What polls make of a document that is cut within an item without a name.
@Suite struct HalfItemTests {
  private static let whole = "<item><guid>1</guid><title>One</title></item>"

  private func document(_ update: Int, _ rest: String) -> String {
    "<rss><channel><title>Update \(update)</title>\(Self.whole)\(rest)"
  }

  /// How many items each of these documents gives, in the order in which they are polled.
  private func counts(_ documents: [String]) async throws -> [Int] {
    let folder = try makeTemporaryFolder()
    defer { removeTemporaryFolder(folder) }
    let file = folder + "/feed.xml"
    let url = try #require(WebURL("file://" + file))
    let store = try Store(path: folder + "/rassegna.db")
    _ = try await store.register([url.string])
    var state = try #require(try await store.feedStates().first)
    let place = ConfigurationPlace(file: "rassegna.toml", position: nil)
    let settings = FeedSettings(
      url: url, interval: .seconds(3600), followsRhythm: false, allowsPrivateAddresses: true,
      place: place)
    let poll = Poll(
      feed: settings, polling: PollingSettings(), userAgent: "test", fetcher: Fetcher(),
      store: store, clock: Clock { Date(timeIntervalSince1970: 1_795_503_600) })
    var counts: [Int] = []
    for document in documents {
      try document.write(toFile: file, atomically: false, encoding: .utf8)
      let finished = try #require(try await poll.run(from: state))
      counts.append(finished.record.sightings.count)
      state = finished.record.feed
    }
    return counts
  }

  @Test func `half an item waits, and is told when it comes again`() async throws {
    let half = "<item><title>Two</title><description>Fifty paths"
    #expect(
      try await counts([document(1, half), document(2, half), document(3, half)]) == [1, 2, 2])
  }

  @Test func `half an item that grows waits on`() async throws {
    let documents = [
      document(1, "<item><title>Tw"), document(2, "<item><title>Two and th"),
      document(3, "<item><title>Two and three</title></item></channel></rss>"),
    ]
    #expect(try await counts(documents) == [1, 1, 2])
  }
}
