import Links

extension Subscriptions {
  /// Reads OPML of any version; a damaged document gives what can be read of it.
  ///
  /// An outline with `xmlUrl` is a feed, any other one a folder; what is commented out is neither.
  /// Whatever else is in the document is passed over.
  ///
  /// - Throws: what the document is instead, or why it may not be read.
  /// - Source: OPML 2.0, “Subscription lists”, “category”, “isComment”, “Inclusion”.
  public init(parsing bytes: [UInt8]) throws(FeedError) {
    guard bytes.count <= Feed.maximumBytes else { throw .tooLarge(limit: "64 MiB") }
    let text = Document(bytes: bytes).decoded()
    let start: Int
    switch DocumentKind(text.utf8) {
    case .empty: throw .empty
    case .json: throw .notAFeed("JSON, not OPML")
    case .other(let description): throw .notAFeed(description)
    case .markup(let offset): start = offset
    }
    var reader = OutlineReader()
    let source = text.utf8.span.extracting(start..<text.utf8.count)
    let damage = try XMLReader.read(source, .strict, into: &reader)
    if !damage.isSubset(of: .harmless) {
      reader = OutlineReader()
      _ = try XMLReader.read(MendedMarkup(text.utf8[start...]).bytes.span, .lenient, into: &reader)
    }
    guard reader.isOPML else { throw .notAFeed("markup without an OPML document in it") }
    self = reader.list
  }
}

/// Gathers the outlines of an OPML document.
private struct OutlineReader: XMLEvents {
  /// What an open element is.
  private enum Place {
    case folder(String?)
    /// What is commented out, and all in it.
    case comment
    case title
    case other
  }

  /// More feeds than anybody reads, and fewer than fill the memory.
  private static let maximumFeeds = 200_000
  private static let maximumLists = 100

  private(set) var list = Subscriptions()
  private(set) var isOPML = false
  private var places: [Place] = []
  private var positions: [String: Int] = [:]

  mutating func term(uri: String?, prefix: String?, localName: String) -> Term { .unknown }

  mutating func start(_ element: XMLElement, text: inout TextBuffer) {
    switch element.name.lowercased() {
    case "opml":
      isOPML = true
      places.append(.other)
    case "title" where list.title == nil:
      text.begin(.verbatim)
      places.append(.title)
    case "outline": places.append(place(of: element.attributes))
    default: places.append(.other)
    }
  }

  mutating func end(text: inout TextBuffer) {
    guard case .title? = places.popLast() else { return }
    list.title = nonEmpty(folded(text.bytes[...]))
    text.begin(.off)
  }

  private mutating func place(of attributes: XMLAttributes) -> Place {
    if case .comment? = places.last { return .comment }
    if attributes["iscomment"]?.lowercased() == "true" { return .comment }
    return .folder(outline(attributes))
  }

  /// Adds a feed; returns the name of a folder, nil for what is none.
  private mutating func outline(_ attributes: XMLAttributes) -> String? {
    let name = line(attributes["title"]) ?? line(attributes["text"])
    let type = attributes["type"]?.lowercased()
    if let list = includedList(attributes, type), list.count < 2000,
      self.list.includedLists.count < Self.maximumLists
    {
      self.list.includedLists.append(list)
    }
    // Programs of the years before OPML 2.0 wrote `url`.
    let plain = ["rss", "atom", "rdf"].contains(type) ? line(attributes["url"]) : nil
    guard let url = line(attributes["xmlurl"]) ?? plain else { return name }
    let folders = places.compactMap { if case .folder(let name) = $0 { name } else { nil } }
    let categories = (attributes["category"] ?? "").split(maxSplits: 64) { ",/".contains($0) }
      .compactMap { line(String($0)) }
    add(
      Subscriptions.Subscription(
        url: url, title: name, homePage: line(attributes["htmlurl"]), folders: folders + categories)
    )
    return nil
  }

  /// The address of a list whose feeds are to stand here: an inclusion, or a category that FreshRSS fills.
  private func includedList(_ attributes: XMLAttributes, _ type: String?) -> String? {
    if let list = line(attributes["opmlurl"]) { return list }
    guard let url = line(attributes["url"]) else { return nil }
    let isList = url.lowercased().hasSuffix(".opml")
    return type == "include" || type == "link" && isList ? url : nil
  }

  private mutating func add(_ feed: Subscriptions.Subscription) {
    var feed = feed
    let known = positions[feed.url]
    var folders = known.map { list.feeds[$0].folders } ?? []
    for folder in feed.folders where !folders.contains(folder) { folders.append(folder) }
    if let known {
      list.feeds[known].folders = folders
    } else if list.feeds.count < Self.maximumFeeds {
      feed.folders = folders
      positions[feed.url] = list.feeds.count
      list.feeds.append(feed)
    }
  }

  /// The text on one line; nil for none.
  private func line(_ text: String?) -> String? {
    text.flatMap { nonEmpty(folded(Array($0.utf8)[...])) }
  }
}
