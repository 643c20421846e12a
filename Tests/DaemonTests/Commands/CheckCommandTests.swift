import Glibc
import Testing

@testable import Daemon

@Suite struct CheckCommandTests {
  @Test func `a reload is asked of the daemon only`() async throws {
    try await withDaemon("[digest.daily]\n") { daemon in
      #expect(await daemon.notifications.next(with: "READY=1") != nil)
      // SIGHUP would end the process that runs this test.
      let other = try await daemon.run("check", "--reload", "\(getpid())")
      #expect(other.ending == .exit(69))
      #expect(other.errors.contains("process \(getpid()) is no daemon on "))
      let own = try await daemon.run("check", "--reload", "\(daemon.child.id)")
      #expect(own.ending == .exit(0))
      #expect(await daemon.notifications.next(with: "RELOADING=1") != nil)
    }
  }
}
