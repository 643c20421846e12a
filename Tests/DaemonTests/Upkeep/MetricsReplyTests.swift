import Serving
import Testing

@testable import Daemon

@Suite struct MetricsReplyTests {
  @Test(arguments: [
    ("GET", "/metrics", "127.0.0.1:9464", nil), ("GET", "/metrics?x=1", "localhost:9464", nil),
    ("HEAD", "/metrics", "[::1]:9464", nil), ("GET", "/metrics", nil, nil),
    ("GET", "/metrics", "Localhost", nil), ("GET", "/metrics", "10.0.0.1", nil),
    ("GET", "/", "127.0.0.1", 404), ("GET", "/metrics/", "127.0.0.1", 404),
    ("POST", "/other", "127.0.0.1", 404), ("POST", "/metrics", "127.0.0.1", 405),
    ("GET", "/metrics", "attacker.example:9464", 421),
    ("GET", "/metrics", "127.0.0.1.example", 421),
    ("GET", "/metrics", "1.2.3.4.5", 421), ("GET", "/metrics", "256.0.0.1", 421),
  ])
  func `only a page of metrics is answered, and only to who asks for this machine`(
    method: String, target: String, host: String?, status: Int?
  ) {
    let headers = host.map { [ServedHeader("Host", $0)] } ?? []
    let request = ServedRequest(method: method, target: target, headers: headers)
    let reply = ServedReply(refusing: request, at: .loopback(port: 9464))
    #expect(reply?.status == status)
    #expect((reply?.headers.contains { $0.name == "Allow" } ?? false) == (status == 405))
  }

  @Test func `a page that could not be made is no empty page`() {
    #expect(ServedReply(metrics: nil).status == 503)
  }

  @Test(arguments: [
    ("127.0.0.1:9464", ServedAddress.loopback(port: 9464)),
    ("[::1]:1", .loopback6(port: 1)),
    ("/run/rassegna/metrics.sock", .socket(path: "/run/rassegna/metrics.sock")),
  ])
  func `an address of this machine is read, and written as it was`(
    text: String, address: ServedAddress
  ) {
    #expect(ServedAddress(text) == address)
    #expect(address.text == text)
  }

  @Test(arguments: [
    "", "9464", ":9464", "0.0.0.0:9464", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0",
    "127.0.0.1:65536", "127.0.0.1:+1", "localhost:9464", "::1:9464", "[::]:9464", "run/metrics",
    "/run/", "/" + String(repeating: "a", count: 107), "/run/a\nb", "192.168.0.1:9464",
  ])
  func `any other is none`(text: String) {
    #expect(ServedAddress(text) == nil)
  }
}
