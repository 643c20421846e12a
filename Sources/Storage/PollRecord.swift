import Stories

/// What one poll of one feed leaves behind.
public struct PollRecord: Sendable {
  /// The state of the feed from now on: validators, next poll, failures.
  public var feed: FeedState
  /// Items that are new, or were not sent like this before; empty after a failure or a 304.
  public var sightings: [Sighting]

  public init(feed: FeedState, sightings: [Sighting] = []) {
    self.feed = feed
    self.sightings = sightings
  }
}
