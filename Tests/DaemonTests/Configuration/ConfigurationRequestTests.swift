import Fetching
import FoundationEssentials
import Links
import Testing

@testable import Daemon

/// The keys of a feed's requests.
@Suite struct ConfigurationRequestTests {
  private func options(_ keys: String, _ files: [String: String] = [:]) throws -> FetchOptions {
    let text = "[[feed]]\nurl = \"https://e.org/f\"\n" + keys
    let configuration = try load(
      files.merging(["rassegna.toml": text]) { first, _ in first },
      environment: ["CREDENTIALS_DIRECTORY": "/run/credentials"])
    let feed = try #require(configuration.feeds.first)
    return try FetchOptions(feed, configuration.polling, userAgent: "rassegna/1", asking: feed.url)
  }

  private func lines(_ options: FetchOptions) -> [String] {
    options.headers.map { $0.name + ": " + $0.value }
  }

  @Test func `a feed that says nothing is asked as all are`() throws {
    let options = try options("")
    #expect(options.userAgent == "rassegna/1")
    #expect(options.headers.isEmpty)
    #expect((options.cookies, options.httpVersion, options.family) == (.refused, .newest, .any))
    #expect(options.accept.hasPrefix("application/atom+xml, application/rss+xml"))
    let feed = try #require(
      try load(["rassegna.toml": "[[feed]]\nurl = \"https://e.org/f\""]).feeds.first)
    #expect(feed.request == .usual)
  }

  @Test func `every key has its effect`() throws {
    let options = try options(
      """
      headers = ["Accept-Language: it", "X-Empty:"]
      user_agent = "other/2"
      cookies = true
      proxy = "socks5h://127.0.0.1:1080"
      http_version = "1.1"
      address_family = "ipv6"
      timeout = "5s"
      size_limit = "2MiB"
      client_certificate = "c.pem"
      client_key = "/k.pem"
      authorities = "ca.pem"
      """)
    #expect(lines(options) == ["Accept-Language: it", "X-Empty: "])
    #expect(options.userAgent == "other/2")
    #expect((options.cookies, options.httpVersion, options.family) == (.forOnePoll, .one, .ipv6))
    #expect(options.proxy?.string.hasPrefix("socks5h://127.0.0.1:1080") == true)
    #expect(options.limits.total == .seconds(5))
    #expect(options.limits.maximumBodyBytes == 2 << 20)
    let certificate = ClientCertificate(
      certificatePath: "/etc/rassegna/c.pem", keyPath: "/k.pem")
    #expect(options.clientCertificate == certificate)
    #expect(options.authorities == "/etc/rassegna/ca.pem")
  }

  @Test func `a password comes out of its file`() throws {
    let options = try options(
      "user = \"me\"\npassword_file = \"secrets/p\"", ["/etc/rassegna/secrets/p": "pä:ss\n\n"])
    #expect(lines(options) == ["Authorization: Basic bWU6cMOkOnNz"])
  }

  @Test func `a token comes out of what systemd hands over`() throws {
    let options = try options(
      "token_file = \"$CREDENTIALS_DIRECTORY/t\"", ["/run/credentials/t": "abc"])
    #expect(lines(options) == ["Authorization: Bearer abc"])
  }

  @Test func `without its secret a feed is not asked, and the configuration loads`() throws {
    #expect(throws: FetchError.file(path: "/etc/rassegna/p", errno: 13)) {
      try options("user = \"me\"\npassword_file = \"p\"")
    }
    let text = "[[feed]]\nurl = \"https://e.org/f\"\ntoken_file = \"$CREDENTIALS_DIRECTORY/t\""
    let told = [
      "rassegna.toml:3:14: warning: feed.token_file: $CREDENTIALS_DIRECTORY is not set: systemd "
        + "sets it for the service"
    ]
    #expect(problemLines(text) == told)
  }

  @Test(arguments: [
    ("user = \"me\"", "3:8: error: feed.user: 'user' and 'password_file' go together"),
    (
      "client_key = \"k\"",
      "3:14: error: feed.client_key: a key is of no use without client_certificate"
    ),
    (
      "headers = [\"Host: x\"]",
      "3:12: error: feed.headers: expected a header such as \"Accept-Language: it\", in ASCII, "
        + "3 to 1000 characters, found \"Host: x\""
    ),
    (
      "proxy = \"socks5://h:1\"",
      "3:9: error: feed.proxy: expected the address of a proxy such as \"http://127.0.0.1:3128\", "
        + "found \"socks5://h:1\": write socks5h://HOST:PORT"
    ),
  ])
  func `what does not fit together is told`(key: String, told: String) {
    let text = "[[feed]]\nurl = \"https://e.org/f\"\n" + key
    #expect(problemLines(text) == ["rassegna.toml:" + told])
  }

  @Test func `a secret is not shown when a value that holds it is printed`() throws {
    let secret = Secret(path: "/p", text: "hunter2")
    var settings = RequestSettings()
    settings.credentials = .basic(user: "me", secret)
    var shown = "\(settings)"
    dump(settings, to: &shown)
    #expect(!shown.contains("hunter2"))
  }
}
