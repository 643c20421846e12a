import FoundationEssentials

/// An item as the store keeps it: cleaned, numbered, and assigned to a story.
public struct StoredItem: Sendable, Hashable {
  /// The sequence number: every item of the store has its own, in the order of arrival.
  public var seq: Int64
  /// The story it tells: the sequence number of the first item with the same text.
  public var story: Int64
  /// The address of its feed as configured.
  public var feedURL: String
  public var url: String?
  /// Plain text on one line.
  public var title: String?
  public var author: String?
  /// Safe HTML; empty when the feed sent a title only.
  public var html: String
  /// Plain text of the body.
  public var text: String
  public var image: String?
  /// As the feed says it; may be missing, wrong or in the future.
  public var published: Date?
  /// When this program first saw it.
  public var firstSeen: Date
  /// 1 for the item as first seen, one more for each edit of its text.
  public var revision: Int
  /// Whether it was old already when its feed was polled for the first time.
  public var isBacklog: Bool
  /// A language tag as the feed sent it; nil where it says none.
  public var language: String?
  /// Its own tags, as the feed sent them.
  public var tags: [String]

  public init(
    seq: Int64, story: Int64, feedURL: String, url: String? = nil, title: String? = nil,
    author: String? = nil, html: String = "", text: String = "", image: String? = nil,
    published: Date? = nil, firstSeen: Date, revision: Int = 1, isBacklog: Bool = false,
    language: String? = nil, tags: [String] = []
  ) {
    self.seq = seq
    self.story = story
    self.feedURL = feedURL
    self.url = url
    self.title = title
    self.author = author
    self.html = html
    self.text = text
    self.image = image
    self.published = published
    self.firstSeen = firstSeen
    self.revision = revision
    self.isBacklog = isBacklog
    self.language = language
    self.tags = tags
  }
}
