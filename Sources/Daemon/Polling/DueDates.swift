import FoundationEssentials
import Links
import Storage

extension Store {
  /// Makes feeds known that are not, and says when each is due, in the same order.
  func dueDates(of feeds: [FeedSettings], at now: Date) throws(StorageError) -> [Date] {
    let dates = try register(feeds.map(\.url.string))
    let states = Dictionary(try feedStates().map { ($0.url, $0) }) { first, _ in first }
    return zip(feeds, dates).map { states[$0.url.string]?.dueDate(at: now) ?? $1 }
  }
}

extension FeedState {
  /// When the feed is due: at once when its last poll lies in the future. The clock was wrong then,
  /// and so is the moment that was computed from it.
  func dueDate(at now: Date) -> Date {
    guard let checkedAt, checkedAt > now.addingTimeInterval(60) else { return nextPollAt }
    return now
  }
}
