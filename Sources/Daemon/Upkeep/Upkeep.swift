import FoundationEssentials
import Markup
import Storage

/// The housekeeping of the store: what is new is indexed for searching, what retention lets go is
/// removed, and its room given back. It works in short steps, so that polls pass between two of them.
struct Upkeep: Sendable {
  /// What was done.
  struct Report: Sendable, Equatable, Encodable {
    var removedItems = 0
    var removedTombstones = 0
    /// Bytes inside the database that are free.
    var freeBytes: Int64 = 0
  }

  /// 8 MiB: a few milliseconds.
  private static let vacuumPages = 2048
  /// Some 50 ms.
  private static let indexedItems = 200

  var configuration: Configuration
  var store: Store
  var clock: Clock

  /// Indexes what waits for it.
  ///
  /// - Parameter onStep: called after each step with the number of items so far.
  func index(onStep: (Int) -> Void = { _ in }) async throws(StorageError) {
    var done = 0
    while true {
      let waiting = try await store.itemsToIndex(limit: Self.indexedItems)
      if waiting.isEmpty { return }
      try await store.index(waiting.map(\.withText))
      done += waiting.count
      onStep(done)
    }
  }

  /// Removes what may go.
  func sweep() async throws(StorageError) -> Report {
    var report = Report()
    var next: Int64? = 0
    while let seq = next {
      let step = try await store.purge(policy, after: seq, at: clock.now())
      report.removedItems += step.removedItems
      next = step.next
    }
    let oldest = clock.now().addingTimeInterval(-configuration.retention.age.seconds)
    while try await store.removePictures(before: oldest) {}
    while try await store.tidyIndex() { try await index() }
    report.removedTombstones = try await store.expireTombstones()
    var free = Int64.max
    repeat {
      report.freeBytes = free
      free = try await store.releaseRoom(pages: Self.vacuumPages)
    } while free > 0 && free < report.freeBytes
    report.freeBytes = free
    return report
  }

  private var policy: RetentionPolicy {
    RetentionPolicy(
      maximumAgeSeconds: configuration.retention.age.seconds,
      maximumItemsPerFeed: configuration.retention.itemsPerFeed,
      digests: configuration.digests.map(\.name))
  }
}

extension WaitingItem {
  /// The item with the plain text that is searched.
  var withText: IndexedItem { indexed(text: CleanHTML(html, base: nil).text) }
}
