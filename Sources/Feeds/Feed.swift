import FoundationEssentials

/// A feed as its document says it: values only, nothing fetched, nothing remembered.
///
/// Every address is absolute where it could be resolved and as sent where not.
public struct Feed: Sendable, Hashable {
  /// Such as `rss-2.0`, `rss-1.0`, `rss-0.91`, `atom-1.0`, `atom-0.3`, `json-feed-1.1`, `cdf`.
  public var format: String
  /// The name of the encoding that the bytes were read in, such as `utf-8` or `windows-1252`.
  public var encoding: String
  /// Plain text on one line; nil when missing or blank.
  public var title: String?
  /// The site that the feed belongs to.
  public var homePage: String?
  /// Where the feed says it lives (`rel=self`, `feed_url`).
  public var feedURL: String?
  /// Plain text or HTML as sent.
  public var description: RichText?
  /// A language tag as sent, such as `it-IT`.
  public var language: String?
  public var icon: String?
  public var favicon: String?
  public var authors: [Author] = []
  public var updated: Date?
  public var rights: String?
  public var generator: String?
  /// What the publisher asks of pollers.
  public var hints = PollingHints()
  /// Where older items are kept.
  public var pages = FeedPages()
  /// Servers that tell subscribers of news (WebSub §4, JSON Feed `hubs`), absolute, each once.
  public var hubs: [String] = []
  /// In the order of the document.
  public var items: [Item] = []
  /// What was wrong with the document, one a kind, in plain English.
  public var warnings: [String] = []
  /// Whether the document came to its end: false for one that was cut short. Validators of such a
  /// one are not kept, else the rest would never be fetched. Other damage was mended.
  public var isWellFormed = true
  /// Whether the last item is one of which the document's end was missing.
  public var endsWithinItem = false

  public init(format: String, encoding: String) {
    self.format = format
    self.encoding = encoding
  }
}

extension Feed {
  /// The items that can be known again: all but `halfItem`.
  public var recognisableItems: [Item] { halfItem == nil ? items : items.dropLast() }

  /// An item that the end of the document cuts before it said its GUID or address; nil where there is
  /// none. It would be told once as it is, and once when it is whole: unless it comes again just so,
  /// it is better to wait for its other half.
  public var halfItem: Item? {
    guard endsWithinItem, let last = items.last, last.guid == nil, last.url == nil else {
      return nil
    }
    return last
  }
}

/// How often a publisher wants to be asked, as the document says it; nil and empty where it is
/// silent.
public struct PollingHints: Sendable, Hashable {
  /// RSS `ttl`, in minutes, above 0.
  public var ttlMinutes: Int?
  /// RSS `skipHours`, hours of the day in UTC, 0…23.
  public var skipHours: [Int] = []
  /// RSS `skipDays`, English names such as `Sunday`.
  public var skipDays: [String] = []
  /// `sy:updatePeriod` divided by `sy:updateFrequency`, in minutes, above 0.
  public var updateIntervalMinutes: Int?

  public init() {}
}

/// A person or an organisation that wrote something.
public struct Author: Sendable, Hashable {
  public var name: String?
  public var url: String?
  public var avatar: String?
  public var email: String?

  public init(name: String? = nil, url: String? = nil, avatar: String? = nil, email: String? = nil)
  {
    self.name = name
    self.url = url
    self.avatar = avatar
    self.email = email
  }
}

/// A file that belongs to an item: an RSS enclosure, a JSON Feed attachment, a `media:content`.
public struct Attachment: Sendable, Hashable {
  public var url: String
  public var mimeType: String?
  public var title: String?
  public var sizeBytes: Int?
  public var durationSeconds: Double?

  public init(url: String, mimeType: String? = nil) {
    self.url = url
    self.mimeType = mimeType
  }
}
