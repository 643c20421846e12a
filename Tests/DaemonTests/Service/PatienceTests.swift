import Testing

@testable import Daemon

@Suite struct PatienceTests {
  @Test func `a long step asks for more time, again and again, and not for ever`() async throws {
    try await withTemporaryFolder { folder in
      let inbox = try Inbox(path: folder + "/notify")
      let manager = ServiceManager(environment: ["NOTIFY_SOCKET": folder + "/notify"])
      let patience = Patience(manager: manager, portion: .milliseconds(20), requests: 3)
      await patience.during("opening") {
        for _ in 0..<3 {
          #expect(
            inbox.next(withinMilliseconds: 10_000) == "STATUS=opening\nEXTEND_TIMEOUT_USEC=20000")
        }
        #expect(inbox.next(withinMilliseconds: 60) == nil)
      }
    }
  }

  @Test func `after the step nothing is asked for`() async throws {
    try await withTemporaryFolder { folder in
      let inbox = try Inbox(path: folder + "/notify")
      let manager = ServiceManager(environment: ["NOTIFY_SOCKET": folder + "/notify"])
      await Patience(manager: manager, portion: .milliseconds(20)).during("opening") {}
      #expect(inbox.next(withinMilliseconds: 0) != nil)
      #expect(inbox.next(withinMilliseconds: 60) == nil)
    }
  }
}
