import FoundationEssentials
import Links
import Testing

@testable import Daemon

@Suite struct ConfigurationFilesTests {
  private func write(
    _ bytes: some Sequence<UInt8>, to path: String, permissions: Int = 0o644
  ) throws {
    try #require(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
  }

  /// The problems of a file on the disk, without its path.
  private func problems(_ path: String) -> [String] {
    do {
      return try Configuration.load(path: path, environment: [:]).warnings
        .map { String($0.line.dropFirst(path.count)) }
    } catch {
      return error.problems.map { String($0.line.dropFirst(path.count)) }
    }
  }

  @Test func `a file that is no file is told as what it is`() async throws {
    try await withTemporaryFolder { folder in
      #expect(problems(folder + "/none.toml") == [": error: there is no such file"])
      #expect(problems(folder) == [": error: this is a folder; name a file in it"])
      #expect(problems("/dev/null") == [": error: this is no regular file"])
      try write([], to: folder + "/file")
      #expect(
        problems(folder + "/file/x") == [": error: the file can not be read: Not a directory"])
    }
  }

  @Test func `bytes that are no text are told at their place`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/a.toml"
      try write(Array("\u{FEFF}state = \"/x\"\n".utf8), to: path)
      #expect(problems(path).isEmpty)
      try write(Array("state = \"".utf8) + [0xE8], to: path)
      #expect(problems(path) == [":1:10: error: this is no UTF-8; save the file as UTF-8"])
      try write([0xFF, 0xFE, 0x61, 0x00], to: path)
      #expect(problems(path) == [":1:1: error: this file is UTF-16; save it as UTF-8"])
    }
  }

  @Test func `a file is read up to the limit`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/a.toml"
      try write(repeatElement(UInt8(ascii: "="), count: 1 << 20), to: path)
      #expect(problems(path) == [":1:1: error: expected a key or a [section], found '='"])
      try write(repeatElement(UInt8(ascii: "a"), count: 17 << 20), to: path)
      #expect(
        problems(path) == [
          ": error: this file is larger than 16 MiB; split it, and name the parts in 'include'"
        ])
    }
  }

  @Test func `a file that everybody may write is warned of`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/a.toml"
      try write([], to: path, permissions: 0o666)
      #expect(
        problems(path) == [": warning: every user of this machine may write to this file"])
    }
  }

  @Test func `patterns find files by name, hidden ones aside`() async throws {
    try await withTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        atPath: folder + "/feeds.d", withIntermediateDirectories: true)
      for name in ["b", "a", ".c", "B"] {
        try write(
          Array("[[feed]]\nurl = \"https://e.org/\(name)\"".utf8),
          to: folder + "/feeds.d/\(name).toml")
      }
      try write(Array("include = [\"feeds.d/*.toml\"]".utf8), to: folder + "/main.toml")
      let configuration = try Configuration.load(path: folder + "/main.toml", environment: [:])
      #expect(configuration.feeds.compactMap(\.url.path) == ["/B", "/a", "/b"])
      #expect(configuration.feeds[0].place.file == folder + "/feeds.d/B.toml")
    }
  }
}
