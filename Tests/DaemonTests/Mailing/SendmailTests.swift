import FoundationEssentials
import Running
import Storage
import Testing

@testable import Daemon

@Suite struct SendmailTests {
  private let sendmail = Sendmail(path: "/x/sendmail")

  private func outcome(_ ending: ProgramResult.Ending, _ errors: String = "")
    -> LetterCourse.Outcome
  {
    sendmail.outcome(ProgramResult(ending: ending, errors: Array(errors.utf8)))
  }

  @Test func `no address is read as an option`() {
    let program = sendmail.program(from: "-f@x", to: ["-oQ/tmp@x", "a@x"], environment: [:])
    #expect(program.path == "/x/sendmail")
    #expect(program.arguments == ["-i", "-f", "-f@x", "--", "-oQ/tmp@x", "a@x"])
  }

  @Test func `of the environment only what the program needs is handed on`() {
    let program = sendmail.program(
      from: "a@x", to: ["b@x"],
      environment: [
        "HOME": "/h", "CREDENTIALS_DIRECTORY": "/c", "NOTIFY_SOCKET": "@n", "LD_PRELOAD": "x",
        "PATH": "/evil", "LC_ALL": "it_IT.UTF-8",
      ])
    #expect(Set(program.environment.keys) == ["HOME", "CREDENTIALS_DIRECTORY", "PATH", "LC_ALL"])
    #expect(program.environment["PATH"]?.hasPrefix("/usr/local/sbin:") == true)
    #expect(program.environment["LC_ALL"] == "C")
  }

  @Test(arguments: [
    ("a\r\nb\r\n", "a\nb\n"), ("a\rb", "a\rb"), ("a\r", "a\r"), ("\r\r\n", "\r\n"), ("", ""),
    ("\r\n.\r\n", "\n.\n"),
  ]) func `lines end in LF`(message: String, input: String) {
    #expect(Sendmail.input(Array(message.utf8)) == Array(input.utf8))
  }

  @Test(arguments: [1, 68, 69, 70, 71, 73, 74, 75, 126, 127] as [Int32])
  func `what may be over in a minute is tried again in a minute`(status: Int32) {
    #expect(
      outcome(.exit(status), "no\nroom \u{1B}[2J\n")
        == .failed("/x/sendmail did not take it (exit status \(status)): no room [2J"))
  }

  @Test(arguments: [64, 65, 66, 67, 72, 76, 77, 78] as [Int32])
  func `what is meant for good waits an hour`(status: Int32) {
    #expect(
      outcome(.exit(status)) == .refused("/x/sendmail did not take it (exit status \(status))"))
  }

  @Test func `a program that did not end by itself leaves a doubt`() {
    #expect(outcome(.signal(11)) == .unknown("/x/sendmail was ended by signal 11"))
    #expect(outcome(.timedOut, "x") == .unknown("/x/sendmail took too long and was ended: x"))
    #expect(outcome(.cancelled) == .unknown("/x/sendmail was ended with the daemon"))
    #expect(outcome(.exit(0), "warning: x") == .sent)
  }

  @Test func `one that did not begin has sent nothing`() {
    #expect(
      sendmail.outcome(.notStarted(code: 2))
        == .failed("/x/sendmail can not be executed: No such file or directory"))
    #expect(
      sendmail.outcome(.notStarted(code: 13))
        == .failed("/x/sendmail may not be executed; for the service see Sendmail in rassegna(8)"))
    #expect(
      sendmail.outcome(.noRoom(code: 24))
        == .failed("no memory or descriptors to run /x/sendmail: Too many open files"))
  }

  private static let feed = """
    <rss version="2.0"><channel><title>F</title><item><guid>1</guid>
    <title>Story&#13;&#10;Bcc: x@example.org</title>
    <description>Text of a story.&#10;.&#10;QUIT</description></item></channel></rss>
    """

  /// Writes an edition that goes through `script`; returns what `digest` prints, and the letter.
  private func edition(_ script: String?, in folder: String) async throws -> (String, OutboxLetter)
  {
    let program = folder + "/sendmail"
    if let script {
      try write("#!/bin/sh\n" + script, to: program)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    }
    try write(Self.feed, to: folder + "/feed.xml")
    try write(
      """
      state = "state"
      [polling]
      backlog = "3650d"
      [digest.daily]
      title = "News $(id) `id` -- -t"
      formats = ["text"]
      directory = "digests"
      [digest.daily.mail]
      from = "Me <me@example.org>"
      to = ["-t@example.org", "b@example.org"]
      sendmail = "\(program)"
      [[feed]]
      url = "./feed.xml"
      """, to: folder + "/rassegna.toml")
    let options = ["--config", folder + "/rassegna.toml"]
    _ = try await Run(["poll", "--all"] + options, in: folder)
    let output = try await Run(["digest"] + options, in: folder).output
    let store = try Store(reading: folder + "/state/rassegna.db")
    return (output, try #require(try await store.latestLetters("daily", limit: 1).first))
  }

  @Test func `an edition goes through a program, once`() async throws {
    try await withTemporaryFolder { folder in
      let script = """
        printf '%s\\n' "$@" >>'\(folder)/arguments'
        cat >>'\(folder)/message'
        """
      let (output, letter) = try await edition(script, in: folder)
      #expect(output.contains("edition 1 mailed to -t@example.org, b@example.org\n"))
      #expect(letter.state == .sent && !letter.isDoubtful)
      #expect(
        try text(of: folder + "/arguments")
          == "-i\n-f\nme@example.org\n--\n-t@example.org\nb@example.org\n")
      let message = try text(of: folder + "/message")
      let head = message.prefix(upTo: try #require(message.firstRange(of: "\n\n")).lowerBound)
      #expect(
        head.hasPrefix("From: \"Me\" <me@example.org>\nTo: -t@example.org,\n b@example.org\n"))
      #expect(!message.utf8.contains(13))
      #expect(!head.contains("\nBcc:"))
      #expect(message.hasSuffix("--\n"))
    }
  }

  @Test(arguments: [
    ("cat >/dev/null; echo later >&2; exit 75", 60.0, false, "(exit status 75): later"),
    ("echo 'user unknown' >&2; exit 67", 3_600, false, "(exit status 67): user unknown"),
    ("kill -11 $$", 60, true, "was ended by signal 11"),
    (nil, 60, false, "can not be executed: No such file or directory"),
  ]) func `what fails waits, and says why`(
    script: String?, pause: Double, isDoubtful: Bool, reason: String
  ) async throws {
    try await withTemporaryFolder { folder in
      let (output, letter) = try await edition(script, in: folder)
      #expect(output.contains("edition 1 is not mailed yet: "))
      #expect(output.contains("it may have been sent twice") == isDoubtful)
      #expect(letter.state == .waiting)
      #expect(letter.isDoubtful == isDoubtful)
      #expect(letter.failure?.hasSuffix(reason) == true)
      #expect((0..<60).contains(letter.nextAttemptAt.timeIntervalSince(letter.putAt) - pause))
      #expect(FileManager.default.fileExists(atPath: folder + "/state/digests/latest.txt"))
    }
  }
}
