import Digests
import Fetching
import FoundationEssentials
import Links
import ScriptServer
import Storage
import Testing

@testable import Daemon

/// What the desk finds, from servers that give it and servers that do not.
@Suite(.timeLimit(.minutes(2))) struct PictureDeskTests {
  private static let picture = "GIF89a, or so"

  /// Asks `server` for the pictures at these paths; returns the paths of those that came.
  private func found(
    _ paths: [String], at server: ScriptServer, patience: Duration = .seconds(20),
    paused: Set<String> = [], isPrivate: Bool = true
  ) async throws -> Set<String> {
    let text =
      "[[feed]]\nurl = \"\(server.url("/feed"))\"\nallow_private = \(isPrivate)\n"
    let configuration = try load(["rassegna.toml": text])
    let feed = try #require(configuration.feeds.first)
    let orders = try paths.map { path in
      PictureDesk.Order(link: try #require(Link(server.url(path))), feed: feed)
    }
    let fetcher = Fetcher()
    let desk = PictureDesk(
      fetcher: fetcher, polling: configuration.polling, userAgent: "test", paused: paused,
      patience: patience)
    let found = await desk.found(orders)
    await fetcher.shutDown()
    return Set(found.keys.map { String($0.string.dropFirst(server.url("").count)) })
  }

  @Test func `what comes is found, one after the other, with no word of the reader`() async throws {
    let server = await ScriptServer { _ in .http(200, text: Self.picture) }
    #expect(try await found(["/1", "/2"], at: server) == ["/1", "/2"])
    let requests = await server.requests
    #expect(requests.map(\.path) == ["/1", "/2"])
    #expect(requests.allSatisfy { $0.header("Accept")?.hasPrefix("image/") == true })
    #expect(requests.allSatisfy { $0.header("Referer") == nil && $0.header("Cookie") == nil })
    #expect(requests.allSatisfy { $0.header("User-Agent") == "test" })
    await server.stop()
  }

  @Test func `one that is missing or too large is left out, the next one comes`() async throws {
    let server = await ScriptServer { request in
      switch request.path {
      case "/gone": .http(404)
      case "/large": .http(200, body: [UInt8](repeating: 0, count: 300_001))
      // Without a length nobody knows whether it is whole.
      case "/open": .init("HTTP/1.1 200 OK\r\n\r\nGIF89a", end: .close)
      default: .http(200, text: Self.picture)
      }
    }
    #expect(try await found(["/gone", "/large", "/open", "/good"], at: server) == ["/good"])
    await server.stop()
  }

  @Test func `a site that wants to be left alone is asked for no more`() async throws {
    let server = await ScriptServer { _ in .http(429) }
    #expect(try await found(["/1", "/2"], at: server) == [])
    #expect(await server.requests.count == 1)
    #expect(try await found(["/1"], at: server, paused: ["127.0.0.1"]) == [])
    #expect(await server.requests.count == 1)
    await server.stop()
  }

  @Test func `a server that is silent is waited for no longer than is allowed`() async throws {
    let server = await ScriptServer { request in
      request.path == "/silent" ? .init("", end: .silence) : .http(200, text: Self.picture)
    }
    let paths = ["/1", "/silent", "/2"]
    let found = try await found(paths, at: server, patience: .seconds(2))
    // On a machine that stands still, not even the first one comes in time.
    #expect(found.isSubset(of: ["/1"]))
    #expect(await !server.requests.contains { $0.path == "/2" })
    await server.stop()
  }

  @Test func `a private address is not asked`() async throws {
    let server = await ScriptServer { _ in .http(200, text: Self.picture) }
    #expect(try await found(["/1", "/2"], at: server, isPrivate: false) == [])
    #expect(await server.requests.isEmpty)
    await server.stop()
  }
}
