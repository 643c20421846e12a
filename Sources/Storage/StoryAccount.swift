import Stories

/// Why an item is of its story: what it was compared with, for `why`.
public struct StoryAccount: Sendable, Hashable {
  /// What a person has said of two items.
  public enum Decision: Sendable, Hashable {
    case joined
    case split
  }

  /// Another item beside it.
  public struct Comparison: Sendable, Hashable {
    public var item: StoredItem
    public var group: Int64
    public var match: StoryMatch
    /// Whether they would be held to be about one event at this moment, whatever their groups say; nil
    /// where they tell the same, or one is not in the window any more.
    public var affinity: Affinity?
    public var decision: Decision?
  }

  public var item: StoredItem
  public var group: Int64
  /// SHA-256 of the text that is compared.
  public var textHash: ContentHash
  public var weight: TextWeight
  /// The lines of the item that were left out because the feed's items have taught it.
  public var furniture: [LearnedFurniture.Line]
  /// The others of its story and the items of the window that are most like it, by number.
  public var comparisons: [Comparison]
}
