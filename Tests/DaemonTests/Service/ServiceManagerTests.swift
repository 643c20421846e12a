import Glibc
import Testing

@testable import Daemon

@Suite struct ServiceManagerTests {
  @Test(
    arguments: [
      ([:], nil), (["WATCHDOG_USEC": "30000000"], Duration.seconds(15)),
      (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "7"], .seconds(15)),
      (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "8"], nil),
      (["WATCHDOG_USEC": "0"], nil), (["WATCHDOG_USEC": "soon"], nil),
    ] as [([String: String], Duration?)])
  func `the watchdog wants to be fed twice in its time`(
    environment: [String: String], interval: Duration?
  ) {
    let manager = ServiceManager(environment: environment, processNumber: 7)
    #expect(manager.watchdogInterval == interval)
  }

  @Test func `messages reach the socket that systemd names`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/notify"
      let inbox = try Inbox(path: path)
      let manager = ServiceManager(environment: ["NOTIFY_SOCKET": path])
      manager.notify(.ready, .status("3 feeds\n<0>forged"))
      let message = inbox.next(withinMilliseconds: 0)
      #expect(message == "READY=1\nSTATUS=3 feeds\u{FFFD}<0>forged")
    }
  }

  @Test func `every state is what sd_notify(3) calls it`() async throws {
    try await withTemporaryFolder { folder in
      let inbox = try Inbox(path: folder + "/notify")
      let manager = ServiceManager(environment: ["NOTIFY_SOCKET": folder + "/notify"])
      manager.notify(
        .reloading(monotonicMicroseconds: 7), .stopping, .watchdog, .extendTimeout(.seconds(30)))
      #expect(
        inbox.next(withinMilliseconds: 0)
          == "RELOADING=1\nMONOTONIC_USEC=7\nSTOPPING=1\nWATCHDOG=1\nEXTEND_TIMEOUT_USEC=30000000")
    }
  }

  @Test func `without a socket nothing is sent and nothing fails`() {
    ServiceManager(environment: [:]).notify(.watchdog)
    ServiceManager(environment: ["NOTIFY_SOCKET": "/nonexistent"]).notify(.watchdog)
  }
}

/// The socket on which a test plays systemd.
struct Inbox {
  private let descriptor: Int32

  init(path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    let address = try #require(UnixAddress(path))
    try #require(address.bind(descriptor))
  }

  /// The next message; nil when none comes in time.
  func next(withinMilliseconds limit: Int32) -> String? {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard unsafe poll(&request, 1, limit) == 1 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 500)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe recv(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
    }
    return count < 0 ? nil : String(decoding: bytes[..<count], as: UTF8.self)
  }
}
