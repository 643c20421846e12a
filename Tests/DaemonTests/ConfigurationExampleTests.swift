import Testing

@testable import Daemon

@Suite struct ConfigurationExampleTests {
  /// The files are found from this one, which is two folders below the repository.
  private static func path(_ name: String) -> String {
    let folders = #filePath.split(separator: "/").dropLast(3)
    return "/" + folders.joined(separator: "/") + "/config/" + name
  }

  @Test(arguments: ["rassegna.toml", "demo/demo.toml"])
  func `an example in the repository loads without a complaint`(name: String) throws {
    let configuration = try Configuration.load(path: Self.path(name), environment: [:])
    #expect(configuration.warnings.isEmpty)
    #expect(configuration.digests.count == 1)
  }

  @Test func `the example says the defaults`() throws {
    let configuration = try Configuration.load(path: Self.path("rassegna.toml"), environment: [:])
    #expect(configuration.polling == PollingSettings())
    #expect(configuration.state == "/var/lib/rassegna")
    #expect(configuration.feeds.isEmpty)
  }

  @Test func `every key is in the example`() throws {
    let text = try String(
        decoding: InputFile.bytes(of: Self.path("rassegna.toml"), maximumBytes: 1 << 20),
        as: UTF8.self)
    for key in ConfigurationKeys.descriptions {
      #expect(text.contains("\(key.name) = "), "\(key.name)")
    }
  }

  @Test func `systemd's folder wins`() throws {
    let configuration = try Configuration.load(
      path: Self.path("rassegna.toml"), environment: ["STATE_DIRECTORY": "/run/elsewhere"])
    #expect(configuration.state == "/run/elsewhere")
  }
}
