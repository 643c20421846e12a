/// Why bytes are no feed, or none that may be read.
public enum FeedError: Error, Sendable, Equatable {
  /// No bytes, or only white space.
  case empty
  /// A web page, as a login or error page sent in a feed's place; its title if it has one.
  case webPage(title: String?)
  /// Something else; what it looks like in a few words.
  case notAFeed(String)
  /// The document declares entities, which are never expanded (billion laughs, XXE).
  case entityDeclaration
  /// A limit on depth, attributes, elements or bytes; its name and value.
  case tooLarge(limit: String)
}
