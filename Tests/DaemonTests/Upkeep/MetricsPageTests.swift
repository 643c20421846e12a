import FoundationEssentials
import Links
import Testing

@testable import Daemon
@testable import Storage

@Suite struct MetricsPageTests {
  private let now = Date(timeIntervalSince1970: 1_795_503_600)

  private func page() throws -> MetricsPage {
    let feed = FeedSettings(
      url: try #require(WebURL("https://me:secret@a.example/f?q=%22")), title: "A",
      interval: .seconds(3600), followsRhythm: true, allowsPrivateAddresses: false,
      place: ConfigurationPlace(file: "x", position: nil))
    var state = FeedState(id: 1, url: feed.url.string, nextPollAt: now)
    (state.checkedAt, state.failures) = (now, 2)
    let facts = Health.Facts(
      holder: .process(1),
      inventory: StoreInventory(
        items: 12, lastSeq: 34, newestItemAt: nil, tombstones: 0, editions: 1,
        unpublishedEditions: [:], unindexedItems: 0, databaseBytes: 4096),
      room: nil, feeds: [(feed, state)], digests: [DigestSettings(name: "daily")],
      digestStates: [DigestState(name: "daily", registeredAt: now, lastDueAt: now)])
    return MetricsPage(
      Health(facts, at: now), version: "1\"0", isStoreWaiting: true,
      polls: PollSummary(polled: 7, modified: 4, notModified: 2, failed: 1, updatedItems: 5))
  }

  @Test func `totals, digests and feeds are told`() throws {
    let lines = try page().text.split(separator: "\n").map(String.init)
    for line in [
      "# TYPE rassegna_items gauge", "rassegna_items 12",
      "# TYPE rassegna_items_seen_total counter",
      "rassegna_items_seen_total 34", "rassegna_store_waiting 1",
      "# TYPE rassegna_polls_total counter", "rassegna_polls_total{result=\"modified\"} 4",
      "rassegna_polls_total{result=\"not_modified\"} 2",
      "rassegna_polls_total{result=\"failed\"} 1", "rassegna_items_updated_total 5",
      "rassegna_build_info{version=\"1\\\"0\"} 1",
      "rassegna_digest_last_timestamp_seconds{digest=\"daily\"} 1795503600",
      "rassegna_feed_failures{feed=\"https://a.example/f?q=%22\"} 2",
    ] { #expect(lines.contains(line), "\(line)") }
    // What is not known is left out, with its head.
    #expect(!lines.contains { $0.contains("disk_free_bytes") || $0.contains("success_timestamp") })
    #expect(!lines.contains { $0.contains("secret") })
  }

  @Test func `each family has its help and type before its samples, once`() throws {
    let text = try page().text
    #expect(text.hasSuffix("\n"))
    var heads: [String] = []
    for line in text.split(separator: "\n") where line.hasPrefix("#") {
      heads.append(String(line.split(separator: " ")[2]))
    }
    #expect(heads.count == 2 * Set(heads).count)
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let name = line.prefix { $0 != "{" && $0 != " " }
      #expect(heads.contains(String(name)))
    }
  }
}
