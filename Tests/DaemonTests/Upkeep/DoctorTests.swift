import FoundationEssentials
import Glibc
import Testing

@testable import Daemon

@Suite struct DoctorTests {
  private func clock(_ now: Double, newest: Double?) -> Doctor.Finding.Verdict? {
    var doctor = Doctor(environment: [:], clock: Clock { Date(timeIntervalSince1970: now) })
    doctor.examineClock(newest: newest.map { Date(timeIntervalSince1970: $0) })
    return doctor.findings.first?.verdict
  }

  @Test(arguments: [
    (1_795_503_600.0, nil, Doctor.Finding.Verdict.good), (1_795_503_600, 1_795_503_000, .good),
    (1_795_503_600, 1_827_039_600, .bad), (0, nil, .bad),
  ])
  func `a clock that is behind what it once was is wrong`(
    now: Double, newest: Double?, verdict: Doctor.Finding.Verdict
  ) {
    #expect(clock(now, newest: newest) == verdict)
  }

  @Test func `a folder is writable, missing, or refused`() throws {
    let folder = try makeTemporaryFolder()
    defer { removeTemporaryFolder(folder) }
    #expect(FolderRights(folder + "/none") == .missing)
    #expect(FolderRights(folder) == .writable)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    #expect(FileManager.default.createFile(atPath: folder + "/file", contents: nil))
    #expect(FolderRights(folder + "/file") == .refused("Not a directory"))
    #expect(FolderRights("/proc") != .writable)
  }

  @Test func `an address needs no name`() {
    #expect(hostLookupFailure("127.0.0.1") == nil)
    #expect(hostLookupFailure("[::1]") == nil)
    #expect(hostLookupFailure("name.invalid") != nil)
  }

  @Test func `what is told of a name follows from why it has no address`() {
    let unknown = HostLookupFailure(code: EAI_NONAME).advice(servers: ["192.0.2.1"])
    #expect(unknown.contains("spelling"))
    let silent = HostLookupFailure(code: EAI_AGAIN)
    #expect(silent.advice(servers: []).contains("names no server"))
    #expect(silent.advice(servers: ["192.0.2.1", "192.0.2.2"]).contains("192.0.2.1, 192.0.2.2"))
    let text = "# nameserver 192.0.2.9\nsearch example\nnameserver 192.0.2.1\n nameserver\t::1\n"
    #expect(nameServers(text) == ["192.0.2.1", "::1"])
  }

  @Test func `there is room on this disk`() throws {
    let room = try #require(DiskRoom(path: "/"))
    #expect(room.freeFiles > 0)
    #expect(DiskRoom(path: "/nowhere/at/all") == nil)
  }
}
