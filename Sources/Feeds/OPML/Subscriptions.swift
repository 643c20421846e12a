/// A list of feeds, as readers hand it to each other.
public struct Subscriptions: Sendable, Hashable {
  /// One feed of it.
  public struct Subscription: Sendable, Hashable {
    /// The address of the feed, as written.
    public var url: String
    /// Plain text on one line.
    public var title: String?
    /// The site that the feed belongs to.
    public var homePage: String?
    /// The names of the folders that it is in, the outermost first, then other categories; none twice.
    public var folders: [String]

    public init(url: String, title: String? = nil, homePage: String? = nil, folders: [String] = [])
    {
      self.url = url
      self.title = title
      self.homePage = homePage
      self.folders = folders
    }
  }

  public var title: String?
  /// In the order of the document; a feed that stands in several folders is one, with all of them.
  public var feeds: [Subscription] = []
  /// The addresses of other lists that this one includes, whose feeds are not here; as written.
  public var includedLists: [String] = []

  public init(title: String? = nil, feeds: [Subscription] = []) {
    self.title = title
    self.feeds = feeds
  }
}
