import FoundationEssentials
import Glibc
import Testing

@testable import Daemon

@Suite struct StandardOutputTests {
  @Test func `output that finds no room ends with 74 and says why`() async throws {
    try await withTemporaryFolder { folder in
      let child = try ChildProcess(
        ["--help"], output: .file("/dev/full"), errors: .file(folder + "/errors"))
      #expect(await child.end() == .exit(74))
      let errors = try String(contentsOfFile: folder + "/errors", encoding: .utf8)
      #expect(errors == "rassegna: standard output: No space left on device\n")
    }
  }

  @Test func `output without a reader ends with 74 and says nothing`() async throws {
    try await withTemporaryFolder { folder in
      var ends: [Int32] = [0, 0]
      // A pair of sockets: no other child inherits them by chance.
      let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
      try #require(unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0)
      close(ends[0])
      let child = try ChildProcess(
        ["--help"], output: .descriptor(ends[1]), errors: .file(folder + "/errors"))
      close(ends[1])
      #expect(await child.end() == .exit(74))
      #expect(try text(of: folder + "/errors") == "")
    }
  }

  @Test func `a closed output is no other file's`() async throws {
    try await withTemporaryFolder { folder in
      try write("[digest.daily]\n", to: folder + "/rassegna.toml")
      let child = try ChildProcess(
        ["poll", "--config", folder + "/rassegna.toml"],
        environment: ["STATE_DIRECTORY": folder + "/state"], output: .closed, errors: .closed)
      #expect(await child.end() == .exit(74))
      let lock = try String(contentsOfFile: folder + "/state/rassegna.lock", encoding: .utf8)
      #expect(lock == "\(child.id)\n")
    }
  }

  @Test func `an item is listed with its day, its feed and its title`() async throws {
    try await withTemporaryFolder { folder in
      let item = "<item><title>Neve</title><pubDate>Wed, 18 Mar 2026 09:00:00 GMT</pubDate></item>"
      try write(
        "<rss><channel><title>Ponte</title>\(item)</channel></rss>", to: folder + "/feed.xml")
      try write("[[feed]]\nurl = \"file://\(folder)/feed.xml\"\n", to: folder + "/rassegna.toml")
      let environment = ["STATE_DIRECTORY": folder + "/state", "TZ": "UTC"]
      for (command, rest) in [("poll", []), ("items", []), ("search", ["neve"])] {
        let run = try await Run(
          [command, "--config", folder + "/rassegna.toml"] + rest, environment: environment,
          in: folder)
        guard command != "poll" else { continue }
        #expect(run.output == "1  2026-03-18  Ponte: Neve\n")
      }
    }
  }

  @Test func `a poll whose output is cut off has stored all the same`() async throws {
    try await withTemporaryFolder { folder in
      try write(feed(["One", "Two"]), to: folder + "/feed.xml")
      try write("[[feed]]\nurl = \"file://\(folder)/feed.xml\"\n", to: folder + "/rassegna.toml")
      let state = ["STATE_DIRECTORY": folder + "/state"]
      let arguments = ["--config", folder + "/rassegna.toml"]
      let child = try ChildProcess(
        ["poll"] + arguments, environment: state, output: .file("/dev/full"))
      #expect(await child.end() == .exit(74))
      let items = try await Run(["items"] + arguments, environment: state, in: folder)
      #expect(items.output.split(separator: "\n").count == 2)
    }
  }
}

func write(_ text: String, to path: String) throws {
  try text.write(toFile: path, atomically: false, encoding: .utf8)
}
