import FoundationEssentials
import Links
import Storage

/// What Prometheus is told, in its text format.
///
/// Source: prometheus.io/docs/instrumenting/exposition_formats, “Text-based format”.
struct MetricsPage {
  /// A family: its name without the prefix, its help, its samples.
  private struct Family {
    enum Kind: String { case gauge, counter }

    var name: String
    var kind = Kind.gauge
    var help: String
    /// Labels as they are written, such as `{feed="…"}`, with their values.
    var samples: [(labels: String, value: Double)]
  }

  let text: String

  /// - Parameters:
  ///   - isStoreWaiting: whether polls wait because the store does not take them.
  ///   - polls: what became of all polls since the daemon started.
  init(_ health: Health, version: String, isStoreWaiting: Bool, polls: PollSummary) {
    let families =
      Self.totals(health, version: version, isStoreWaiting: isStoreWaiting) + Self.polls(polls)
      + Self.digests(health.digests) + Self.feeds(health.facts.feeds)
    text = families.filter { !$0.samples.isEmpty }.map(Self.written).joined()
  }

  private static func written(_ family: Family) -> String {
    let name = "rassegna_" + family.name
    let samples = family.samples.map { "\(name)\($0.labels) \(number($0.value))\n" }
    return "# HELP \(name) \(family.help)\n# TYPE \(name) \(family.kind)\n" + samples.joined()
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  private static func totals(_ health: Health, version: String, isStoreWaiting: Bool) -> [Family] {
    let inventory = health.facts.inventory
    func one(_ name: String, _ help: String, _ value: Int?) -> Family {
      Family(name: name, help: help, samples: value.map { [("", Double($0))] } ?? [])
    }
    return [
      Family(
        name: "build_info", help: "The version that runs.",
        samples: [(label("version", version), 1)]),
      one("feeds", "Configured feeds.", health.facts.feeds.count),
      one("feeds_failing", "Feeds whose last poll failed.", health.failing.count),
      one("feeds_late", "Feeds that are due for longer than they may be.", health.lateFeeds),
      one("feeds_not_polled", "Feeds that were never polled.", health.unpolledFeeds),
      one("items", "Stored items.", inventory.items),
      Family(
        name: "items_seen_total", kind: .counter, help: "Items that were ever new.",
        samples: [("", Double(inventory.lastSeq))]),
      one("tombstones", "Removed items that are still known.", inventory.tombstones),
      one(
        "items_not_indexed", "Items that search does not know yet, up to 10000.",
        inventory.unindexedItems),
      one("editions", "Editions of all digests.", inventory.editions),
      one(
        "editions_unpublished", "Editions whose files are not written.",
        health.facts.unpublishedEditions),
      one("database_bytes", "Size of the database.", Int(inventory.databaseBytes)),
      one("disk_free_bytes", "Room on the disk of the database.", health.facts.room?.freeBytes),
      one(
        "store_waiting", "Whether polls wait because they can not be stored.",
        isStoreWaiting ? 1 : 0),
      one(
        "problems", "Things that need a look, as `rassegna status` tells them.",
        health.problems.count),
    ]
  }

  private static func polls(_ polls: PollSummary) -> [Family] {
    let results = [
      ("modified", polls.modified), ("not_modified", polls.notModified), ("failed", polls.failed),
      ("postponed", polls.postponed),
    ]
    return [
      Family(
        name: "polls_total", kind: .counter,
        help: "Polls since the daemon started, by what became of them.",
        samples: results.map { (label("result", $0), Double($1)) }),
      Family(
        name: "items_updated_total", kind: .counter,
        help: "Edits of items that were seen since the daemon started.",
        samples: [("", Double(polls.updatedItems))]),
    ]
  }

  private static func digests(_ digests: [Health.DigestHealth]) -> [Family] {
    func each(_ name: String, _ help: String, _ value: (Health.DigestHealth) -> Date?) -> Family {
      Family(
        name: name, help: help,
        samples: digests.compactMap { digest in
          value(digest).map { (label("digest", digest.name), $0.timeIntervalSince1970) }
        })
    }
    return [
      each("digest_last_timestamp_seconds", "When the last edition was due.") { $0.lastAt },
      each("digest_next_timestamp_seconds", "When the next edition is due.") { $0.nextAt },
    ]
  }

  private static func feeds(_ feeds: [(FeedSettings, FeedState?)]) -> [Family] {
    func each(_ name: String, _ help: String, _ value: (FeedState) -> Double?) -> Family {
      Family(
        name: name, help: help,
        samples: feeds.compactMap { feed, state in
          state.flatMap(value).map { (label("feed", feed.url.withoutCredentials.string), $0) }
        })
    }
    return [
      each("feed_failures", "Polls that failed in a row.") { Double($0.failures) },
      each("feed_success_timestamp_seconds", "When the feed was last read or found unchanged.") {
        $0.succeededAt?.timeIntervalSince1970
      },
      each("feed_next_poll_timestamp_seconds", "When the feed is polled next.") {
        $0.checkedAt == nil ? nil : $0.nextPollAt.timeIntervalSince1970
      },
    ]
  }

  /// Backslashes, quotes and line feeds are escaped; other control characters do not come through.
  private static func label(_ name: String, _ value: String) -> String {
    let escaped = value.printable.reduce(into: "") { result, character in
      if character == "\\" || character == "\"" { result.append("\\") }
      result.append(character)
    }
    return "{\(name)=\"\(escaped)\"}"
  }
}
