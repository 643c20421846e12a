import Links
import ScriptServer
import Testing

@testable import Fetching

/// What a feed may change of its requests.
@Suite struct RequestMannerTests {
  @Test func `cookies live from one redirect to the next, and no longer`() async throws {
    let server = await ScriptServer { request in
      request.header("Cookie") == "seen=1"
        ? .http(200, text: "feed") : .http(302, ["Set-Cookie: seen=1", "Location: /feed"])
    }
    let fetcher = Fetcher()
    let request = try FetchRequest(server.url("/feed")) { $0.cookies = .forOnePoll }
    for _ in 0..<2 { #expect(try await fetcher.fetch(request).text == "feed") }
    #expect(await server.requests.map { $0.header("Cookie") } == [nil, "seen=1", nil, "seen=1"])
    guard case .badRedirect(.loop) = await failure(of: try .init(server.url("/feed")), by: fetcher)
    else {
      Issue.record("cookies were kept though they are refused")
      return
    }
    await server.stop()
  }

  @Test func `a false Content-Encoding is named, and can be asked around`() async throws {
    let server = await ScriptServer { _ in .http(200, ["Content-Encoding: gzip"], text: "plain") }
    let fetcher = Fetcher()
    let error = await failure(of: try FetchRequest(server.url()), by: fetcher)
    #expect(error?.isFalseEncoding == true)
    let plain = try FetchRequest(server.url()) { $0.compression = .refused }
    #expect(try await fetcher.fetch(plain).text == "plain")
    #expect(await server.requests.last?.header("Accept-Encoding") == nil)
    #expect(await failure(of: try FetchRequest(server.url()), by: fetcher)?.isFalseEncoding == true)
    await server.stop()
  }

  @Test func `an Accept of its own takes the place of the program's`() async throws {
    let server = await ScriptServer { _ in .http(200, text: "x") }
    let own = try #require(RequestHeader(name: "accept", value: "text/plain"))
    _ = try await Fetcher().fetch(
      FetchRequest(server.url()) {
        $0.accept = "application/rss+xml"
        $0.headers = [own]
      })
    _ = try await Fetcher().fetch(FetchRequest(server.url()) { $0.accept = "application/rss+xml" })
    let accepts = await server.requests.map { request in
      request.lines.filter { $0.lowercased().hasPrefix("accept:") }
    }
    #expect(accepts == [["accept: text/plain"], ["Accept: application/rss+xml"]])
    await server.stop()
  }

  @Test func `an address family that a host lacks is no connection`() async throws {
    let server = await ScriptServer { _ in .http(200, text: "x") }
    let request = try FetchRequest(server.url()) { $0.family = .ipv6 }
    #expect(await failure(of: request)?.mayBeOurNetwork == true)
    let four = try FetchRequest(server.url()) { $0.family = .ipv4 }
    #expect(try await Fetcher().fetch(four).text == "x")
    await server.stop()
  }

  @Test func `a certificate that is not there is told, and the next request goes without`()
    async throws
  {
    let server = await ScriptServer { _ in .http(200, text: "x") }
    let fetcher = Fetcher()
    let secure = server.url().replacing("http:", with: "https:")
    let request = try FetchRequest(secure) {
      $0.clientCertificate = ClientCertificate(certificatePath: "/nowhere/c.pem")
    }
    #expect(await failure(of: request, by: fetcher)?.kind == "tls")
    #expect(try await fetcher.fetch(FetchRequest(server.url())).text == "x")
    await server.stop()
  }
}
