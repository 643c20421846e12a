/// A query as FTS5 reads it. Every word stands in quotes and is made of letters and digits only, so that
/// no text of a user or a feed is ever syntax.
///
/// Source: sqlite.org/fts5.html, "Full-text Query Syntax".
struct SearchExpression {
  /// Each row has this in its column `mark`, and the number of its feed.
  static let everything = "all"

  static func feedMark(_ id: Int64) -> String { "feed\(id)" }

  let text: String

  /// - Parameter feeds: the numbers of the feeds, one of which a row has; nil: any.
  init(_ query: SearchQuery, feeds: [Int64]?) {
    var parts = query.wanted.map { "{title author body} : " + Self.phrase($0) }
    if let feeds {
      let marks = feeds.map { "\"\(Self.feedMark($0))\"" }
      parts.append("mark : (" + marks.joined(separator: " OR ") + ")")
    }
    if parts.isEmpty { parts = ["mark : \"\(Self.everything)\""] }
    var text = parts.map { "(\($0))" }.joined(separator: " AND ")
    if !query.unwanted.isEmpty {
      let unwanted = query.unwanted.map(Self.phrase).joined(separator: " OR ")
      text = "(\(text)) NOT {title author body} : (\(unwanted))"
    }
    self.text = text
  }

  private static func phrase(_ phrase: SearchQuery.Phrase) -> String {
    "\"\(phrase.words)\"" + (phrase.isPrefix ? " *" : "")
  }
}
