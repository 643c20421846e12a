import FoundationEssentials
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
    let folder = FileManager.default.temporaryDirectory.path() + "/rassegna-" + UUID().uuidString
    #expect(FolderRights(folder) == .missing)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
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

  @Test func `there is room on this disk`() throws {
    let room = try #require(DiskRoom(path: "/"))
    #expect(room.freeFiles > 0)
    #expect(DiskRoom(path: "/nowhere/at/all") == nil)
  }
}
