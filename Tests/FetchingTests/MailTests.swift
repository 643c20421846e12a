import ScriptServer
import Testing

@testable import Fetching

@Suite struct MailTests {
  private static let message = "Subject: x\r\n\r\n.begins with a stop\r\nends\r\n"

  private func request(
    _ server: MailScriptServer, _ security: MailServer.Security = .none,
    account: MailServer.Account? = nil
  ) -> MailRequest {
    MailRequest(
      server: MailServer(
        host: "127.0.0.1", port: Int(server.port), security: security, account: account),
      from: "from@example.org", to: ["a@example.org", "b@example.org"],
      message: Array(Self.message.utf8), timeout: .seconds(20))
  }

  /// What becomes of a message at a server that answers the lines that begin with `step` by `reply`.
  private func failure(
    at step: String, _ reply: ScriptServer.Reply, _ security: MailServer.Security = .none,
    account: MailServer.Account? = nil
  ) async -> (error: MailError?, server: MailScriptServer) {
    let server = await MailScriptServer { line in
      let isStep = step.isEmpty ? line.isEmpty : line.hasPrefix(step)
      return isStep ? reply : MailScriptServer.reply(to: line)
    }
    let fetcher = Fetcher()
    var failure: MailError?
    do {
      try await fetcher.send(request(server, security, account: account))
    } catch {
      failure = error
    }
    await fetcher.shutDown()
    await server.stop()
    return (failure, server)
  }

  @Test func `a message reaches all recipients as it is`() async throws {
    let (error, server) = await failure(at: "none", .init(""))
    #expect(error == nil)
    #expect(
      await server.messages == ["Subject: x\r\n\r\n..begins with a stop\r\nends\r\n"])
    let commands = await server.commands
    #expect(commands.contains { $0.hasPrefix("MAIL FROM:<from@example.org>") })
    #expect(commands.filter { $0.hasPrefix("RCPT") }.count == 2)
    #expect(!commands.contains { $0.hasPrefix("AUTH") })
  }

  @Test(arguments: [
    ("", "554 no service\r\n", 554), ("MAIL", "550 not you\r\n", 550),
    ("RCPT TO:<b@", "450 busy\r\n", 450), ("RCPT", "550 nobody here\r\n", 550),
    ("DATA", "451 later\r\n", 451), (".", "552 too large\r\n", 552), (".", "421 closing\r\n", 421),
  ]) func `a refusal at any step is told with its code`(step: String, reply: String, code: Int)
    async
  {
    let error = await failure(at: step, .init(reply)).error
    guard case .refused(code, _) = error else {
      Issue.record("\(step) \(code): \(String(describing: error))")
      return
    }
  }

  @Test(arguments: ["", "EHLO", "MAIL", "RCPT", "DATA"], [ScriptServer.Reply.End.close, .reset])
  func `a connection that breaks before the message is over has sent nothing`(
    step: String, end: ScriptServer.Reply.End
  ) async {
    let (error, server) = await failure(at: step, .init("", end: end))
    guard case .notSent = error else {
      Issue.record("\(step): \(String(describing: error))")
      return
    }
    #expect(await server.messages.isEmpty)
  }

  @Test(arguments: [ScriptServer.Reply.End.close, .reset])
  func `a connection that breaks before the last reply leaves it open`(
    end: ScriptServer.Reply.End
  ) async {
    let (error, server) = await failure(at: ".", .init("", end: end))
    guard case .unknown = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(await server.messages.count == 1)
  }

  @Test func `a server that knows no TLS gets nothing where it is asked for`() async {
    let (error, server) = await failure(at: "none", .init(""), .startTLS)
    guard case .notSent = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(await !server.commands.contains { $0.hasPrefix("MAIL") })
  }

  @Test func `TLS that fails after STARTTLS ends the conversation`() async {
    let offer = ScriptServer.Reply("250-mail.example\r\n250 STARTTLS\r\n")
    let server = await MailScriptServer { line in
      switch line {
      case "STARTTLS": .init("220 go on\r\n", end: .close)
      case _ where line.hasPrefix("EHLO"): offer
      default: MailScriptServer.reply(to: line)
      }
    }
    let fetcher = Fetcher()
    await #expect(throws: MailError.self) {
      try await fetcher.send(request(server, .startTLS))
    }
    #expect(await !server.commands.contains { $0.hasPrefix("MAIL") })
    await fetcher.shutDown()
    await server.stop()
  }

  @Test func `an account is shown to the server that asks`() async throws {
    let account = MailServer.Account(user: "me", password: "secret word")
    let (error, server) = await failure(
      at: "AG1lAHNlY3JldCB3b3Jk", .init("235 welcome\r\n"), account: account)
    #expect(error == nil)
    #expect(await server.messages.count == 1)
  }

  @Test func `a wrong password is a refusal`() async {
    let account = MailServer.Account(user: "me", password: "wrong")
    let error = await failure(at: "AG1lAHdyb25n", .init("535 no\r\n"), account: account).error
    guard case .refused(535, let failure) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(!failure.text.contains("wrong"))
  }

  @Test func `a fetcher that has shut down sends nothing`() async {
    let server = await MailScriptServer { MailScriptServer.reply(to: $0) }
    let fetcher = Fetcher()
    await fetcher.shutDown()
    await #expect(throws: MailError.cancelled) { try await fetcher.send(request(server)) }
    await server.stop()
  }
}
