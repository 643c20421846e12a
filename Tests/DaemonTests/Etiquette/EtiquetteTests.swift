import Testing

@testable import Daemon

@Suite struct EtiquetteTests {
  /// In a process of its own: other tests hold the threads of this one for longer than the poller waits
  /// for an answer.
  @Test func `every rule of good manners that applies is kept`() async throws {
    let run = try await withTemporaryFolder { try await Run(["doctor", "--etiquette"], in: $0) }
    let lines = run.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 75)
    #expect(
      lines.filter { !$0.contains("  kept  ") }.map { $0.prefix(6) }.sorted() == [
        "71 kep", "FRB031", "FRB070", "FRB071",
      ])
    #expect(lines.last == "71 kept, 0 broken, 3 not applicable.")
    #expect(run.ending == .exit(0))
  }
}
