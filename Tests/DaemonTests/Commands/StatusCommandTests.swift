import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(2))) struct StatusCommandTests {
  private static let configuration = """
    [polling]
    interval = "2h"
    [digest.daily]
    at = ["06:00"]
    [[feed]]
    url = "file:///nowhere/one.xml"
    title = "One"
    """

  @Test func `a configuration that does not load hides nothing`() async throws {
    try await withDaemon(Self.configuration) { daemon in
      #expect(await daemon.log.next(with: "poll feed=file:///nowhere/one.xml") != nil)
      try write("[polling]\ninterval = 7\n[digset.daily]\n", to: daemon.configuration)
      let run = try await daemon.run("status")
      #expect(run.ending == .exit(1))
      #expect(run.output.contains("the configuration does not load"))
      #expect(run.output.contains("rassegna.toml:2:"))
      #expect(run.output.contains("`rassegna check` tells all 2"))
      #expect(run.output.contains("One since "))
      #expect(run.output.contains("daily: no edition yet, next "))
      let json = try await daemon.run("status", "--json")
      #expect(json.output.contains("\"is_well\":false"))
      #expect(json.output.contains("the configuration does not load"))
    }
  }

  @Test func `without a database, a configuration that does not load is all there is to tell`()
    async throws
  {
    try await withTemporaryFolder { folder in
      try write("[polling]\ninterval = 7\n", to: folder + "/rassegna.toml")
      let run = try await Run(
        ["status", "--config", folder + "/rassegna.toml"],
        environment: ["STATE_DIRECTORY": folder + "/state"], in: folder)
      #expect(run.ending == .exit(78))
      #expect(run.errors.contains("rassegna.toml:2:12: error: polling.interval"))
    }
  }
}
