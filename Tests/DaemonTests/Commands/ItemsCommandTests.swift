import FoundationEssentials
import Testing

@testable import Daemon
@testable import Storage

@Suite struct ItemsCommandTests {
  @Test func `what a digest decides about once more is pending, as verify says`() async throws {
    try await withTemporaryFolder { folder in
      try write(feed(["One", "Two"]), to: folder + "/a.xml")
      let configuration = folder + "/rassegna.toml"
      try write("[digest.daily]\n[[feed]]\nurl = \"./a.xml\"\n", to: configuration)
      func run(_ arguments: String...) async throws -> Run {
        try await Run(
          arguments + ["--config", configuration],
          environment: ["STATE_DIRECTORY": folder + "/state"], in: folder)
      }
      _ = try await run("poll", "--all")
      #expect(try await run("digest").ending == .exit(0))
      try Connection(path: folder + "/state/rassegna.db", mode: .readWrite).execute(
        "DELETE FROM ledger WHERE item = 1; INSERT INTO reopened (digest, item) VALUES ('daily', 1)"
      )
      let items = try await run("items", "--json").output.split(separator: "\n")
      #expect(items.map { $0.contains(#""digests":{"daily":"pending"}"#) } == [true, false])
      #expect(items.map { $0.contains(#""digests":{"daily":"printed"}"#) } == [false, true])
      // The edition has told it: that is a finding, and where it stands is told all the same.
      let report = try await run("verify", "--json").output
      #expect(report.contains(#""pending":1"#) && report.contains(#""printed":1"#), "\(report)")
    }
  }
}
