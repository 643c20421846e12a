import FoundationEssentials
import Glibc
import Testing

@testable import Daemon

@Suite struct InstanceLockTests {
  @Test func `a second owner is refused and told who has it`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/lock"
      let lock = try InstanceLock(path: path)
      #expect(throws: InstanceLock.Refusal.held(by: Int(getpid()))) {
        try InstanceLock(path: path)
      }
      withExtendedLifetime(lock) {}
    }
  }

  @Test func `a lock that was given back can be had again`() async throws {
    try await withTemporaryFolder { folder in
      do { _ = try InstanceLock(path: folder + "/lock") }
      _ = try InstanceLock(path: folder + "/lock")
    }
  }

  @Test func `a folder that is not there is named by its errno`() {
    #expect(throws: InstanceLock.Refusal.unavailable(errno: ENOENT)) {
      try InstanceLock(path: "/nonexistent/lock")
    }
  }
}
