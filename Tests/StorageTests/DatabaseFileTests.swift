import FoundationEssentials
import Glibc
import Testing

@testable import Storage

@Suite struct DatabaseFileTests {
  @Test func `nobody but the owner reads a new database, its log and its index`() async throws {
    try await withFolder { path in
      let store = try Store(path: path)
      _ = try await store.register(["https://user:secret@a.example/feed"])
      #expect(modes(path) == [0o600, 0o600, 0o600])
      withExtendedLifetime(store) {}
    }
  }

  @Test func `a database that others could read is closed to them`() async throws {
    try await withFolder { path in
      do {
        let store = try Store(path: path)
        _ = try await store.register(["https://user:secret@a.example/feed"])
        for file in files(path) { #expect(unsafe chmod(file, 0o644) == 0) }
        // A reader keeps the log and the index where they are.
        let reader = try Store(reading: path)
        let again = try Store(path: path)
        #expect(modes(path) == [0o600, 0o600, 0o600])
        withExtendedLifetime((store, reader, again)) {}
      }
    }
  }

  private func files(_ path: String) -> [String] { [path, path + "-wal", path + "-shm"] }

  private func modes(_ path: String) -> [mode_t?] {
    files(path).map { file in
      var status = stat()
      return unsafe stat(file, &status) == 0 ? status.st_mode & 0o777 : nil
    }
  }

  private func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path() + "/rassegna-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder + "/rassegna.db")
  }

  @Test func `a database that can not change is read without a file beside it`() async throws {
    try await withFolder { path in
      let odd = path + "?mode=rw#%41.db"
      _ = try Store(path: odd)
      let frozen = try Connection(path: odd, mode: .frozen)
      #expect(try frozen.integer("PRAGMA user_version") > 0)
      #expect(throws: StorageError.self) { try frozen.execute("DELETE FROM feed") }
      #expect(!FileManager.default.fileExists(atPath: odd + "-shm"))
    }
  }
}
