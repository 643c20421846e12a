import Links

/// HTML from a feed, made safe to show, with its text and its first picture.
public struct CleanHTML: Hashable, Sendable {
  /// HTML from the allow-list only: everything closed, escaped and quoted; links absolute where they
  /// could be resolved. A browser reads it in one way.
  public let html: String
  /// The same as plain text for people: paragraphs separated by a blank line, list items and table
  /// rows on lines of their own, no invisible text. This is also what is hashed.
  public let text: String
  /// The address of the first picture that is content (not a tracking pixel), absolute; nil when
  /// there is none.
  public let image: String?

  /// Reads HTML as a feed sent it.
  ///
  /// - Parameters:
  ///   - source: HTML, a fragment or a whole page, of any size and quality.
  ///   - base: what relative links resolve against; nil leaves them out.
  public init(_ source: String, base: WebURL?) {
    html = source
    text = source
    image = nil
  }
}

/// The text of what may be HTML, on one line: a title, a name, a tag.
///
/// Markup is taken out, character references are decoded, white space is folded to single blanks.
/// Text without `<` and `&` is only folded.
public func plainText(_ source: String) -> String {
  source
}
