import FoundationEssentials
import Storage

extension FeedTurn {
  /// When the feed is due: at once when its last poll lies in the future. The clock was wrong then,
  /// and so is the moment that was computed from it.
  func dueDate(at now: Date) -> Date {
    guard let checkedAt, checkedAt > now.addingTimeInterval(60) else { return nextPollAt }
    return now
  }
}
