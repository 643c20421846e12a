import Fetching
import Glibc
import Links
import Serving
import Testing

@Suite struct ServerTests {
  /// On a busy machine an answer may take its time; the tests wait for it.
  private var patient: FetchOptions {
    var options = FetchOptions(userAgent: "test", addresses: .any)
    (options.limits.lowSpeedTime, options.limits.total) = (.seconds(600), .seconds(600))
    return options
  }

  private func fetch(_ url: String, _ fetcher: Fetcher = Fetcher()) async throws -> String {
    let request = FetchRequest(url: try #require(WebURL(url)), options: patient)
    guard case .modified(let body) = try await fetcher.fetch(request).outcome else { return "" }
    return String(decoding: body.bytes, as: UTF8.self)
  }

  @Test func `a request comes as it was sent, and its answer goes back`() async throws {
    let server = Server { request in
      ServedReply(
        "text/plain", "\(request.method) \(request.target) \(request[header: "user-agent"] ?? "")")
    }
    let port = try await server.start()
    let text = try await fetch("http://127.0.0.1:\(port)/a%20b/c?d=%41&e=/+")
    #expect(text == "GET /a%20b/c?d=%41&e=/+ test")
    await server.stop()
  }

  @Test func `an answer may take its time while others are given`() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let server = Server { request in
      if request.path == "/slow" { for await _ in stream { break } }
      return ServedReply("text/plain", String(request.path))
    }
    let port = try await server.start()
    async let slow = fetch("http://127.0.0.1:\(port)/slow")
    #expect(try await fetch("http://127.0.0.1:\(port)/quick") == "/quick")
    continuation.yield()
    #expect(try await slow == "/slow")
    await server.stop()
  }

  @Test func `a hundred requests at once are answered on a few connections`() async throws {
    let server = Server { ServedReply("text/plain", $0.target) }
    let port = try await server.start()
    let fetcher = Fetcher()
    let answers = await withTaskGroup(of: String?.self) { group in
      for number in 0..<100 {
        group.addTask { try? await fetch("http://127.0.0.1:\(port)/\(number)", fetcher) }
      }
      return await group.reduce(into: Set<String>()) { $0.insert($1 ?? "") }
    }
    #expect(answers == Set((0..<100).map { "/\($0)" }))
    await server.stop()
  }

  @Test func `a header that would break its line is left out`() async throws {
    let server = Server { _ in
      ServedReply(headers: [ServedHeader("X-Bad", "a\r\nX-Evil: 1"), ServedHeader("ETag", "\"b\"")])
    }
    let port = try await server.start()
    let url = try #require(WebURL("http://127.0.0.1:\(port)/"))
    let request = FetchRequest(url: url, options: patient)
    let response = try await Fetcher().fetch(request)
    #expect(response.validators?.etag == "\"b\"")
    await server.stop()
  }

  @Test func `a port that is taken is told`() async throws {
    let server = Server { _ in ServedReply() }
    let port = try await server.start()
    let other = Server { _ in ServedReply() }
    await #expect(throws: ServingError.system(call: "bind", errno: EADDRINUSE)) {
      try await other.start(at: .loopback(port: port))
    }
    await server.stop()
  }

  @Test func `a port is free once its server has stopped`() async throws {
    // Another test may be given the port at that moment, but not twenty times.
    for _ in 0..<20 {
      let server = Server { _ in ServedReply() }
      let port = try await server.start()
      await server.stop()
      guard (try? await server.start(at: .loopback(port: port))) != nil else { continue }
      return await server.stop()
    }
    Issue.record("no port was free again")
  }

  @Test func `a connection that lasts its time is cut`() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let server = Server(limits: ServingLimits(lifetime: .milliseconds(50))) { _ in
      for await _ in stream { break }
      return ServedReply()
    }
    let port = try await server.start()
    await #expect(throws: FetchError.self) { try await fetch("http://127.0.0.1:\(port)/") }
    continuation.finish()
    await server.stop()
  }

  @Test func `IPv6 is served where the machine has it`() async throws {
    let server = Server { ServedReply("text/plain", $0.target) }
    let port: UInt16
    do {
      port = try await server.start(at: .loopback6(port: 0))
    } catch {
      // The kernel has none.
      #expect(
        error == .system(call: "bind", errno: EADDRNOTAVAIL)
          || error == .system(call: "socket", errno: EAFNOSUPPORT))
      return
    }
    #expect(try await fetch("http://[::1]:\(port)/a") == "/a")
    await server.stop()
  }

  @Test func `stopping ends a request that has no answer`() async throws {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    let server = Server { _ in
      arrival.yield()
      for await _ in stream { break }
      return ServedReply()
    }
    let port = try await server.start()
    let url = try #require(WebURL("http://127.0.0.1:\(port)/"))
    let request = FetchRequest(url: url, options: patient)
    let task = Task { try? await Fetcher().fetch(request).status }
    for await _ in arrivals { break }
    await server.stop()
    #expect(await task.value == nil)
    continuation.finish()
  }
}
