import Links
import ScriptServer
import Testing

@testable import Fetching

@Suite struct RedirectTests {
  @Test(arguments: [301, 302, 303, 307, 308])
  func `a redirect is followed, then told`(status: Int) async throws {
    let server = await ScriptServer { request in
      request.path == "/new/x" ? .http(200, text: "ok") : .http(status, ["Location: new/x"])
    }
    let response = try await Fetcher().fetch(FetchRequest(server.url("/old")))
    let target = try #require(WebURL(server.url("/new/x")))
    #expect(response.text == "ok")
    #expect(response.url == target)
    #expect(response.redirects == [Redirect(status: status, target: target)])
    #expect(response.redirects.first?.isPermanent == [301, 308].contains(status))
    await server.stop()
  }

  private func fault(_ location: [String], limit: Int = 10) async throws -> FetchError? {
    let server = await ScriptServer { request in
      .http(302, location.map { $0.replacing("NEXT", with: request.path + "x") })
    }
    let error = await failure(
      of: try FetchRequest(server.url("/a")) { $0.limits.maximumRedirects = limit })
    await server.stop()
    return error
  }

  @Test func `a redirect to nowhere is told`() async throws {
    #expect(try await fault([]) == .badRedirect(.missingLocation))
    #expect(
      try await fault(["Location: http://[::bad"])
        == .badRedirect(.unreadableLocation("http://[::bad")))
  }

  @Test func `a chain that is too long ends`() async throws {
    #expect(try await fault(["Location: NEXT"], limit: 4) == .badRedirect(.tooMany(limit: 4)))
  }

  @Test func `a redirect to itself ends at once`() async throws {
    guard case .badRedirect(.loop(let url)) = try await fault(["Location: /a"]) else {
      Issue.record("no loop")
      return
    }
    #expect(url.path == "/a")
  }

  @Test(arguments: [
    "file:///etc/hostname", "gopher://127.0.0.1/", "ftp://127.0.0.1/", "mailto:a@b",
  ])
  func `a redirect never leaves http`(target: String) async throws {
    let scheme = String(target.prefix { $0 != ":" })
    #expect(try await fault(["Location: " + target]) == .unsupportedScheme(scheme))
  }

  @Test func `secrets stay with the origin they were given to`() async throws {
    let other = await ScriptServer { _ in .http(200, text: "x") }
    let server = await ScriptServer { request in
      .http(302, ["Location: " + (request.path == "/1" ? "/2" : other.url())])
    }
    let url = server.url("/1").replacing("127.0.0.1", with: "me:secret@127.0.0.1")
    let key = try #require(RequestHeader(name: "X-Api-Key", value: "k"))
    _ = try await Fetcher().fetch(FetchRequest(url) { $0.headers = [key] })
    #expect(await server.requests.map { $0.header("X-Api-Key") } == ["k", "k"])
    #expect(await server.requests.first?.header("Authorization") != nil)
    #expect(await other.requests.map { $0.header("X-Api-Key") } == [nil])
    #expect(await other.requests.map { $0.header("Authorization") } == [nil])
    await server.stop()
    await other.stop()
  }

  @Test func `name and password of the URL go along within its origin`() async throws {
    let server = await ScriptServer { request in
      request.path == "/3"
        ? .http(200, text: "x")
        : .http(
          302,
          [
            "Location: "
              + (request.path == "/1" ? "/2" : "http://you@127.0.0.1:PORT/3")
              .replacing("PORT", with: request.header("Host")?.split(separator: ":").last ?? "")
          ])
    }
    let url = server.url("/1").replacing("127.0.0.1", with: "me:se%3Acret@127.0.0.1")
    let response = try await Fetcher().fetch(FetchRequest(url))
    let sent = await server.requests.map { $0.header("Authorization") }
    #expect(sent == Array(repeating: "Basic bWU6c2U6Y3JldA==", count: 3))
    #expect(response.url.user == nil && response.redirects.allSatisfy { $0.target.user == nil })
    await server.stop()
  }

  @Test func `a client certificate is not shown to where a redirect leads`() async throws {
    // It says nothing to the first words of TLS.
    let other = await ScriptServer { _ in .http(200) }
    let target = other.url().replacing("http:", with: "https:")
    let server = await ScriptServer { _ in .http(302, ["Location: " + target]) }
    let request = try FetchRequest(server.url()) {
      $0.clientCertificate = ClientCertificate(certificatePath: "/nowhere/c.pem")
      $0.limits.total = .milliseconds(500)
    }
    // A certificate that is to be shown and not there would be a failure at once.
    let kind = try #require(await failure(of: request)?.kind)
    #expect(kind.hasPrefix("timeout"), "\(kind)")
    await server.stop()
    await other.stop()
  }

  @Test func `the limit of time holds for all hops together`() async throws {
    let server = await ScriptServer { request in
      request.path == "/a" ? .http(302, ["Location: /b"]) : .init("", end: .silence)
    }
    let error = await failure(
      of: try FetchRequest(server.url("/a")) { $0.limits.total = .milliseconds(200) })
    #expect(error?.kind == "timeout waiting")
    await server.stop()
  }
}
