import FoundationEssentials
import Glibc
import Testing

@testable import Running

/// Programs are shell scripts here, whose standard error tells what they saw.
@Suite struct ProgramTests {
  private func run(
    _ script: String, _ arguments: [String] = [], environment: [String: String] = [:],
    input: String = "", timeout: Duration = .seconds(60)
  ) async throws(ProgramError) -> (ending: ProgramResult.Ending, errors: String) {
    let program = Program(
      path: "/bin/sh", arguments: ["-c", script, "sh"] + arguments, environment: environment,
      timeout: timeout)
    let result = try await program.run(input: Array(input.utf8))
    return (result.ending, String(decoding: result.errors, as: UTF8.self))
  }

  @Test func `a program gets its input and arguments as they are`() async throws {
    let arguments = ["-x", "a b", "$(id)", "`id`", "'\"\n;", ""]
    let seen = try await run(
      "cat >&2; for a; do printf '[%s]' \"$a\" >&2; done", arguments, input: "in\n")
    #expect(seen.ending == .exit(0))
    #expect(seen.errors == "in\n[-x][a b][$(id)][`id`]['\"\n;][]")
  }

  @Test func `it gets no other environment than it is given`() async throws {
    let seen = try await run("/usr/bin/env >&2", environment: ["A": "1", "B": "x=y z"])
    let lines = Set(seen.errors.split(separator: "\n"))
    #expect(lines.isSuperset(of: ["A=1", "B=x=y z"]))
    #expect(
      lines.allSatisfy {
        ["A", "B", "PWD", "OLDPWD", "SHLVL", "_"].contains($0.prefix { $0 != "=" })
      })
  }

  @Test func `it inherits no descriptor, no folder, no signal that is held back or ignored`()
    async throws
  {
    let descriptor = unsafe open("/dev/null", O_RDONLY)
    defer { close(descriptor) }
    // As the daemon ignores those that it listens to.
    _ = signal(SIGUSR2, SIG_IGN)
    defer { _ = signal(SIGUSR2, SIG_DFL) }
    // The listing itself has the fourth descriptor.
    #expect(try await run("ls /proc/self/fd >&2; pwd >&2").errors == "0\n1\n2\n3\n/\n")
    let signals = try await run("grep -E 'Sig(Blk|Ign)' /proc/self/status >&2").errors
    let masks = signals.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0, radix: 16) }
    // glibc keeps two signals above the ordinary ones to itself.
    #expect(masks.map { $0 & 0x7FFF_FFFF } == [0, 0])
  }

  @Test(arguments: [0, 1, 67, 75, 255] as [Int32])
  func `how it ends by itself is told`(status: Int32) async throws {
    #expect(try await run("exit \(status)").ending == .exit(status))
  }

  @Test func `a signal that ends it is told`() async throws {
    #expect(try await run("kill -9 $$").ending == .signal(SIGKILL))
  }

  @Test func `one that does not read its input holds nobody up`() async throws {
    let input = String(repeating: "x", count: 3_000_000)
    #expect(try await run("exit 0", input: input).ending == .exit(0))
    #expect(try await run("wc -c >&2", input: input).errors == "3000000\n")
  }

  @Test func `one that writes without end is cut short, not held up`() async throws {
    let seen = try await run("exec 2>&2; yes >&2; exit 3")
    #expect(seen.ending == .exit(3))
    #expect(seen.errors.utf8.count == 64 * 1024)
  }

  @Test(arguments: ["exec sleep 50", "trap '' TERM; sleep 50; sleep 50"])
  func `one that takes too long is ended, with what it has started`(script: String) async throws {
    let seen = try await run(script, timeout: .milliseconds(50))
    #expect(seen.ending == .timedOut)
  }

  @Test func `what it leaves behind is not waited for`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    // What is left there harms nobody.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let gate = folder + "/gate"
    #expect(unsafe mkfifo(gate, 0o600) == 0)
    let seen = try await run("(read line; : >\(folder)/late) <\(gate) & exit 0")
    #expect(seen.ending == .exit(0))
    #expect(!FileManager.default.fileExists(atPath: folder + "/late"))
    // Lets it go.
    let descriptor = unsafe open(gate, O_WRONLY)
    #expect(close(descriptor) == 0)
  }

  @Test func `it ends with the task that runs it`() async throws {
    let task = Task { try await run("exec sleep 50") }
    task.cancel()
    #expect(try await task.value.ending == .cancelled)
  }

  @Test func `one that ends in time is not cancelled`() async throws {
    let task = Task { try await run("exit 4") }
    task.cancel()
    #expect(try await task.value.ending == .exit(4))
  }

  @Test(arguments: [("/nowhere/sendmail", ENOENT), ("/etc/passwd", EACCES), ("/etc", EACCES)])
  func `one that can not be executed is told with the system's reason`(path: String, code: Int32)
    async
  {
    await #expect(throws: ProgramError.notStarted(code: code)) {
      try await Program(path: path, arguments: []).run(input: [])
    }
  }
}
