import Dispatch
import FoundationEssentials
import Glibc
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(2))) struct ControlSocketTests {
  /// Answers a poll with one event and its summary, and keeps the answer of a digest for ever.
  private static let receiver: ControlSocket.Receiver = { request, reply in
    guard case .poll = request else { return }
    reply(.event(said: LogEvent(.info, "poll")))
    reply(.polled(summary: PollSummary(polled: 7), trouble: nil))
    reply(.refused(reason: .init(sentence: "a second answer", code: .software)))
  }

  private func withSocket(_ body: (String, ControlSocket) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/socket"
      // On a busy machine no client is late.
      let socket = try await ControlSocket(at: path, requestTime: .seconds(3600), Self.receiver)
      try await body(path, socket)
      await socket.close()
    }
  }

  @Test func `a request is answered once, events first`() async throws {
    try await withSocket { path, _ in
      let client = await Peer(path)
      client.send(#"{"poll":[]}"# + "\n")
      let lines = await client.all()
      #expect(lines.count == 2)
      #expect(lines.first?.contains("event") == true)
      #expect(lines.last?.contains("\"polled\":7") == true)
    }
  }

  @Test func `only the owner may connect`() async throws {
    try await withSocket { path, _ in
      var status = stat()
      #expect(unsafe stat(path, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600)
    }
  }

  @Test func `a socket that a dead daemon left is replaced`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/socket"
      let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      #expect(UnixAddress(path)?.bind(descriptor) == true)
      close(descriptor)
      #expect(throws: ControlSocket.Failure(call: "connect", code: ECONNREFUSED)) {
        try ControlClient(path: path)
      }
      let control = try await ControlSocket(at: path, Self.receiver)
      let answer = try ControlClient(path: path).ask(.poll(.due)) { _ in }
      #expect(answer == .polled(summary: PollSummary(polled: 7), trouble: nil))
      await control.close()
      #expect(throws: ControlSocket.Failure(call: "connect", code: ENOENT)) {
        try ControlClient(path: path)
      }
    }
  }

  @Test(arguments: ["nonsense\n", "{\"poll\":1}\n", "\n", "\u{0}\n", "GET / HTTP/1.1\r\n\r\n"])
  func `what is no request is refused`(text: String) async throws {
    try await withSocket { path, _ in
      let client = await Peer(path)
      client.send(text)
      #expect(await client.all().first?.contains("refused") == true)
    }
  }

  @Test func `a line without an end is refused at a megabyte`() async throws {
    try await withSocket { path, _ in
      let client = await Peer(path)
      let piece = String(repeating: "x", count: 64 * 1024)
      for _ in 0..<17 { client.send(piece) }
      #expect(await client.all().first?.contains("too long") == true)
    }
  }

  @Test func `a request that does not come in time is refused`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/socket"
      let socket = try await ControlSocket(
        at: path, requestTime: .milliseconds(10), Self.receiver)
      let client = await Peer(path)
      client.send("{\"poll\":")
      #expect(await client.all().first?.contains("in time") == true)
      await socket.close()
    }
  }

  @Test func `half a request takes nothing from others, and ends with the socket`() async throws {
    try await withSocket { path, socket in
      let half = await Peer(path)
      half.send("{\"poll\":")
      let gone = await Peer(path)
      gone.send("{\"po")
      await gone.close()
      let other = await Peer(path)
      other.send("{\"all\":true,\"poll\":[]}\n")
      #expect(await other.all().count == 2)
      await socket.close()
      #expect(await half.all().isEmpty)
    }
  }

  @Test func `a client that goes away without its answer harms nobody`() async throws {
    try await withSocket { path, _ in
      for _ in 0..<12 {
        let client = await Peer(path)
        client.send("{\"poll\":[]}\n")
        await client.close()
      }
      let other = await Peer(path)
      other.send("{\"poll\":[]}\n")
      #expect(await other.all().count == 2)
    }
  }

  @Test func `one too many is told so`() async throws {
    try await withSocket { path, _ in
      var waiting: [Peer] = []
      for _ in 0..<16 { waiting.append(await Peer(path)) }
      let next = await Peer(path)
      #expect(await next.all().first?.contains("too many") == true)
      for peer in waiting { await peer.close() }
    }
  }

  @Test func `it ends also while there are no descriptors left`() async throws {
    await #expect(processExitsWith: .success) {
      try await withTemporaryFolder { folder in
        let path = folder + "/socket"
        let control = try await ControlSocket(at: path) { _, _ in }
        let client = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        // None is left below the one that is next.
        var limit = rlimit()
        #expect(unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
        let next = dup(client)
        close(next)
        limit.rlim_cur = rlim_t(next)
        #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
        #expect(UnixAddress(path)?.connect(client) == true)
        while await !control.isResting { await Task.yield() }
        await control.close()
        #expect(await !control.isResting)
      }
    }
  }

  @Test func `a request without an answer does not hold the end up`() async throws {
    try await withSocket { path, socket in
      let client = await Peer(path)
      client.send("{\"digest\":[]}\n")
      let asked = await Peer(path)
      asked.send("{\"poll\":[]}\n")
      // Requests are read in the order of the clients: the digest was taken when this is answered.
      #expect(await asked.all().count == 2)
      await socket.close(within: .milliseconds(10))
      #expect(await client.all().isEmpty)
    }
  }
}

/// The other end of a control socket, which sends what it likes.
private struct Peer {
  private let descriptor: Int32
  private let reader: LineReader

  init(_ path: String) async {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    _ = UnixAddress(path)?.connect(descriptor)
    reader = await LineReader(descriptor, .lines)
  }

  func send(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }

  func close() async { await reader.shutDown() }

  /// All lines until the end.
  func all() async -> [String] {
    var lines: [String] = []
    for await line in reader.lines { lines.append(line) }
    return lines
  }
}
