import Links

extension Feed {
  /// Reads a feed of any format in any encoding.
  ///
  /// A damaged document gives what can be read of it, with a warning each kind of damage.
  ///
  /// - Throws: what the document is instead of a feed, or why it may not be read.
  public init(parsing document: Document) throws(FeedError) {
    guard document.bytes.count <= Feed.maximumBytes else { throw .tooLarge(limit: "64 MiB") }
    let text = document.decoded()
    switch DocumentKind(text.utf8) {
    case .empty: throw .empty
    case .json: try self.init(json: text, of: document)
    case .markup(let start): try self.init(markup: text, from: start, of: document)
    case .other(let description): throw .notAFeed(description)
    }
    warnings.insert(contentsOf: text.warnings, at: 0)
  }

  /// A longer document is refused; the daemon's limit on transfers is below it.
  public static let maximumBytes = 64 << 20

  /// Reads XML strictly, and where that fails mended and leniently.
  private init(markup text: DecodedText, from start: Int, of document: Document) throws(FeedError) {
    let source = text.utf8.span.extracting(start..<text.utf8.count)
    var builder = FeedBuilder(document, encoding: text.encoding)
    var damage = try XMLReader.read(source, .strict, into: &builder)
    if !damage.isSubset(of: .harmless) {
      let mended = MendedMarkup(text.utf8[start...])
      builder = FeedBuilder(document, encoding: text.encoding)
      damage = try XMLReader.read(mended.bytes.span, .lenient, into: &builder).union(mended.damage)
      if damage.isEmpty { damage = .syntax }
    }
    guard builder.finish() else { throw FeedError(markup: text.utf8[start...]) }
    self = builder.feed
    isWellFormed = !damage.contains(.unfinished)
    endsWithinItem = damage.contains(.unfinishedItem)
    warnings += damage.warnings
  }
}
