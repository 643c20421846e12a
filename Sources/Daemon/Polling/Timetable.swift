import FoundationEssentials

/// When each feed is due: a heap of moments, the earliest first.
///
/// A feed whose moment is set again has two entries until the older one comes up and is passed over:
/// each step costs O(log n).
struct Timetable: Sendable {
  private struct Entry: Sendable {
    var date: Date
    var feed: String
  }

  private var heap: [Entry] = []
  private var dates: [String: Date] = [:]

  /// Sets or moves the moment at which a feed is due.
  mutating func set(_ feed: String, at date: Date) {
    dates[feed] = date
    heap.append(Entry(date: date, feed: feed))
    rise(from: heap.count - 1)
  }

  /// Forgets a feed.
  mutating func remove(_ feed: String) {
    dates[feed] = nil
  }

  /// Moves all moments by so many seconds: the clock was set.
  mutating func shift(by seconds: Double) {
    for index in heap.indices { heap[index].date.addTimeInterval(seconds) }
    dates = dates.mapValues { $0.addingTimeInterval(seconds) }
  }

  /// When the next feed is due; nil when there is none.
  mutating func next() -> Date? {
    first()?.date
  }

  /// The feed that is due next, and when; nil when there is none.
  mutating func first() -> (feed: String, date: Date)? {
    dropStale()
    return heap.first.map { ($0.feed, $0.date) }
  }

  /// Takes the feeds that are due at `now`, earliest first; each must be set again to come back.
  mutating func takeDue(at now: Date) -> [String] {
    var due: [String] = []
    while let date = next(), date <= now {
      let feed = pop().feed
      dates[feed] = nil
      due.append(feed)
    }
    return due
  }

  private mutating func dropStale() {
    while let first = heap.first, dates[first.feed] != first.date { _ = pop() }
  }

  private mutating func pop() -> Entry {
    heap.swapAt(0, heap.count - 1)
    let entry = heap.removeLast()
    sink(from: 0)
    return entry
  }

  private mutating func rise(from start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].date < heap[parent].date else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func sink(from start: Int) {
    var parent = start
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
      guard let child = children.min(by: { heap[$0].date < heap[$1].date }),
        heap[child].date < heap[parent].date
      else { return }
      heap.swapAt(child, parent)
      parent = child
    }
  }
}
