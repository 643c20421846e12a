extension Feed {
  /// Reads a feed of any format in any encoding.
  ///
  /// A damaged document gives what can be read of it, with a warning each kind of damage.
  public init(parsing document: Document) throws(FeedError) {
    throw .notAFeed("")
  }
}
