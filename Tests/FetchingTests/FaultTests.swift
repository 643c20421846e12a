import FoundationEssentials
import Links
import ScriptServer
import Testing

@testable import Fetching

/// What servers do wrong, each with the reason that is told.
@Suite struct FaultTests {
  private typealias Reply = ScriptServer.Reply

  private func failure(
    _ reply: ScriptServer.Reply, _ change: (inout FetchOptions) -> Void = { _ in }
  ) async throws -> FetchError? {
    let server = await ScriptServer { _ in reply }
    let error = await FetchingTests.failure(of: try FetchRequest(server.url(), change))
    await server.stop()
    return error
  }

  @Test func `a body larger than allowed ends the transfer`() async throws {
    let body = [UInt8](repeating: 0x61, count: 1_000_000)
    let error = try await failure(.http(200, body: body)) { $0.limits.maximumBodyBytes = 10_000 }
    #expect(error == .tooLarge(limitBytes: 10_000))
  }

  @Test func `a body exactly as large as allowed passes`() async throws {
    let body = [UInt8](repeating: 0x61, count: 10_000)
    let error = try await failure(.http(200, body: body)) { $0.limits.maximumBodyBytes = 10_000 }
    #expect(error == nil)
  }

  /// 64 KiB of zeros.
  private static let bomb =
    "H4sIAAAAAAACA+3BAQEAAACAkP6v7ggKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAauuOl9cAAAEA"

  @Test func `bytes are counted after decompression`() async throws {
    let zipped = try #require(Data(base64Encoded: Self.bomb))
    let reply = Reply.http(200, ["Content-Encoding: gzip"], body: Array(zipped))
    let error = try await failure(reply) { $0.limits.maximumBodyBytes = 10_000 }
    #expect(error == .tooLarge(limitBytes: 10_000))
  }

  @Test func `a compressed body arrives as it was`() async throws {
    let zipped = try #require(Data(base64Encoded: Self.bomb))
    let server = await ScriptServer { _ in
      .http(200, ["Content-Encoding: gzip"], body: Array(zipped))
    }
    let response = try await Fetcher().fetch(FetchRequest(server.url()))
    #expect(response.body?.bytes == Array(repeating: 0, count: 65_536))
    #expect(response.body?.wasCompressed == true)
    await server.stop()
  }

  @Test func `a body that only claims to be compressed breaks the protocol`() async throws {
    let error = try await failure(.http(200, ["Content-Encoding: gzip"], text: "<rss/>"))
    #expect(error?.kind == "protocolViolation")
  }

  @Test func `a body cut before its length is truncated`() async throws {
    let reply = Reply("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n<rss>", end: .close)
    #expect(try await failure(reply)?.kind == "truncated")
  }

  @Test func `chunks without the last one are truncated`() async throws {
    let head = "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n"
    #expect(try await failure(Reply(head + "5\r\n<rss>\r\n", end: .close))?.kind == "truncated")
  }

  @Test func `a body without a length may have been cut`() async throws {
    let server = await ScriptServer { _ in Reply("HTTP/1.1 200 X\r\n\r\n<rss/>", end: .close) }
    let response = try await Fetcher().fetch(FetchRequest(server.url()))
    #expect(response.text == "<rss/>")
    #expect(response.body?.end == .closed)
    await server.stop()
  }

  @Test func `silence runs into the limit of time while it waits`() async throws {
    let error = try await failure(Reply("", end: .silence)) { $0.limits.total = .milliseconds(150) }
    #expect(error?.kind == "timeout waiting")
  }

  @Test func `a body that stops runs into the limit of time while it receives`() async throws {
    let reply = Reply("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n<rss>", end: .silence)
    let error = try await failure(reply) { $0.limits.total = .milliseconds(150) }
    #expect(error?.kind == "timeout receiving")
  }

  @Test(arguments: [ScriptServer.Reply.End.close, .reset])
  func `a connection that breaks before the answer is no connection`(
    end: ScriptServer.Reply.End
  ) async throws {
    let error = try await failure(Reply("", end: end))
    #expect(error?.kind == "connect")
  }

  @Test func `a port where nobody listens is no connection`() async throws {
    let error = await FetchingTests.failure(of: try FetchRequest("http://127.0.0.1:1/"))
    #expect(error?.kind == "connect")
  }

  @Test func `headers without end break the protocol`() async throws {
    let line = "X-Filler: " + String(repeating: "a", count: 1_000) + "\r\n"
    let head = "HTTP/1.1 200 X\r\n" + String(repeating: line, count: 400)
    #expect(try await failure(Reply(head, end: .silence))?.kind == "protocolViolation")
  }

  @Test func `what is not HTTP breaks the protocol`() async throws {
    #expect(try await failure(Reply("SSH-2.0-x\r\n", end: .close))?.kind == "protocolViolation")
  }

  @Test func `a long page beside an error status is not waited for`() async throws {
    let head = "HTTP/1.1 404 X\r\nContent-Length: 10000000\r\n\r\n"
    let reply = Reply(head + String(repeating: "a", count: 200_000), end: .silence)
    #expect(try await failure(reply)?.status == 404)
  }

  @Test func `a validator folded over two lines is dropped`() async throws {
    let server = await ScriptServer { _ in
      Reply("HTTP/1.1 200 X\r\nETag: \"a\"\r\n X-Evil: 1\r\nContent-Length: 1\r\n\r\nx")
    }
    let response = try await Fetcher().fetch(FetchRequest(server.url()))
    #expect(response.validators == nil)
    await server.stop()
  }
}
