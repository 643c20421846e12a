import Fetching
import FoundationEssentials
import ScriptServer
import Storage
import Testing

@testable import Daemon

/// `rassegna digest` with a mail server beside it.
@Suite struct MailingTests {
  private static let feed = """
    <rss version="2.0"><channel><title>F</title><item><guid>NUMBER</guid>
    <title>Story NUMBER</title><description>Text NUMBER of a story.</description></item></channel></rss>
    """

  private func configuration(_ port: UInt16) -> String {
    """
    state = "state"
    [polling]
    backlog = "3650d"
    [digest.daily]
    formats = ["text"]
    directory = "digests"
    [digest.daily.mail]
    from = "me@example.org"
    to = ["a@example.org"]
    server = "127.0.0.1:\(port)"
    security = "none"
    [[feed]]
    url = "./feed.xml"
    """
  }

  /// Polls a feed with one new story and writes an edition; returns what `digest` prints.
  private func edition(_ number: Int, in folder: String) async throws -> String {
    try write(Self.feed.replacing("NUMBER", with: "\(number)"), to: folder + "/feed.xml")
    let options = ["--config", folder + "/rassegna.toml"]
    _ = try await Run(["poll", "--all"] + options, in: folder)
    return try await Run(["digest"] + options, in: folder).output
  }

  private func letters(in folder: String) async throws -> [OutboxLetter] {
    try await Store(reading: folder + "/state/rassegna.db").latestLetters("daily", limit: 9)
  }

  @Test func `an edition is mailed once`() async throws {
    let server = await MailScriptServer { MailScriptServer.reply(to: $0) }
    try await withTemporaryFolder { folder in
      try write(configuration(server.port), to: folder + "/rassegna.toml")
      let output = try await edition(1, in: folder)
      #expect(output.contains("edition 1 mailed to a@example.org\n"))
      #expect(await server.messages.count == 1)
      let options = ["digest", "--config", folder + "/rassegna.toml"]
      let again = try await Run(options, in: folder).output
      #expect(again == "daily: nothing new since the last edition.\n")
      #expect(await server.messages.count == 1)
      #expect(try await letters(in: folder).map(\.state) == [.sent])
    }
    await server.stop()
  }

  @Test func `a letter that fails holds no file up, and waits`() async throws {
    let server = await MailScriptServer { line in
      line.hasPrefix("MAIL") ? .init("451 later\r\n") : MailScriptServer.reply(to: line)
    }
    try await withTemporaryFolder { folder in
      try write(configuration(server.port), to: folder + "/rassegna.toml")
      let output = try await edition(1, in: folder)
      #expect(output.contains("edition 1 is not mailed yet: the server refused it (451)"))
      #expect(FileManager.default.fileExists(atPath: folder + "/state/digests/latest.txt"))
      let letter = try #require(try await letters(in: folder).first)
      #expect(letter.state == .waiting)
      #expect(letter.attempts == 1)
      #expect(!letter.isDoubtful)
      let status = ["status", "--config", folder + "/rassegna.toml"]
      let told = try await Run(status, in: folder).output
      #expect(told.contains("Not mailed:\n  daily, edition 1: 1 attempt: the server refused it"))
      let json = try await Run(status + ["--json"], in: folder).output
      #expect(json.contains("\"letters\":[{\"attempts\":1,\"edition\":1,"))
      #expect(json.contains("\"state\":\"waiting\"}]"))
    }
    await server.stop()
  }

  @Test func `a letter whose last word was not heard is said to be in doubt`() async throws {
    let server = await MailScriptServer { line in
      line == "." ? .init("", end: .close) : MailScriptServer.reply(to: line)
    }
    try await withTemporaryFolder { folder in
      try write(configuration(server.port), to: folder + "/rassegna.toml")
      let output = try await edition(1, in: folder)
      #expect(output.contains("it may have been sent twice"))
      #expect(try await letters(in: folder).map(\.isDoubtful) == [true])
    }
    await server.stop()
  }

  @Test func `a letter that a crash cut short is sent at the next start, and said to be in doubt`()
    async throws
  {
    let server = await MailScriptServer { MailScriptServer.reply(to: $0) }
    try await withTemporaryFolder { folder in
      try write(configuration(server.port), to: folder + "/rassegna.toml")
      _ = try await edition(1, in: folder)
      do {
        let store = try Store(path: folder + "/state/rassegna.db")
        var letter = try #require(try await store.latestLetters("daily", limit: 1).first)
        letter.state = .sending
        try await store.write(letter, at: letter.putAt)
      }
      let options = ["digest", "--config", folder + "/rassegna.toml"]
      let output = try await Run(options, in: folder).output
      #expect(output.contains("edition 1 mailed to a@example.org; it may have been sent twice"))
      let messages = await server.messages
      #expect(messages.count == 2)
      #expect(messages.first == messages.last)
    }
    await server.stop()
  }

  @Test func `a digest that goes by mail no more gives its letters up`() async throws {
    let server = await MailScriptServer { line in
      line.hasPrefix("MAIL") ? .init("451 later\r\n") : MailScriptServer.reply(to: line)
    }
    try await withTemporaryFolder { folder in
      try write(configuration(server.port), to: folder + "/rassegna.toml")
      _ = try await edition(1, in: folder)
      let store = try Store(path: folder + "/state/rassegna.db")
      var letter = try #require(try await store.openLetters().first)
      letter.nextAttemptAt = letter.putAt
      try await store.write(letter, at: letter.putAt)
      var settings = try Configuration.load(
        path: folder + "/rassegna.toml", environment: ["STATE_DIRECTORY": folder + "/state"])
      settings.digests[0].mail = nil
      let postman = Postman(
        configuration: settings, store: store, fetcher: .init(), clock: .system, log: Log(.nobody))
      #expect(try await postman.deliver().next == nil)
      #expect(try await store.latestLetters("daily", limit: 1).map(\.state) == [.givenUp])
    }
    await server.stop()
  }
}
