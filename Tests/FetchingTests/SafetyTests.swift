import Glibc
import Links
import ScriptServer
import Testing

@testable import Fetching

/// No request leaves for an address that only this machine or its neighbours can reach.
@Suite struct SafetyTests {
  @Test(arguments: [
    "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "[::ffff:127.0.0.1]", "localhost",
    "0", "[::]",
  ])
  func `loopback is refused however it is written`(host: String) async throws {
    let server = await ScriptServer { _ in .http(200, text: "secret") }
    let request = try FetchRequest("http://\(host):\(server.port)/") { $0.addresses = .publicOnly }
    #expect(await failure(of: request)?.kind == "refusedAddress")
    #expect(await server.requests.isEmpty)
    await server.stop()
  }

  @Test func `a connection that another feed may use is refused too`() async throws {
    let server = await ScriptServer { _ in .http(200, text: "secret") }
    let fetcher = Fetcher()
    _ = try await fetcher.fetch(FetchRequest(server.url()))
    let request = try FetchRequest(server.url()) { $0.addresses = .publicOnly }
    let loopback = try #require(NetworkAddress(bytes: [127, 0, 0, 1]))
    #expect(await failure(of: request, by: fetcher) == .refusedAddress(loopback))
    #expect(await server.requests.count == 1)
    await server.stop()
  }

  @Test func `a proxy may stand on loopback`() async throws {
    let proxy = await ScriptServer { _ in .http(200, text: "by proxy") }
    let request = try FetchRequest("http://example.org/feed") {
      $0.addresses = .publicOnly
      $0.proxy = WebURL(proxy.url())
    }
    let response = try await Fetcher().fetch(request)
    #expect(response.text == "by proxy")
    #expect(await proxy.requests.first?.lines.first == "GET http://example.org/feed HTTP/1.1")
    await proxy.stop()
  }

  @Test(arguments: [
    "http://10.0.0.1/", "http://[fd00::1]/", "http://localhost:8080/", "http://a.LOCALHOST/",
    "http://127.1/", "http://0x7f000001/", "http://127.0.0.1./", "http://[::ffff:169.254.169.254]/",
    "http://localhost./",
  ])
  func `a proxy is not asked for an address of its own neighbours`(url: String) async throws {
    let proxy = await ScriptServer { _ in .http(200, text: "by proxy") }
    let request = try FetchRequest(url) {
      $0.addresses = .publicOnly
      $0.proxy = WebURL(proxy.url())
    }
    guard case .refusedAddress = await failure(of: request) else {
      Issue.record("\(url) is not refused")
      return await proxy.stop()
    }
    #expect(await proxy.requests.isEmpty)
    // Whom the configuration allows, it may ask for.
    var allowed = request
    allowed.options.addresses = .any
    #expect(try await Fetcher().fetch(allowed).text == "by proxy")
    await proxy.stop()
  }

  @Test func `a proxy is not led to its neighbours by a redirect`() async throws {
    let proxy = await ScriptServer { _ in .http(302, ["Location: http://192.168.0.1/"]) }
    let request = try FetchRequest("http://example.org/feed") {
      $0.addresses = .any
      $0.proxy = WebURL(proxy.url())
    }
    guard case .refusedAddress = await failure(of: request) else {
      Issue.record("not refused")
      return await proxy.stop()
    }
    #expect(await proxy.requests.count == 1)
    await proxy.stop()
  }

  @Test(arguments: [
    "ftp://127.0.0.1/", "gopher://127.0.0.1/", "dict://127.0.0.1/", "mailto:a@b.example",
  ])
  func `other schemes are not asked`(url: String) async throws {
    let scheme = String(url.prefix { $0 != ":" })
    #expect(await failure(of: try FetchRequest(url)) == .unsupportedScheme(scheme))
  }

  @Test(arguments: [
    ("X-A", "b\r\nX-Evil: 1"), ("X-A\r\nX-Evil", "1"), ("", "x"), ("a b", "x"), ("a", "\0"),
  ])
  func `a header that would break its line is none`(name: String, value: String) {
    #expect(RequestHeader(name: name, value: value) == nil)
  }

  @Test func `a cancelled task ends its transfer`() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let server = await ScriptServer { _ in
      continuation.yield()
      return .init("", end: .silence)
    }
    let request = try FetchRequest(server.url())
    let task = Task { await failure(of: request) }
    for await _ in stream { break }
    task.cancel()
    #expect(await task.value == .cancelled)
    await server.stop()
  }

  @Test func `shutting down ends all transfers`() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let server = await ScriptServer { _ in
      continuation.yield()
      return .init("", end: .silence)
    }
    let fetcher = Fetcher()
    let request = try FetchRequest(server.url()) { options in
      // On a busy machine the last arrives late, and the first must wait for it.
      options.limits.total = .seconds(3600)
      options.limits.lowSpeedTime = .seconds(3600)
    }
    let tasks = (0..<10).map { _ in Task { await failure(of: request, by: fetcher) } }
    var arrived = 0
    for await _ in stream {
      arrived += 1
      if arrived == 10 { break }
    }
    await fetcher.shutDown()
    for task in tasks { #expect(await task.value == .cancelled) }
    #expect(await failure(of: request, by: fetcher) == .cancelled)
    await server.stop()
  }
}
