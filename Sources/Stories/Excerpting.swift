/// A text for people without the lines that are its site's furniture: what an excerpt is cut from.
///
/// Lines that stay are unchanged; the blank lines that stood between them stay single. An agency's
/// dateline stays too: it names the place.
///
/// - Parameters:
///   - title: the item's, which may stand within a line of furniture.
///   - learned: what the feed's items have taught.
public func withoutFurniture(
  _ text: String, title: String? = nil, learned: LearnedFurniture = LearnedFurniture()
) -> String {
  var kept: [Substring] = []
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    let folded = TextFolder.line(line)
    if folded.isEmpty {
      if kept.last.map({ !$0.isEmpty }) ?? false { kept.append("") }
    } else if !Furniture.known.contains(folded.span), !learned.contains(line, title: title) {
      kept.append(line)
    }
  }
  if kept.last?.isEmpty ?? false { kept.removeLast() }
  return kept.joined(separator: "\n")
}
