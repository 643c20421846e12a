/// The other documents of a feed that is kept in several.
///
/// Source: RFC 5005 §3 (paged feeds) and §4 (archived feeds); JSON Feed 1.1, `next_url`. Addresses
/// are absolute where they could be resolved; nil where the feed names none.
public struct FeedPages: Sendable, Hashable {
  public var first: String?
  public var previous: String?
  /// The page that a reader of this one turns to: of a feed that is polled, the older items.
  public var next: String?
  public var last: String?
  /// The document that is polled, named by an archive.
  public var current: String?
  /// The archive with the items before those of this document. Its items never change.
  public var previousArchive: String?
  public var nextArchive: String?

  public init() {}

  /// The addresses with their relations as RFC 5005 writes them, in its order.
  public var links: [(relation: String, url: String)] {
    Self.relations.compactMap { relation, page in self[keyPath: page].map { (relation, $0) } }
  }

  /// Takes a link of the feed, unless there is one with its relation; other relations are passed
  /// over.
  mutating func take(_ url: String, relation: String) {
    // Some write `prev`, which is what HTML calls it.
    let relation = relation == "prev" ? "previous" : relation
    guard let page = Self.relations.first(where: { $0.relation == relation })?.page,
      self[keyPath: page] == nil
    else { return }
    self[keyPath: page] = url
  }

  private static var relations: [(relation: String, page: WritableKeyPath<FeedPages, String?>)] {
    [
      ("first", \.first), ("previous", \.previous), ("next", \.next), ("last", \.last),
      ("current", \.current), ("prev-archive", \.previousArchive), ("next-archive", \.nextArchive),
    ]
  }
}
