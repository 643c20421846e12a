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

  @Test func `messages reach the socket that systemd names`() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/notify"
      let receiver = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      defer { close(receiver) }
      let address = try #require(UnixAddress(path))
      try #require(address.bind(receiver))
      let manager = ServiceManager(environment: ["NOTIFY_SOCKET": path])
      manager.notify(.ready, .status("3 feeds\n<0>forged"))
      var bytes = [UInt8](repeating: 0, count: 200)
      let count = unsafe bytes.withUnsafeMutableBytes {
        unsafe recv(receiver, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
      }
      let message = String(decoding: bytes[..<max(0, count)], as: UTF8.self)
      #expect(message == "READY=1\nSTATUS=3 feeds\u{FFFD}<0>forged")
    }
  }

  @Test func `without a socket nothing is sent and nothing fails`() {
    ServiceManager(environment: [:]).notify(.watchdog)
    ServiceManager(environment: ["NOTIFY_SOCKET": "/nonexistent"]).notify(.watchdog)
  }
}
