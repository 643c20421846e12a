import FoundationEssentials
import Stories

/// What one poll of one feed leaves behind.
public struct PollRecord: Sendable {
  /// The state of the feed from now on: validators, next poll, failures.
  public var feed: FeedState
  /// Items that are new, or were not sent like this before; empty after a failure or a 304.
  public var sightings: [Sighting]
  /// New items that were published before this moment are backlog; nil but for the first poll of a
  /// feed.
  public var backlogEnd: Date?

  public init(feed: FeedState, sightings: [Sighting] = [], backlogEnd: Date? = nil) {
    self.feed = feed
    self.sightings = sightings
    self.backlogEnd = backlogEnd
  }

  func isBacklog(_ sighting: Sighting) -> Bool {
    guard let backlogEnd, let published = sighting.published else { return false }
    return published < backlogEnd
  }
}
