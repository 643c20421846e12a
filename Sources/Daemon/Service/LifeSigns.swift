import Fetching
import Storage

/// Whether the daemon gets on: what its watchdog wants to know before it tells systemd that all is well.
struct LifeSigns: Sendable {
  let store: Store
  let fetcher: Fetcher
  let poller: Poller

  /// Returns once the queues of the store and of the fetcher and the poller have answered, and never
  /// while one of them is stuck. Returns the feeds whose polls should have been over long ago: each
  /// holds one of the transfers for ever.
  func stuckPolls(at now: SuspendingClock.Instant) async -> [String] {
    await store.answer()
    await fetcher.answer()
    return await poller.overdue(at: now)
  }
}
