/// An RSS document with an item for each title, whose text is as long as an article's first paragraph
/// and follows from the title alone.
func feed(_ titles: [String]) -> String {
  let items = titles.map { title in
    "<item><guid isPermaLink=\"false\">\(title)</guid><title>\(title)</title>"
      + "<description>\(paragraph(on: title))</description></item>"
  }
  return "<rss version=\"2.0\"><channel><title>F</title>\(items.joined())</channel></rss>"
}

/// Words without a meaning. No two titles share a line of them: what recurs in a feed would be taken for
/// its furniture, and left out of its texts.
private func paragraph(on title: String) -> String {
  let syllables = [
    "ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo",
  ]
  var random = SplitMix(seed: title.utf8.reduce(5381) { $0 &* 33 &+ UInt64($1) })
  let words = (0..<24).map { _ in
    (0..<3).map { _ in syllables.randomElement(using: &random) ?? "" }.joined()
  }
  return words.joined(separator: " ") + "."
}
