import Links
import ScriptServer
import Testing

@testable import Fetching

/// Addresses that a hostile feed, redirect or configuration may name so that this machine asks itself,
/// its neighbours or its cloud. `PORT` is that of a server that would answer.
private let targets = [
  // Loopback, in every way in which it is written.
  "http://127.0.0.1:PORT/", "http://127.0.0.2:PORT/", "http://127.255.255.254:PORT/",
  "http://127.1:PORT/", "http://127.0.1:PORT/", "http://2130706433:PORT/",
  "http://0x7f000001:PORT/", "http://0x7f.0.0.1:PORT/", "http://017700000001:PORT/",
  "http://0177.0.0.01:PORT/", "http://0:PORT/", "http://0.0.0.0:PORT/", "http://[::1]:PORT/",
  "http://[0:0:0:0:0:0:0:1]:PORT/", "http://[::]:PORT/", "http://[::ffff:127.0.0.1]:PORT/",
  "http://[::ffff:7f00:1]:PORT/", "http://[::127.0.0.1]:PORT/",
  "http://[64:ff9b::7f00:1]:PORT/", "http://[2002:7f00:1::]:PORT/",
  "http://[::ffff:0:127.0.0.1]:PORT/", "http://127.0.0.1.:PORT/",
  "http://%31%32%37.0.0.1:PORT/", "http://①②⑦.⓪.⓪.①:PORT/", "http://127。0。0。1:PORT/",
  "http://example.org@127.0.0.1:PORT/", "http://127.0.0.1:PORT#@example.org/",
  "http://127.0.0.1:PORT\\@example.org/",
  // Neighbours, clouds, carriers, nobody.
  "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://[fe80::1]/",
  "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://100.64.0.1/",
  "http://[fc00::1]/", "http://224.0.0.1/", "http://255.255.255.255/", "http://240.0.0.1/",
  "http://198.18.0.1/", "http://192.0.2.1/",
  // Other schemes.
  "file:///etc/passwd", "gopher://127.0.0.1:PORT/_GET%20/", "dict://127.0.0.1:PORT/info",
  "ftp://127.0.0.1:PORT/", "ldap://127.0.0.1:PORT/", "smb://127.0.0.1/share",
  "telnet://127.0.0.1:PORT/", "data:text/xml,<rss/>", "javascript:alert(1)",
  "jar:http://127.0.0.1:PORT/!/", "tftp://127.0.0.1:PORT/x",
]

@Suite struct HostileTargetTests {
  /// How a request for it ended, in the words of `kind`; nil for an answer.
  private func ending(_ target: String) async -> String? {
    guard let url = WebURL(target) else { return "no address" }
    // A feed of the configuration may be a file; nothing else leads to one.
    if url.scheme == "file" { return "unsupportedScheme" }
    var options = FetchOptions(addresses: .publicOnly)
    options.limits.total = .seconds(10)
    return await failure(of: FetchRequest(url: url, options: options))?.kind
  }

  @Test func `none of them is connected to`() async throws {
    #expect(targets.count >= 40)
    let server = await ScriptServer { _ in .http(200, text: "secret") }
    for target in targets {
      let url = target.replacing("PORT", with: "\(server.port)")
      let ending = await ending(url)
      let refusals = ["refusedAddress", "unsupportedScheme", "no address", "resolve"]
      #expect(ending.map { refusals.contains($0) } == true, "\(url): \(ending ?? "answered")")
    }
    #expect(await server.requests.isEmpty)
    await server.stop()
  }

  @Test func `no redirect leads to one of them, not even from a host that is allowed`() async throws
  {
    let locations = targets
    let server = await ScriptServer { request in
      guard let number = Int(request.path.dropFirst()),
        request.header("Host")?.hasPrefix("localhost") == true
      else { return .http(200, text: "secret") }
      let port = request.header("Host")?.split(separator: ":").last ?? ""
      let location = locations[number].replacing("PORT", with: String(port))
      return .http(302, ["Location: " + location])
    }
    for (number, target) in targets.enumerated() {
      let url = "http://localhost:\(server.port)/\(number)"
      let kind = await failure(of: try FetchRequest(url))?.kind
      let refusals = ["refusedAddress", "unsupportedScheme", "badRedirect", "resolve"]
      #expect(kind.map { refusals.contains($0) } == true, "\(target): \(kind ?? "answered")")
    }
    #expect(await server.requests.count == targets.count)
    await server.stop()
  }

  @Test func `a chain that ends at another private host is cut there`() async throws {
    let server = await ScriptServer { request in
      let port = request.header("Host")?.split(separator: ":").last ?? ""
      return request.path == "/3"
        ? .http(302, ["Location: http://127.0.0.1:\(port)/secret"])
        : .http(302, ["Location: /\((Int(request.path.dropFirst()) ?? 0) + 1)"])
    }
    let url = "http://localhost:\(server.port)/1"
    #expect(await failure(of: try FetchRequest(url))?.kind == "refusedAddress")
    #expect(await server.requests.map(\.path) == ["/1", "/2", "/3"])
    await server.stop()
  }
}
