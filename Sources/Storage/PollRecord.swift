import FoundationEssentials
import Stories

/// What one poll of one feed leaves behind.
public struct PollRecord: Sendable {
  /// The state of the feed from now on: validators, next poll, failures.
  public var feed: FeedState
  /// Items that are new, or were not sent like this before; empty after a failure or a 304.
  public var sightings: [Sighting]
  /// The keys of all items in the document, changed or not: each is an item of its own, whatever its
  /// text is.
  public var keys: [ItemKey]
  /// What the feed's items have taught of its furniture; nil when it is as before.
  public var furniture: LearnedFurniture?
  /// New items that were published before this moment are backlog; nil but for the first poll of a
  /// feed.
  public var backlogEnd: Date?
  /// What the document and older pages left open behind the last poll; nil for nothing.
  public var hole: Hole?

  /// - Parameter keys: nil when the sightings are all that the document has.
  public init(
    feed: FeedState, sightings: [Sighting] = [], keys: [ItemKey]? = nil,
    furniture: LearnedFurniture? = nil, backlogEnd: Date? = nil
  ) {
    self.feed = feed
    self.sightings = sightings
    self.keys = keys ?? sightings.map(\.key)
    self.furniture = furniture
    self.backlogEnd = backlogEnd
  }

  func isBacklog(_ sighting: Sighting) -> Bool {
    guard let backlogEnd, let published = sighting.published else { return false }
    return published < backlogEnd
  }
}
