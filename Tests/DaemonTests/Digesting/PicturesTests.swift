import Digests
import FoundationEssentials
import Glibc
import ScriptServer
import Storage
import Testing

@testable import Daemon

/// `rassegna digest` with a server of pictures beside it.
@Suite(.timeLimit(.minutes(2))) struct PicturesTests {
  /// Black, of 100 by 120 pixels.
  private static let gif = Data(
    base64Encoded:
      "R0lGODdhZAB4AIAAAAAAAAAAACwAAAAAZAB4AEAIsQABCBxIsKDBgwgTKlzIsKHDhxAjSpxIsaLFixgz"
      + "atzIsaPHjyBDihxJsqTJkyhTqlzJsqXLlzBjypxJs6bNmzhz6tzJs6fPn0CDCh1KtKjRo0iTKl3KtKnT"
      + "p1CjSp1KtarVq1izat3KtavXr2DDih1LtqzZs2jTql3Ltq3bt3Djyp1Lt67du3jz6t3Lt6/fv4ADCx5M"
      + "uLDhw4gTK17MuLHjx5AjS55MubLly5gzaw4aEAA7")

  private static func feed(_ server: String) -> String {
    """
    <rss version="2.0"><channel><title>F</title>
    <item><guid>1</guid><title>One</title><description>Text of a story.</description>
    <enclosure url="\(server)/picture" type="image/gif" length="1"/></item>
    <item><guid>2</guid><title>Two</title><description>Text of another.</description>
    <enclosure url="file:///etc/passwd" type="image/gif" length="1"/></item>
    </channel></rss>
    """
  }

  private func configuration(_ server: ScriptServer, _ keys: String) -> String {
    """
    state = "state"
    [polling]
    backlog = "3650d"
    [digest.daily]
    formats = ["html", "epub"]
    directory = "digests"
    \(keys)
    [[feed]]
    url = "\(server.url("/feed"))"
    allow_private = true
    """
  }

  @Test func `an edition has its pictures for ever, without a network`() async throws {
    let gif = try #require(Self.gif)
    let server = await ScriptServer { request in
      let port = request.header("Host") ?? ""
      return request.path == "/feed"
        ? .http(200, text: Self.feed("http://\(port)")) : .http(200, body: Array(gif))
    }
    try await withTemporaryFolder { folder in
      try write(configuration(server, "pictures = true"), to: folder + "/rassegna.toml")
      let options = ["--config", folder + "/rassegna.toml"]
      _ = try await Run(["poll", "--all"] + options, in: folder)
      let preview = try await Run(["digest", "--preview", "--form", "html"] + options, in: folder)
      #expect(!preview.output.contains("<img"))
      #expect(try await Run(["digest"] + options, in: folder).ending == .exit(0))
      #expect(await server.requests.map(\.path) == ["/feed", "/picture"])
      await server.stop()

      let files = ["html", "epub"].map { folder + "/state/digests/latest." + $0 }
      let made = try files.map { try Data(contentsOf: URL(filePath: $0)) }
      let page = String(decoding: made[0], as: UTF8.self)
      #expect(page.matches(of: /<img/).count == 1)
      #expect(page.contains("data:image/gif;base64,\(gif.base64EncodedString())"))

      let day = try #require(
        page.firstMatch(of: /<time datetime="([0-9-]{10})/).map { String($0.1) })
      try FileManager.default.removeItem(atPath: folder + "/state/digests")
      #expect(try await Run(["digest", "--date", day] + options, in: folder).ending == .exit(0))
      #expect(try files.map { try Data(contentsOf: URL(filePath: $0)) } == made)
    }
  }

  @Test func `a digest that wants none asks for none`() async throws {
    let server = await ScriptServer { request in
      .http(200, text: Self.feed("http://\(request.header("Host") ?? "")"))
    }
    try await withTemporaryFolder { folder in
      try write(configuration(server, ""), to: folder + "/rassegna.toml")
      let options = ["--config", folder + "/rassegna.toml"]
      _ = try await Run(["poll", "--all"] + options, in: folder)
      #expect(try await Run(["digest"] + options, in: folder).ending == .exit(0))
      #expect(await server.requests.map(\.path) == ["/feed"])
      await server.stop()
    }
  }

  @Test func `a server without pictures takes nothing from an edition`() async throws {
    let server = await ScriptServer { request in
      request.path == "/feed"
        ? .http(200, text: Self.feed("http://\(request.header("Host") ?? "")"))
        : .init("", end: .reset)
    }
    try await withTemporaryFolder { folder in
      try write(configuration(server, "pictures = true"), to: folder + "/rassegna.toml")
      let options = ["--config", folder + "/rassegna.toml"]
      _ = try await Run(["poll", "--all"] + options, in: folder)
      #expect(try await Run(["digest"] + options, in: folder).output.contains("2 stories"))
      await server.stop()
      let page = try text(of: folder + "/state/digests/latest.html")
      #expect(!page.contains("<img") && !page.contains("img-src"))
    }
  }

  /// A digest that the program has known for two days.
  private func missEditions(in folder: String) async throws {
    try FileManager.default.createDirectory(
      atPath: folder + "/state", withIntermediateDirectories: true)
    let store = try Store(path: folder + "/state/rassegna.db")
    let before = Date().addingTimeInterval(-2 * 86_400)
    try await store.registerDigests(["daily"], from: before, at: before)
  }

  @Test func `a daemon fetches them for editions that are due, and for those that are asked for`()
    async throws
  {
    let gif = try #require(Self.gif)
    let server = await ScriptServer { request in
      switch request.path {
      case "/feed": .http(200, text: Self.feed("http://\(request.header("Host") ?? "")"))
      default: .http(200, body: Array(gif))
      }
    }
    let keys = "pictures = true\n[digest.second]\npictures = true\nformats = [\"html\"]"
    try await withDaemon(configuration(server, keys), prepare: missEditions) { daemon in
      #expect(await daemon.log.next(with: "pictures name=daily wanted=1 found=1") != nil)
      #expect(await daemon.log.next(with: "digest name=daily stories=2") != nil)
      let asked = try await daemon.run("digest", "second")
      #expect(asked.output.contains("second: 2 stories"))
      for file in ["/digests/latest.html", "/digests/second/latest.html"] {
        let page = try text(of: daemon.state + file)
        #expect(page.matches(of: /<img/).count == 1)
      }
    }
    await server.stop()
  }

  @Test(arguments: [SIGTERM, SIGKILL])
  func `a daemon that ends, or is killed, while it fetches them has fixed nothing by halves`(
    signal: Int32
  ) async throws {
    let server = await ScriptServer { request in
      request.path == "/feed"
        ? .http(200, text: Self.feed("http://\(request.header("Host") ?? "")"))
        : .init("", end: .silence)
    }
    let configuration = configuration(server, "pictures = true")
    try await withDaemon(configuration, prepare: missEditions) { daemon in
      while await !server.requests.contains(where: { $0.path == "/picture" }) { await Task.yield() }
      daemon.child.send(signal)
      #expect(await daemon.child.end() == (signal == SIGTERM ? .exit(0) : .signal(SIGKILL)))
      let store = try Store(reading: daemon.state + "/rassegna.db")
      let isFixed = try await store.digestStates().contains { $0.lastDueAt != nil }
      let pending = try await store.pending("daily", feeds: [server.url("/feed")])
      // On a machine that stood still for seconds, the edition may be there: then it is whole.
      #expect(pending.items.count == (isFixed ? 0 : 2))
    }
    await server.stop()
  }
}
