import Fetching
import FoundationEssentials
import Links
import Storage
import Testing

@testable import Daemon

/// The poller with a server that speaks HTTP/2.
@Suite(
  .enabled(if: SecureServer.isAvailable, "nginx and openssl are not installed"),
  .timeLimit(.minutes(2)))
struct HTTP2Tests {
  /// What the server was asked, and what became of each round.
  private struct Course {
    var rounds: [PollSummary] = []
    var requests: [SecureServer.Request] = []
  }

  /// Polls feeds of one host in rounds.
  private func poll(
    feeds count: Int, rounds: Int, _ change: (inout PollingSettings) -> Void
  ) async throws -> Course {
    try await withTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/pages", withIntermediateDirectories: true)
      for number in 0..<count {
        try write(feed(["\(number)"]), to: folder + "/pages/\(number).xml")
      }
      let server = try await SecureServer(in: folder)
      var own = RequestSettings()
      own.authorities = server.authorities
      let feeds = try (0..<count).map { number in
        FeedSettings(
          url: try #require(WebURL(server.url("/\(number).xml"))), interval: .seconds(3600),
          followsRhythm: false, allowsPrivateAddresses: true, request: .own(own),
          place: ConfigurationPlace(file: "", position: nil))
      }
      var polling = PollingSettings()
      change(&polling)
      let fetcher = Fetcher(connections: 32)
      let store = try Store(path: folder + "/rassegna.db")
      let tools = Poller.Tools(fetcher: fetcher, store: store, clock: .system, log: Log(.nobody))
      let poller = Poller(tools, settings: polling, userAgent: "test")
      var course = Course()
      for _ in 0..<rounds { course.rounds.append(await poller.poll(feeds).summary) }
      await fetcher.shutDown()
      course.requests = try await server.stop()
      return course
    }
  }

  @Test func `fifty feeds of a host share one connection, and come once`() async throws {
    let course = try await poll(feeds: 50, rounds: 2) {
      $0.transfersPerHost = 8
      $0.hostGap = .zero
    }
    #expect(
      course.rounds == [
        PollSummary(polled: 50, modified: 50, newItems: 50),
        PollSummary(polled: 50, notModified: 50),
      ])
    let requests = course.requests
    #expect(requests.count == 100)
    #expect(requests.allSatisfy { $0.version == "HTTP/2.0" })
    #expect(requests.prefix(50).allSatisfy { $0.status == 200 })
    #expect(requests.suffix(50).allSatisfy { $0.status == 304 })
    #expect(Set(requests.map(\.connection)).count == 1)
  }

  @Test func `one at a time and the pause between hold for streams too`() async throws {
    let course = try await poll(feeds: 6, rounds: 1) {
      $0.transfersPerHost = 1
      $0.hostGap = .milliseconds(100)
    }
    #expect(course.rounds == [PollSummary(polled: 6, modified: 6, newItems: 6)])
    let requests = course.requests
    #expect(requests.count == 6)
    #expect(requests.allSatisfy { $0.version == "HTTP/2.0" })
    #expect(Set(requests.map(\.connection)).count == 1)
    // The server's clock counts milliseconds.
    for (one, next) in zip(requests, requests.dropFirst()) {
      #expect(next.begin - one.end > 0.095)
    }
  }
}
