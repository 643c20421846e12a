import FoundationEssentials
import Glibc

@testable import Daemon

/// `rassegna run`, with what it logs and what it tells systemd.
struct DaemonProcess {
  let child: ChildProcess
  let folder: String
  let log: LineReader
  let notifications: LineReader

  var configuration: String { folder + "/rassegna.toml" }
  var state: String { folder + "/state" }

  /// Starts it on `rassegna.toml` in `folder`.
  init(in folder: String, environment: [String: String] = [:]) async throws {
    self.folder = folder
    let receiver = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    Descriptor.remove(folder + "/notify")
    guard let address = UnixAddress(folder + "/notify"), address.bind(receiver) else {
      throw ChildProcess.NotStarted(code: errno)
    }
    var ends: [Int32] = [0, 0]
    _ = unsafe socketpair(
      AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
    var variables = ["NOTIFY_SOCKET": folder + "/notify", "STATE_DIRECTORY": folder + "/state"]
    variables.merge(environment) { $1 }
    child = try ChildProcess(
      ["run", "--config", folder + "/rassegna.toml"], environment: variables,
      errors: .descriptor(ends[1]))
    close(ends[1])
    log = await LineReader(ends[0], .lines)
    notifications = await LineReader(receiver, .datagrams)
  }

  /// Runs another command beside it.
  func run(_ arguments: String...) async throws -> Run {
    try await Run(
      arguments + ["--config", configuration], environment: ["STATE_DIRECTORY": state], in: folder)
  }

  /// Ends it as systemd does.
  func terminate() async -> ChildProcess.Ending {
    child.send(SIGTERM)
    let ending = await child.end()
    await notifications.end()
    return ending
  }
}

/// Runs a daemon on `configuration` in a folder of its own, and ends it whatever happens.
///
/// - Parameter prepare: is called with the folder before the daemon starts.
func withDaemon(
  _ configuration: String, environment: [String: String] = [:],
  prepare: (String) async throws -> Void = { _ in },
  _ body: (DaemonProcess) async throws -> Void
) async throws {
  try await withTemporaryFolder { folder in
    try write(configuration, to: folder + "/rassegna.toml")
    try await prepare(folder)
    let daemon = try await DaemonProcess(in: folder, environment: environment)
    defer { daemon.child.send(SIGKILL) }
    try await body(daemon)
    _ = await daemon.terminate()
  }
}
