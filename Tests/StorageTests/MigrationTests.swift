import FoundationEssentials
import Stories
import Testing

@testable import Storage

@Suite struct MigrationTests {
  /// Runs SQL on a file, with nothing of a store around it.
  private func write(_ sql: String, to path: String) throws {
    try Connection(path: path, mode: .readWrite).execute(sql)
  }

  private func makeVersion1(_ path: String) throws {
    try write("PRAGMA journal_mode = WAL; " + SchemaVersion1.tables + SchemaVersion1.rows, to: path)
  }

  @Test func `a database of the first version is brought forward with all that it holds`()
    async throws
  {
    try await withFolder { path in
      try makeVersion1(path)
      let store = try Store(path: path)
      #expect(try await store.schema() == Schema.migrations.count)
      #expect(try await store.items(after: 0, limit: 9).map(\.seq) == [1, 2, 3, 5])
      #expect(try await store.states(of: ["https://a.example/feed"]).map(\.etag) == ["W/\"1\""])
      let detail = try #require(try await store.detail(of: 3))
      #expect(detail.revisions.map(\.title) == ["Tre morti"])
      #expect(detail.tellings.map(\.outcome) == ["printed"])
      let feeds: Set = ["https://a.example/feed", "https://b.example/feed"]
      #expect(try await store.pending("daily", feeds: feeds).items.map(\.seq) == [5])
      try await store.index(try await store.itemsToIndex(limit: 9).map { $0.indexed(text: "") })
      let found = try await store.search(
        SearchQuery(parsing: "morti", at: Date(timeIntervalSince1970: 0)), in: nil, limit: 9)
      #expect(found.map(\.seq) == [3])
      #expect(try await store.fault() == nil)
    }
  }

  @Test func `it is copied before, as it was`() async throws {
    try await withFolder { path in
      try makeVersion1(path)
      _ = try Store(path: path)
      let copy = try Connection(path: path + ".schema-1", mode: .readOnly)
      #expect(try copy.integer("PRAGMA user_version") == 1)
      #expect(try copy.integer("SELECT count(*) FROM item") == 4)
    }
  }

  @Test func `a copy of an older version can be put back, and is brought forward then`()
    async throws
  {
    try await withFolder { path in
      try makeVersion1(path + ".old")
      #expect(try Store.restore(path + ".old", to: path, settingAside: "aside") == nil)
      #expect(try await Store(path: path).items(after: 0, limit: 9).map(\.seq) == [1, 2, 3, 5])
    }
  }

  @Test func `whoever changes something beside a daemon leaves an older one alone`() async throws {
    try await withFolder { path in
      try makeVersion1(path)
      #expect(throws: StorageError.older(schema: 1)) { try Store(beside: path) }
    }
  }

  @Test func `a new database and one of this version are not copied`() async throws {
    try await withFolder { path in
      for _ in 0..<2 { _ = try Store(path: path) }
      let folder = String(path.prefix(upTo: try #require(path.lastIndex(of: "/"))))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(!names.contains { $0.contains(".schema-") })
    }
  }

  @Test func `room is given back by an older database too`() async throws {
    try await withFolder { path in
      try makeVersion1(path)
      _ = try Store(path: path)
      let connection = try Connection(path: path, mode: .readOnly)
      #expect(try connection.integer("PRAGMA auto_vacuum") == 2)
    }
  }

  @Test func `whoever only reads does not bring it forward`() async throws {
    try await withFolder { path in
      try makeVersion1(path)
      #expect(throws: StorageError.older(schema: 1)) { try Store(reading: path) }
    }
  }

  @Test func `whoever only reads is told that there is no database yet`() async throws {
    try await withFolder { path in
      #expect(throws: StorageError.missing(path: path)) { try Store(reading: path) }
      #expect(throws: StorageError.missing(path: path + "/x/y")) {
        try Store(reading: path + "/x/y")
      }
    }
  }

  @Test func `a database from a newer version is refused as it is`() async throws {
    try await withFolder { path in
      try write("CREATE TABLE future (x); PRAGMA user_version = 9999;", to: path)
      let before = FileManager.default.contents(atPath: path)
      #expect(throws: StorageError.newer(schema: 9999)) { try Store(path: path) }
      #expect(throws: StorageError.newer(schema: 9999)) { try Store(reading: path) }
      #expect(FileManager.default.contents(atPath: path) == before)
    }
  }

  @Test func `a migration that fails half-way leaves the version before it`() async throws {
    try await withFolder { path in
      try makeVersion1(path)
      // Something of a later version's name stands in the way.
      try write("CREATE TABLE search_mark (x)", to: path)
      #expect(throws: StorageError.self) { try Store(path: path) }
      let connection = try Connection(path: path, mode: .readWrite)
      let version = Int(try connection.integer("PRAGMA user_version"))
      #expect(version == Schema.migrations.firstIndex(of: Schema.search))
      try connection.execute("DROP TABLE search_mark")
      _ = try Store(path: path)
    }
  }
}
