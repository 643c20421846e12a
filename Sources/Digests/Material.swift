import Stories

/// All that an edition is composed from.
public struct Material: Sendable {
  public var masthead: Masthead
  /// The digest's choice of tags, in the order of its sections; empty for all feeds, whose sections
  /// then follow in the order of the sources.
  public var tags: [String]
  /// The feeds of this digest, in the order of the configuration.
  public var sources: [Source]
  /// The items that no earlier edition of this digest has dealt with, in any order.
  public var pending: [StoredItem]
  /// The stories (`StoredItem.story`) that earlier editions of this digest have told.
  public var told: Set<Int64>
  /// The feeds of this digest that can not be polled at present.
  public var troubles: [Trouble]
  /// Feeds of this digest that were polled since its last edition, the failing ones among them.
  public var feedsPolled: Int

  public init(
    masthead: Masthead, tags: [String] = [], sources: [Source], pending: [StoredItem],
    told: Set<Int64> = [], troubles: [Trouble] = [], feedsPolled: Int
  ) {
    self.masthead = masthead
    self.tags = tags
    self.sources = sources
    self.pending = pending
    self.told = told
    self.troubles = troubles
    self.feedsPolled = feedsPolled
  }
}
