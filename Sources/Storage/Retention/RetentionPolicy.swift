/// What may be removed from the store. An item that a digest has not decided about is never removed,
/// nor one whose story has such an item.
public struct RetentionPolicy: Sendable, Hashable {
  /// How long an item is kept at least, whatever else is configured: longer than copies of one text
  /// may be apart (72 h), so that a late copy finds what was told. In seconds.
  public static let leastAgeSeconds: Double = 7 * 86_400

  /// Items that were first seen longer ago may go; nil: age alone removes nothing.
  public var maximumAgeSeconds: Double?
  /// How many items of a feed are kept, the latest ones; nil: any number.
  public var maximumItemsPerFeed: Int?
  /// The digests that are configured: what one of them has not told stays.
  public var digests: [String]

  public init(maximumAgeSeconds: Double?, maximumItemsPerFeed: Int?, digests: [String]) {
    self.maximumAgeSeconds = maximumAgeSeconds.map { max($0, Self.leastAgeSeconds) }
    self.maximumItemsPerFeed = maximumItemsPerFeed
    self.digests = digests
  }
}
