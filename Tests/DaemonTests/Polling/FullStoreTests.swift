import Fetching
import FoundationEssentials
import Links
import Testing

@testable import Daemon
@testable import Storage

/// A store that is full for a while.
@Suite struct FullStoreTests {
  /// One item, larger than the pages that an empty database has.
  private static let feed =
    "<rss version=\"2.0\"><channel><title>T</title><item><guid>1</guid><title>One</title><description>"
    + String(repeating: "long ", count: 20_000) + "</description></item></channel></rss>"

  /// Polls one feed of a file into a store that takes nothing, and that `mend` may mend when it hears of
  /// it.
  private func poll(
    _ persistence: Poller.Persistence,
    mend: @escaping @Sendable (StoreCondition, Store) async -> Void
  ) async throws -> (result: Round.Result, items: Int) {
    let folder = try makeTemporaryFolder()
    defer { removeTemporaryFolder(folder) }
    try Self.feed.write(toFile: folder + "/feed.xml", atomically: false, encoding: .utf8)
    let store = try Store(path: folder + "/rassegna.db")
    let settings = FeedSettings(
      url: try #require(WebURL("file://" + folder + "/feed.xml")), interval: .seconds(3600),
      followsRhythm: true,
      allowsPrivateAddresses: true, place: ConfigurationPlace(file: "x", position: nil))
    _ = try await store.register([settings.url.string])
    try await store.limitPages(true)
    let fetcher = Fetcher(connections: 1)
    let poller = Poller(
      .init(fetcher: fetcher, store: store, clock: .system, log: Log(.nobody)),
      settings: PollingSettings(), userAgent: "x", persistence: persistence,
      onStore: { condition in Task { await mend(condition, store) } })
    let result = await poller.poll([settings])
    await fetcher.shutDown()
    return (result, try await store.items(after: 0, limit: 9).count)
  }

  @Test func `polls wait until there is room, and nothing is lost`() async throws {
    let (result, items) = try await poll(.untilStored(pause: { _ in .milliseconds(1) })) {
      if case .waiting = $0 { try? await $1.limitPages(false) }
    }
    #expect(result.summary.newItems == 1)
    #expect(result.storageError == nil)
    #expect(items == 1)
  }

  @Test func `a command that ends says that the store is full`() async throws {
    let (result, items) = try await poll(.once) { _, _ in }
    guard case .full? = result.storageError else {
      Issue.record("\(result)")
      return
    }
    #expect(items == 0)
  }
}

extension Store {
  /// Keeps the database as small as it is, as a full disk would; or lets it grow again.
  fileprivate func limitPages(_ isLimited: Bool) throws {
    try connection.execute("PRAGMA max_page_count = \(isLimited ? 1 : 1_000_000)")
  }
}
