import Links
import ScriptServer
import Testing

@testable import Fetching

/// What a fetch led to, in a form that a test can compare.
func outcome(
  of request: FetchRequest, by fetcher: Fetcher = Fetcher()
) async -> Result<FetchResponse, FetchError> {
  do throws(FetchError) {
    return .success(try await fetcher.fetch(request))
  } catch {
    return .failure(error)
  }
}

/// The error of a fetch that should fail; nil when it does not.
func failure(of request: FetchRequest, by fetcher: Fetcher = Fetcher()) async -> FetchError? {
  if case .failure(let error) = await outcome(of: request, by: fetcher) { error } else { nil }
}

extension FetchError {
  /// The name of the case, for errors whose text is libcurl's.
  var kind: String {
    if case .timeout(let phase, _) = self { return "timeout \(phase)" }
    return String(String(describing: self).prefix { $0 != "(" })
  }

  var status: Int? {
    if case .httpStatus(let failure) = self { failure.status } else { nil }
  }
}

extension FetchRequest {
  /// A request to a server of a test: loopback is allowed, limits are short.
  init(
    _ url: String, validators: Validators? = nil, _ change: (inout FetchOptions) -> Void = { _ in }
  )
    throws
  {
    var options = FetchOptions(userAgent: "rassegna-test", addresses: .any)
    options.limits.total = .seconds(20)
    change(&options)
    self.init(url: try #require(WebURL(url)), validators: validators, options: options)
  }
}

extension FetchResponse {
  var body: FetchedBody? {
    if case .modified(let body) = outcome { body } else { nil }
  }

  var text: String? { body.map { String(decoding: $0.bytes, as: UTF8.self) } }
}

@Suite struct FetcherTests {
  @Test func `a document comes with all that its head says`() async throws {
    let server = await ScriptServer { _ in
      .http(
        200,
        [
          "ETag: W/\"a b\"", "last-modified: yesterday", "Content-Type: application/rss+xml",
          "Cache-Control: max-age=600", "Age: 100", "Date: Tue, 24 Nov 2026 07:00:00 GMT",
        ], text: "<rss/>")
    }
    let response = try await Fetcher().fetch(FetchRequest(server.url("/feed")))
    #expect(response.status == 200)
    #expect(response.text == "<rss/>")
    #expect(response.body?.contentType == "application/rss+xml")
    #expect(response.body?.end == .framed)
    #expect(response.validators == Validators(etag: "W/\"a b\"", lastModified: "yesterday"))
    #expect(response.freshness.remaining == .seconds(500))
    #expect(response.url.string == server.url("/feed"))
    #expect(response.redirects == [])
    await server.stop()
  }

  @Test func `a request says who asks, nothing more`() async throws {
    let server = await ScriptServer { _ in .http(200, ["Set-Cookie: a=b"], text: "x") }
    let fetcher = Fetcher()
    _ = try await fetcher.fetch(FetchRequest(server.url()))
    _ = try await fetcher.fetch(FetchRequest(server.url()))
    let names = await server.requests.last?.lines.dropFirst().map { $0.prefix { $0 != ":" } }
    #expect(names == ["Host", "User-Agent", "Accept-Encoding", "Accept"])
    #expect(await server.requests.last?.header("User-Agent") == "rassegna-test")
    await server.stop()
  }

  @Test func `validators are echoed byte for byte`() async throws {
    let server = await ScriptServer { _ in .http(304) }
    let validators = try #require(
      Validators(etag: "W/\"é \\\" \"", lastModified: "gestern, 7 Uhr"))
    let response = try await Fetcher().fetch(FetchRequest(server.url(), validators: validators))
    let request = await server.requests.first
    #expect(request?.header("If-None-Match") == validators.etag)
    #expect(request?.header("If-Modified-Since") == validators.lastModified)
    #expect(response.status == 304)
    #expect(response.body == nil)
    #expect(response.validators == validators)
    await server.stop()
  }

  @Test func `validators of one request do not reach the next`() async throws {
    let server = await ScriptServer { _ in .http(200, text: "x") }
    let fetcher = Fetcher()
    let validators = Validators(etag: "\"a\"", lastModified: nil)
    _ = try await fetcher.fetch(FetchRequest(server.url(), validators: validators))
    _ = try await fetcher.fetch(FetchRequest(server.url()))
    #expect(await server.requests.map { $0.header("If-None-Match") } == ["\"a\"", nil])
    await server.stop()
  }

  @Test func `a 304 brings new validators as a pair`() async throws {
    let server = await ScriptServer { _ in .http(304, ["ETag: \"b\""]) }
    let old = Validators(etag: "\"a\"", lastModified: "then")
    let response = try await Fetcher().fetch(FetchRequest(server.url(), validators: old))
    #expect(response.validators == Validators(etag: "\"b\"", lastModified: nil))
    await server.stop()
  }

  @Test func `the second request takes up the first one's connection`() async throws {
    let server = await ScriptServer { _ in .http(200, text: "x") }
    let fetcher = Fetcher()
    for _ in 0..<5 { _ = try await fetcher.fetch(FetchRequest(server.url())) }
    #expect(await server.requests.map(\.connection) == [1, 1, 1, 1, 1])
    await server.stop()
  }

  @Test func `a kept connection that the server closed is replaced`() async throws {
    let server = await ScriptServer { .http(200, ["X: \($0.connection)"], text: "x") }
    let closing = await ScriptServer { _ in
      ScriptServer.Reply("HTTP/1.1 200 X\r\nContent-Length: 1\r\n\r\nx", end: .close)
    }
    let fetcher = Fetcher()
    for _ in 0..<5 { _ = try await fetcher.fetch(FetchRequest(closing.url())) }
    #expect(await closing.requests.map(\.connection) == [1, 2, 3, 4, 5])
    _ = try await fetcher.fetch(FetchRequest(server.url()))
    await server.stop()
    await closing.stop()
  }

  @Test(arguments: [204, 206, 300, 304, 401, 403, 404, 410, 500, 503])
  func `a status that is no document is named`(status: Int) async throws {
    let server = await ScriptServer { _ in .http(status, ["Retry-After: 120"]) }
    let request = try FetchRequest(server.url())
    guard case .failure(.httpStatus(let failure)) = await outcome(of: request) else {
      Issue.record("no httpStatus")
      return
    }
    #expect(failure.status == status)
    #expect(failure.retryAfter == .seconds(120))
    #expect(FetchError.httpStatus(failure).remedy == .retryAfter(.seconds(120)))
    await server.stop()
  }

  @Test func `a riddle for browsers is recognised`() async throws {
    let server = await ScriptServer { _ in .http(403, ["cf-mitigated: challenge"], text: "<html>") }
    guard case .failure(.httpStatus(let failure)) = await outcome(of: try .init(server.url()))
    else {
      Issue.record("no httpStatus")
      return
    }
    #expect(failure.isChallenge)
    await server.stop()
  }

  @Test func `two hundred requests at once are all answered`() async throws {
    let server = await ScriptServer { .http(200, text: $0.path) }
    let fetcher = Fetcher()
    let answers = await withTaskGroup(of: String?.self) { group in
      for number in 0..<200 {
        group.addTask {
          guard let request = try? FetchRequest(server.url("/\(number)")) else { return nil }
          return try? await outcome(of: request, by: fetcher).get().text
        }
      }
      return await group.reduce(into: Set<String>()) { $0.insert($1 ?? "") }
    }
    #expect(answers == Set((0..<200).map { "/\($0)" }))
    await server.stop()
  }
}
