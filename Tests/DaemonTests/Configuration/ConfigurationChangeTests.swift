import Testing

@testable import Daemon

@Suite struct ConfigurationChangeTests {
  private let before = """
    [digest.daily]
    [[feed]]
    url = "https://a.example/feed"
    title = "A"
    [[feed]]
    url = "https://me:secret@b.example/feed"
    """

  /// The changes from one configuration to another, beside files that both name.
  private func change(from old: String, to new: String) throws -> [String] {
    func settings(_ text: String) throws -> [String: String] {
      let files = [
        "rassegna.toml": text, "more.toml": "",
        "/etc/rassegna/themes/plain/title.html": "{{title}}",
        "/etc/rassegna/secrets/one": "secret", "/etc/rassegna/secrets/two": "secret",
      ]
      return try #require(try load(files).written).settings
    }
    return ConfigurationChange(from: try settings(old), to: try settings(new)).lines
  }

  private func change(_ after: String) throws -> [String] { try change(from: before, to: after) }

  @Test func `the same configuration, or one with its defaults written, changes nothing`() throws {
    #expect(try change(before) == [])
    #expect(try change("[polling]\ninterval = \"60m\"\n" + before) == [])
  }

  @Test func `a title and tags change nothing but themselves`() throws {
    let after = before.replacing("title = \"A\"", with: "title = \"Alpha\"\ntags = [\"x\"]")
    #expect(
      try change(after) == [
        "~ feed https://a.example/feed tags: none → [\"x\"]",
        "~ feed https://a.example/feed title: \"A\" → \"Alpha\"",
      ])
  }

  @Test func `an address that changes is a new feed, and said so`() throws {
    let lines = try change(before.replacing("a.example", with: "c.example"))
    #expect(
      lines == [
        "+ https://c.example/feed: a new feed to the store, although its title \"A\" is known: "
          + "its address changed",
        "- https://a.example/feed: polled no more; its items stay until they are old",
      ])
  }

  @Test func `digests and sections are compared key by key`() throws {
    let after =
      "[polling]\ninterval = \"2h\"\n[retention]\nage = \"30d\"\n"
      + before.replacing("[digest.daily]", with: "[digest.daily]\nat = [\"06:00\"]\n[digest.late]")
    let lines = try change(after)
    #expect(lines.contains("~ polling.interval: \"1h\" → \"2h\""))
    #expect(lines.contains("~ retention.age: \"365d\" → \"30d\""))
    #expect(lines.contains("~ digest.daily.at: [\"07:00\"] → [\"06:00\"]"))
    #expect(lines.contains("+ digest.late: a new digest"))
    #expect(lines.count == 4)
  }

  @Test func `no password is shown`() throws {
    let lines = try change("")
    #expect(
      lines.contains(
        "- https://…@b.example/feed: polled no more; its items stay until they are old"))
    #expect(!lines.contains { $0.contains("secret") })
  }

  /// Every key with another value than its default.
  private static let everything = """
    state = "/srv/rassegna"
    contact = "https://example.org/about"
    include = ["more.toml"]
    [polling]
    interval = "2h"
    rhythm = "fixed"
    floor = "20m"
    ceiling = "12h"
    active_hours = "06:00-23:00"
    zone = "Europe/Rome"
    transfers = 16
    per_host = 2
    host_gap = "3s"
    backlog = "48h"
    allow_private = true
    connect_timeout = "5s"
    timeout = "30s"
    size_limit = "8MiB"
    redirects = 5
    user_agent = "other/1"
    [retention]
    age = "30d"
    items_per_feed = 5000
    [stories]
    window = "48h"
    threshold = 0.6
    [metrics]
    file = "metrics/rassegna.prom"
    listen = "127.0.0.1:9464"
    [digest.daily]
    title = "Morning"
    at = ["06:00"]
    weekdays = ["mon"]
    zone = "Europe/Rome"
    tags = ["x"]
    formats = ["html"]
    directory = "digests/other"
    language = "it"
    catch_up = "skip"
    section_limit = 30
    feed_limit = 5
    pictures = true
    boost = ["a"]
    mute = ["b"]
    theme = "themes/plain"
    [[digest.daily.filter]]
    name = "one. \\"x\\""
    action = "only"
    words = ["oroscop*"]
    title_words = ["lotto"]
    title_pattern = '^x'
    text_pattern = 'y'
    url_pattern = 'z'
    tags = ["t"]
    authors = ["Rossi"]
    languages = ["it"]
    [digest.daily.mail]
    to = ["a@example.org"]
    from = "b@example.org"
    server = "mail.example.org"
    security = "tls"
    user = "me"
    password_file = "secrets/one"
    authorities = "ca.pem"
    [digest.second.mail]
    to = ["a@example.org"]
    from = "b@example.org"
    sendmail = "/usr/sbin/sendmail"
    [[feed]]
    url = "https://a.example/feed"
    title = "A"
    tags = ["x"]
    rank = 8
    interval = "3h"
    allow_private = false
    zone = "Europe/Rome"
    charset = "iso-8859-15"
    user = "me"
    password_file = "secrets/one"
    client_certificate = "client.pem"
    client_key = "client.key"
    authorities = "ca.pem"
    headers = ["Accept-Language: it"]
    user_agent = "other/2"
    cookies = true
    proxy = "http://127.0.0.1:3128"
    http_version = "1.1"
    address_family = "ipv4"
    timeout = "20s"
    size_limit = "1MiB"
    [[feed.filter]]
    name = "two three"
    action = "only"
    words = ["oroscop*"]
    title_words = ["lotto"]
    title_pattern = '^x'
    text_pattern = 'y'
    url_pattern = 'z'
    tags = ["t"]
    authors = ["Rossi"]
    languages = ["it"]
    [[feed]]
    url = "https://b.example/feed"
    token_file = "secrets/one"
    """
  /// The keys that can not go alone, with another value.
  private static let others = [
    "[[feed]] url": #""https://c.example/feed""#, "[digest.daily.mail] to": #"["c@example.org"]"#,
    "[digest.daily.mail] from": #""c@example.org""#,
    "[digest.daily.mail] server": #""other.example.org""#,
    "[digest.daily.mail] user": #""you""#, "[digest.daily.mail] password_file": #""secrets/two""#,
    "[digest.daily.mail] sendmail": #""/usr/bin/msmtp""#,
    "[[feed]] user": #""you""#, "[[feed]] password_file": #""secrets/two""#,
    "[[feed]] client_certificate": #""other.pem""#,
    "[[digest.daily.filter]] name": #""x""#, "[[feed.filter]] name": #""x""#,
  ]

  @Test func `whichever key is changed, that one is told`() throws {
    let lines = Self.everything.split(separator: "\n").map { String($0) }
    var section = ""
    var walked: Set<String> = []
    for (index, line) in lines.enumerated() {
      guard let name = line.split(separator: " = ").first, line.contains(" = ") else {
        // What is one way or the other stands in a digest each.
        section = line.replacing("second", with: "daily")
        continue
      }
      let key = "\(section) \(name)"
      guard walked.insert(key).inserted else { continue }
      var less = lines
      less[index] = Self.others[key].map { "\(name) = \($0)" } ?? ""
      let told = try change(from: Self.everything, to: less.joined(separator: "\n"))
      // What these name is another one then: the old one goes, a new one comes.
      let owner = ["url": "feed", "name": "filter"][name]
      #expect(told.count == (owner == nil ? 1 : 2), "\(key): \(told)")
      #expect(told.allSatisfy { $0.contains(owner ?? String(name)) }, "\(key): \(told)")
    }
    let all = ConfigurationKeys.descriptions.map { key in
      "\(key.section.replacing("NAME", with: "daily")) \(key.name)"
    }
    #expect(walked == Set(all))
  }

  @Test func `that a secret was changed is told, the secret is not`() throws {
    func file(_ secret: String) -> String {
      """
      [[feed]]
      url = "https://a.example/feed"
      headers = ["X-Api-Key: \(secret)"]
      proxy = "http://me:\(secret)@127.0.0.1:3128"
      """
    }
    let told = try change(from: file("first"), to: file("second"))
    #expect(told.count == 2)
    #expect(told.allSatisfy { $0.contains("hidden") && !$0.contains("first") })
    #expect(told.allSatisfy { !$0.contains("second") })
    #expect(try change(from: file("first"), to: file("first")) == [])
  }

  @Test func `beside nothing, what stands by itself is no change`() throws {
    #expect(try change(from: "", to: "") == [])
    #expect(
      try change(from: "", to: "[digest.daily]\n[polling]\ntransfers = 8\n") == [
        "+ digest.daily: a new digest", "~ polling.transfers: 32 → 8",
      ])
  }
}
