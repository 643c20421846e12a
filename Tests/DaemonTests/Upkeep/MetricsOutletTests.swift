import FoundationEssentials
import Glibc
import Serving
import Storage
import Testing

@testable import Daemon

/// Metrics over HTTP, asked as Prometheus asks.
@Suite(.timeLimit(.minutes(2))) struct MetricsOutletTests {
  private func configuration(listen: String?) -> String {
    let listen = listen.map { "listen = \"\($0)\"\n" } ?? ""
    return "[metrics]\n\(listen)[digest.daily]\n[[feed]]\nurl = \"./a.xml\"\n"
  }

  /// Sends a request to a Unix socket; the lines of the answer, nil where nobody listens.
  private func ask(_ path: String, _ request: String) async throws -> [String]? {
    let client = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard try #require(UnixAddress(path)).connect(client) else {
      close(client)
      return nil
    }
    let reader = await LineReader(client, .lines)
    _ = unsafe send(client, request, request.utf8.count, Int32(MSG_NOSIGNAL))
    return await reader.lines.reduce(into: []) { $0.append($1) }
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `a Unix socket is served, changed and ended by reload`() async throws {
    try await withTemporaryFolder { sockets in
      let (first, second) = (sockets + "/one", sockets + "/two")
      try await withDaemon(configuration(listen: first)) { daemon in
        #expect(await daemon.log.next(with: "metrics listen=\(first)") != nil)
        #expect(try mode(first) == 0o660)
        let page = try #require(try await ask(first, "GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n"))
        #expect(page.first == "HTTP/1.1 200 OK\r")
        #expect(page.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8\r"))
        #expect(page.contains("rassegna_feeds 1"))
        #expect(page.contains { $0.hasPrefix("rassegna_polls_total{result=\"failed\"}") })

        try write(configuration(listen: second), to: daemon.configuration)
        daemon.child.send(SIGHUP)
        #expect(await daemon.log.next(with: "metrics listen=\(second)") != nil)
        #expect(try await ask(first, "") == nil)
        #expect(!FileManager.default.fileExists(atPath: first))
        let other = try await ask(second, "POST /metrics HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}")
        #expect(other?.first == "HTTP/1.1 405 Method Not Allowed\r")

        try write(configuration(listen: nil), to: daemon.configuration)
        daemon.child.send(SIGHUP)
        #expect(await daemon.log.next(with: "metrics closed=\(second)") != nil)
        #expect(!FileManager.default.fileExists(atPath: second))
      }
    }
  }

  @Test func `a socket that a dead daemon left is replaced, and taken away at the end`()
    async throws
  {
    try await withTemporaryFolder { sockets in
      let path = sockets + "/one"
      let left = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      #expect(try #require(UnixAddress(path)).bind(left))
      close(left)
      try await withDaemon(configuration(listen: path)) { daemon in
        #expect(await daemon.log.next(with: "metrics listen=\(path)") != nil)
        let page = try await ask(path, "GET /metrics HTTP/1.0\r\n\r\n")
        #expect(page?.first == "HTTP/1.1 200 OK\r")
        #expect(await daemon.terminate() == .exit(0))
        #expect(!FileManager.default.fileExists(atPath: path))
      }
    }
  }

  @Test func `another kind of file is left alone, told, and not the end of the daemon`()
    async throws
  {
    try await withTemporaryFolder { sockets in
      let path = sockets + "/precious"
      try write("mine", to: path)
      try await withDaemon(configuration(listen: path)) { daemon in
        let line = try #require(await daemon.log.next(with: "metrics listen="))
        #expect(line.contains("is no socket, and is left alone"))
        #expect(await daemon.log.next(with: "poll feed=") != nil)
        let status = try await daemon.run("status")
        #expect(status.ending == .exit(1))
        #expect(status.output.contains("metrics: \(path): there is a file that is no socket"))
        let doctor = try await daemon.run("doctor")
        #expect(doctor.output.contains("the daemon tries again each minute"))
        #expect(await daemon.terminate() == .exit(0))
        #expect(try mode(path) == 0o644)
      }
    }
  }

  @Test func `a place that is taken is told once, and tried again each minute`() async throws {
    try await withTemporaryFolder { folder in
      let store = try Store(path: folder + "/rassegna.db")
      let place = ServedAddress.socket(path: folder + "/taken")
      let other = Server { _ in ServedReply() }
      _ = try await other.start(at: place)
      var outlet = MetricsOutlet(log: Log(.nobody)) { $0("page\n") }
      let now = Date(timeIntervalSince1970: 1_795_503_600)
      await outlet.adopt(MetricsSettings(listen: place), store, at: now)
      let trouble = "\(folder)/taken: something else listens there already"
      #expect(try await store.troubles() == ["metrics": trouble])
      #expect(outlet.next == now.addingTimeInterval(60))
      await other.stop()
      await outlet.work(store, at: now.addingTimeInterval(59)) { "" }
      #expect(try await store.troubles() == ["metrics": trouble])
      await outlet.work(store, at: now.addingTimeInterval(60)) { "" }
      #expect(try await store.troubles() == [:])
      #expect(outlet.next == .distantFuture)
      await outlet.close()
    }
  }

  @Test func `those who ask while a page is made get that page`() async throws {
    var outlet = MetricsOutlet(log: Log(.nobody)) { _ in }
    let (made, make) = AsyncStream.makeStream(of: String?.self)
    let (got, get) = AsyncStream.makeStream(of: String?.self)
    for number in 1...3 {
      outlet.print(for: { get.yield($0) }, press: { "page \(number)" }, ready: { make.yield($0) })
    }
    var pages = made.makeAsyncIterator()
    let page = try #require(await pages.next())
    #expect(page == "page 1")
    outlet.deliver(page)
    get.finish()
    #expect(
      await got.reduce(into: []) { $0.append($1 ?? "") } == Array(repeating: "page 1", count: 3))
  }
}
