import Digests
import Fetching
import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct ConfigurationMailTests {
  private static let least = """
    [digest.a.mail]
    to = ["a@example.org"]
    from = "Me <me@example.org>"
    server = "mail.example.org"
    """

  private func server(_ more: String = "") throws -> MailServer {
    guard case .server(let server) = try mail(more).carrier else { throw CancellationError() }
    return server
  }

  private func mail(_ more: String = "") throws -> MailSettings {
    let configuration = try load(["rassegna.toml": "[digest.a]\n" + Self.least + "\n" + more])
    return try #require(configuration.digests.first?.mail)
  }

  @Test func `three keys are enough, and mean an encrypted conversation`() throws {
    let mail = try mail()
    #expect(mail.from.name == "Me")
    #expect(mail.to.map(\.address) == ["a@example.org"])
    #expect(
      mail.carrier
        == .server(MailServer(host: "mail.example.org", port: 587, security: .startTLS)))
    #expect(mail.user == nil)
    #expect(mail.passwordFile == nil)
  }

  @Test(arguments: [("starttls", 587), ("tls", 465), ("none", 25)])
  func `each kind of conversation has its usual port`(security: String, port: Int) throws {
    #expect(try server("security = \"\(security)\"").port == port)
  }

  @Test(arguments: [
    ("mail.example.org:2525", "mail.example.org", 2525), ("127.0.0.1", "127.0.0.1", nil),
    ("[::1]:25", "[::1]", 25), ("[::1]", "[::1]", nil), ("localhost", "localhost", nil),
  ]) func `a server is a name with a port or without`(text: String, name: String, port: Int?) {
    #expect(MailDraft.Host(text) == MailDraft.Host(name: name, port: port))
  }

  @Test(arguments: [
    "", "smtp://x", "a b", "x:", "x:0", "x:65536", "x:y", "::1", "x/y", "x\r\nRSET", "a@b",
  ]) func `anything else is none`(text: String) {
    #expect(MailDraft.Host(text) == nil)
  }

  @Test func `paths begin at the file, and a password is looked for among the credentials first`()
    throws
  {
    let keys = "user = \"me\"\npassword_file = \"pw\"\nauthorities = \"ca.pem\""
    #expect(try mail(keys).passwordFile == .init(name: "pw", path: "/etc/rassegna/pw"))
    #expect(try server(keys).authorities == "/etc/rassegna/ca.pem")
  }

  @Test func `a password is the first line of its file`() async throws {
    try await withTemporaryFolder { folder in
      try write("secret word\nnote\n", to: folder + "/pw")
      var mail = try mail()
      mail.passwordFile = .init(name: "pw", path: "/nowhere/pw")
      #expect(mail.password(credentials: folder) == "secret word")
      #expect(mail.password(credentials: nil) == nil)
      mail.passwordFile = .init(name: "other", path: folder + "/pw")
      #expect(mail.password(credentials: folder) == "secret word")
    }
  }

  @Test(arguments: [
    #"""
    [digest.a]
    mail = "me@example.org"
    ! 2:1: error: digest.a.mail: expected a section [digest.a.mail]
    """#,
    #"""
    [digest.a.mail]
    to = ["me"]
    ! 1:11: error: digest.a.mail.from: this section lacks from: add it
    ! 1:11: error: digest.a.mail: this section lacks the way to send: add server or sendmail
    ! 2:7: error: digest.a.mail.to: expected an address of mail such as "Rassegna <rassegna@example.org>", found "me"
    """#,
    #"""
    [digest.a.mail]
    to = ["a@example.org"]
    from = "a@example.org"
    server = "smtp://mail.example.org"
    user = "me"
    ! 1:11: error: digest.a.mail: user and password_file are given together or not at all
    ! 4:10: error: digest.a.mail.server: expected a mail server such as "mail.example.org" or "mail.example.org:587", found "smtp://mail.example.org": write the name alone; 'security' says how it is spoken to
    """#,
    #"""
    [digest.a.mail]
    to = ["a@example.org", "a@example.org"]
    from = "a@example.org"
    server = "x"
    password = "secret"
    ! 2:24: error: digest.a.mail.to: "a@example.org" stands in this list twice
    ! 5:1: error: digest.a.mail.password: unknown key 'password' in [digest.NAME.mail]: the keys there are to, from, server, sendmail, security, user, password_file, authorities
    """#,
    #"""
    [digest.a.mail]
    to = ["a@example.org"]
    from = "a@example.org"
    server = "x"
    sendmail = "/usr/sbin/sendmail"
    user = "me"
    ! 1:11: error: digest.a.mail: server and sendmail stand side by side: keep one of them, letters go one way
    """#,
    #"""
    [digest.a.mail]
    to = ["a@example.org"]
    from = "a@example.org"
    sendmail = "/usr/sbin/sendmail"
    user = "me"
    security = "none"
    ! 1:11: error: digest.a.mail.security: this is for a server; the program of sendmail has a configuration of its own
    ! 1:11: error: digest.a.mail.user: this is for a server; the program of sendmail has a configuration of its own
    """#,
    #"""
    [digest.a.mail]
    to = ["a@example.org"]
    from = "a@example.org"
    sendmail = "sendmail -t"
    ! 4:12: error: digest.a.mail.sendmail: expected the absolute path of a program such as "/usr/sbin/sendmail", found "sendmail -t": write the path alone; the program gets its options from rassegna
    """#,
  ]) func `a mistake is told with its place`(example: String) {
    let (text, told) = split(example)
    #expect(problemLines(text) == told)
  }

  @Test func `a program takes the place of a server`() throws {
    let text = "[digest.a.mail]\nto = [\"a@x.org\"]\nfrom = \"a@x.org\"\nsendmail = \"/bin/m\"\n"
    let mail = try #require(try load(["rassegna.toml": text]).digests.first?.mail)
    #expect(mail.carrier == .program(Sendmail(path: "/bin/m")))
  }

  @Test(arguments: [
    (ProgramFault.missing, "is not there: no letter will go until it is installed"),
    (.notRegular, "is no file that can be executed: name the program itself"),
    (
      .forbidden,
      "may not be executed by this user: no letter will go (for the service see Sendmail in rassegna(8))"
    ),
  ]) func `a program that can not be run is warned of, and stops nothing`(
    fault: ProgramFault, sentence: String
  ) throws {
    var files = ConfigurationFiles.memory([
      "rassegna.toml":
        "[digest.a.mail]\nto = [\"a@x.org\"]\nfrom = \"a@x.org\"\nsendmail = \"/bin/m\"\n"
    ])
    files.programFault = { $0 == "/bin/m" ? fault : nil }
    let told = try Configuration.load(path: "rassegna.toml", environment: [:], files: files)
    #expect(
      told.warnings.map(\.line) == [
        "rassegna.toml:4:12: warning: digest.a.mail.sendmail: \"/bin/m\" \(sentence)"
      ])
  }

  @Test(
    arguments: [
      ("/bin/sh", nil), ("/nowhere/x", .missing), ("/etc", .notRegular), ("/dev/null", .notRegular),
      ("/etc/passwd", .forbidden),
    ] as [(String, ProgramFault?)]) func `what is a program is asked of the disk`(
      path: String, fault: ProgramFault?
    )
  {
    #expect(ConfigurationFiles.disk.programFault(path) == fault)
  }
}
