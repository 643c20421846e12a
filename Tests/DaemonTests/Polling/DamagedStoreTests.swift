import Fetching
import FoundationEssentials
import Glibc
import Links
import ScriptServer
import Synchronization
import Testing

@testable import Daemon
@testable import Storage

/// A database whose pages hold rubbish: the daemon hears that only a person can mend it.
@Suite(.timeLimit(.minutes(2))) struct DamagedStoreTests {
  /// The size of a page; the first one stays whole, so that the database opens.
  private static let page = 8192

  private func damage(_ path: String) throws {
    let bytes = try Data(contentsOf: URL(filePath: path))
    let rubbish = Data(repeating: 0x55, count: bytes.count - Self.page)
    try (bytes.prefix(Self.page) + rubbish).write(to: URL(filePath: path))
  }

  /// A poller on a store that is damaged before its feed is read.
  @Test func `a poll that meets a damaged database says so`() async throws {
    try await withTemporaryFolder { folder in
      let path = folder + "/rassegna.db"
      let url = "http://127.0.0.1:1/"
      do {
        let store = try Store(path: path)
        _ = try await store.register([url])
        try await store.copyLog()
      }
      let store = try Store(path: path)
      try damage(path)
      let (conditions, heard) = AsyncStream.makeStream(of: StoreCondition.self)
      let poller = Poller(
        .init(fetcher: Fetcher(), store: store, clock: .system, log: Log(.nobody)),
        settings: PollingSettings(), userAgent: "test",
        persistence: .untilStored(pause: { _ in .milliseconds(1) }), onStore: { heard.yield($0) })
      let result = await poller.poll([try settings(url)])
      heard.finish()
      guard case .corrupt? = result.storageError else {
        Issue.record("\(result)")
        return
      }
      let last = await conditions.reduce(StoreCondition.well) { $1 }
      guard case .broken = last else {
        Issue.record("\(last)")
        return
      }
    }
  }

  @Test func `a store that breaks while polls wait for it is not waited for`() async throws {
    let failure = SQLiteFailure(code: 11, message: "malformed")
    let server = await ScriptServer { _ in .http(200, text: feed(["One"])) }
    try await withTemporaryFolder { folder in
      let store = try Store(path: folder + "/rassegna.db")
      var tools = Poller.Tools(
        fetcher: Fetcher(), store: store, clock: .system, log: Log(.nobody))
      let count = Atomic<Int>(0)
      tools.record = { _, _ throws(StorageError) in
        let isFirst = count.wrappingAdd(1, ordering: .relaxed).oldValue == 0
        throw isFirst ? .full(failure) : .corrupt(failure)
      }
      let (conditions, heard) = AsyncStream.makeStream(of: StoreCondition.self)
      let poller = Poller(
        tools, settings: PollingSettings(), userAgent: "test",
        persistence: .untilStored(pause: { _ in .milliseconds(1) }), onStore: { heard.yield($0) })
      let result = await poller.poll([try settings(server.url())])
      heard.finish()
      #expect(result.storageError == .corrupt(failure))
      let all = await conditions.reduce(into: []) { $0.append($1) }
      #expect(all == [.waiting(.full(failure)), .broken(.corrupt(failure))])
      await tools.fetcher.shutDown()
    }
    await server.stop()
  }

  private func settings(_ url: String) throws -> FeedSettings {
    FeedSettings(
      url: try #require(WebURL(url)), interval: .seconds(3600), followsRhythm: false,
      allowsPrivateAddresses: true, place: ConfigurationPlace(file: "", position: nil))
  }
}

extension Store {
  /// Copies what was written into the database itself.
  fileprivate func copyLog() throws(StorageError) {
    try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
  }
}
