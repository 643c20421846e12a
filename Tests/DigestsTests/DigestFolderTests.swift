import FoundationEssentials
import Testing

@testable import Digests

@Suite struct DigestFolderTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path() + "/rassegna-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
  }

  @Test func `a file takes the place of the one before`() throws {
    try withFolder { path in
      let folder = try DigestFolder(path: path)
      try folder.write(Array("one".utf8), as: "a.txt")
      try folder.write(Array("two".utf8), as: "a.txt")
      #expect(try text(path + "/a.txt") == "two")
      #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["a.txt"])
    }
  }

  @Test func `what a crash left behind does not hinder`() throws {
    try withFolder { path in
      try Data("half".utf8).write(to: URL(filePath: path + "/.a.txt.tmp"))
      try DigestFolder(path: path).write(Array("whole".utf8), as: "a.txt")
      #expect(try FileManager.default.contentsOfDirectory(atPath: path) == ["a.txt"])
    }
  }

  @Test func `a link in the place of a file is replaced, not followed`() throws {
    try withFolder { path in
      try Data("victim".utf8).write(to: URL(filePath: path + "/victim"))
      try FileManager.default.createSymbolicLink(
        atPath: path + "/a.txt", withDestinationPath: path + "/victim")
      try DigestFolder(path: path).write(Array("ours".utf8), as: "a.txt")
      #expect(try text(path + "/victim") == "victim")
      #expect(try text(path + "/a.txt") == "ours")
    }
  }

  @Test func `a link in the place of the folder is refused`() throws {
    try withFolder { path in
      try FileManager.default.createSymbolicLink(
        atPath: path + "/link", withDestinationPath: path)
      #expect(throws: DigestError.self) {
        try DigestFolder(path: path + "/link").write([], as: "a.txt")
      }
    }
  }
}
