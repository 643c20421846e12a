import Feeds
import FoundationEssentials
import Stories
import Testing

@testable import Storage

@Suite struct BackupTests {
  private let now = Date(timeIntervalSince1970: 1_795_503_600)

  private func add(_ title: String, to store: Store) async throws {
    let feed = try await store.known("https://a.example/feed")
    let poll = PollRecord(feed: feed, sightings: [try sighting(title, title)])
    _ = try await store.record([poll], at: now)
  }

  private func titles(_ path: String) async throws -> [String?] {
    try await Store(reading: path).items(after: 0, limit: 9).map(\.title)
  }

  private func names(beside path: String) throws -> [String] {
    let folder = String(path.prefix(upTo: try #require(path.lastIndex(of: "/"))))
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func `a backup beside an open store has all that was committed`() async throws {
    try await withFolder { path in
      let store = try Store(path: path)
      try await add("One", to: store)
      let reader = try Store(reading: path)
      try await reader.backUp(to: path + ".copy") { _ in }
      try await add("Two", to: store)
      #expect(try await titles(path + ".copy") == ["One"])
      try await reader.backUp(to: path + ".copy") { _ in }
      #expect(try await titles(path + ".copy") == ["One", "Two"])
      // One file: no log that somebody could forget to copy.
      #expect(try names(beside: path).filter { $0.hasPrefix("rassegna.db.copy") }.count == 1)
    }
  }

  @Test func `a backup takes the place of an older one only`() async throws {
    try await withFolder { path in
      let store = try Store(path: path)
      try await add("One", to: store)
      let link = path + ".link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path + "-wal")
      let reader = try Store(reading: path)
      for (name, occupant) in [
        (path, Occupant.openDatabase), (path + "-wal", .otherFile), (link, .otherFile),
      ] {
        await #expect(throws: StorageError.occupied(path: name, by: occupant)) {
          try await reader.backUp(to: name) { _ in }
        }
      }
      let text = Data("state = \"/var/lib/rassegna\"".utf8)
      #expect(FileManager.default.createFile(atPath: path + ".toml", contents: text))
      await #expect(throws: StorageError.occupied(path: path + ".toml", by: .otherFile)) {
        try await reader.backUp(to: path + ".toml") { _ in }
      }
      #expect(FileManager.default.contents(atPath: path + ".toml") == text)
      try await add("Two", to: store)
      #expect(try await titles(path) == ["One", "Two"])
    }
  }

  @Test func `a backup that fails leaves the older one, and no half one`() async throws {
    try await withFolder { path in
      let store = try Store(path: path)
      try await add("One", to: store)
      try await store.backUp(to: path + ".copy") { _ in }
      // A folder stands in the way of the name.
      try FileManager.default.createDirectory(
        atPath: path + ".folder/x", withIntermediateDirectories: true)
      await #expect(throws: StorageError.self) {
        try await store.backUp(to: path + ".folder") { _ in }
      }
      await #expect(throws: StorageError.self) {
        try await store.backUp(to: path + ".nowhere/copy") { _ in }
      }
      #expect(try await titles(path + ".copy") == ["One"])
    }
  }

  @Test func `a restore sets the damaged database aside`() async throws {
    try await withFolder { path in
      do {
        let store = try Store(path: path)
        try await add("One", to: store)
        try await store.backUp(to: path + ".copy") { _ in }
      }
      try damage(path)
      #expect(throws: StorageError.self) { try Store(path: path) }
      let aside = try Store.restore(path + ".copy", to: path, settingAside: "aside")
      #expect(aside == path + ".aside")
      #expect(try await titles(path) == ["One"])
      #expect(try names(beside: path).contains("rassegna.db.aside"))
      let store = try Store(path: path)
      try await add("Two", to: store)
      #expect(try await titles(path) == ["One", "Two"])
    }
  }

  @Test func `a restore takes no damaged backup, and then changes nothing`() async throws {
    try await withFolder { path in
      let store = try Store(path: path)
      for number in 1...200 { try await add("Item \(number)", to: store) }
      try await store.backUp(to: path + ".copy") { _ in }
      try damage(path + ".copy", at: 40_000)
      #expect(throws: StorageError.self) {
        try Store.restore(path + ".copy", to: path, settingAside: "aside")
      }
      #expect(throws: StorageError.self) {
        try Store.restore(path + ".none", to: path, settingAside: "aside")
      }
      let text = path + ".text"
      try String(repeating: "no backup ", count: 999).write(
        toFile: text, atomically: false, encoding: .utf8)
      let error = #expect(throws: StorageError.self) {
        try Store.restore(text, to: path, settingAside: "aside")
      }
      if case .noBackup(text, _)? = error {} else { Issue.record("\(String(describing: error))") }
      #expect(try await titles(path).count == 9)
      #expect(try await store.fault() == nil)
      #expect(try !names(beside: path).contains("rassegna.db.aside"))
    }
  }

  @Test func `a database that is none is refused and not touched`() async throws {
    try await withFolder { path in
      for text in [
        "This is no database, whatever its name says.", String(repeating: "x", count: 9999),
      ] {
        #expect(FileManager.default.createFile(atPath: path, contents: Data(text.utf8)))
        #expect {
          _ = try Store(path: path)
        } throws: { error in
          if case .corrupt? = error as? StorageError { true } else { false }
        }
        #expect(FileManager.default.contents(atPath: path) == Data(text.utf8))
      }
    }
  }

  /// Overwrites some bytes of a file.
  private func damage(_ path: String, at offset: Int = 0) throws {
    var bytes = try #require(FileManager.default.contents(atPath: path))
    for index in offset..<min(offset + 4096, bytes.count) { bytes[index] = 0x5A }
    #expect(FileManager.default.createFile(atPath: path, contents: bytes))
  }
}
