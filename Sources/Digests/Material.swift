import FoundationEssentials
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
  /// Items that an earlier edition printed and that were edited since, each once.
  public var revised: [RevisedItem] = []
  /// Feeds of this digest that say less than they use to.
  public var silences: [Silence] = []
  /// Spans of time from which items of this digest's feeds may be missing.
  public var holes: [Hole] = []
  /// The last thirty days of each feed, in the order of the configuration.
  public var accounts: [FeedAccount] = []
  /// How much each feed counts, by address: 1 to 9; 5 for one that is not here.
  public var ranks: [String: Int] = [:]
  /// The filters of the digest, in their order.
  public var filters: [Filter] = []
  /// The filters of feeds, by address.
  public var feedFilters: [String: [Filter]] = [:]
  /// Words (`Phrases`) of stories that come first, and of those that come last.
  public var boost: [String] = []
  public var mute: [String] = []
  /// How many stories of a section are told whole; nil for all.
  public var sectionLimit: Int?
  /// How many stories of one feed a section tells whole; nil for all.
  public var feedLimit: Int?

  /// Which stories (`StoredItem.story`) are about the same event as another: the group of each. The
  /// first story of a group, whose number the group has, need not be here.
  public var groups: [Int64: Int64] = [:]

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

/// An item that was edited after an edition had printed it.
public struct RevisedItem: Sendable, Hashable {
  /// As it is now.
  public var item: StoredItem
  /// When its newest text was seen.
  public var revisedAt: Date
  /// Its title as it was told.
  public var toldTitle: String?
  /// Its text as it was told, which the headline of an item without a title is made of.
  public var toldText: String
  /// The day of the edition that printed it.
  public var toldOn: Day

  public init(
    item: StoredItem, revisedAt: Date, toldTitle: String?, toldText: String, toldOn: Day
  ) {
    self.item = item
    self.revisedAt = revisedAt
    self.toldTitle = toldTitle
    self.toldText = toldText
    self.toldOn = toldOn
  }
}
