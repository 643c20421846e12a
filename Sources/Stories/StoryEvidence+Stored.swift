import Markup

extension StoredItem {
  /// What the decision looks at, made anew from what is stored: the cost of an HTML parser.
  ///
  /// - Parameter learned: the furniture of its feed.
  public func evidence(_ learned: LearnedFurniture? = nil) -> StoryEvidence {
    let text = (learned ?? LearnedFurniture()).removed(from: plainText, title: title)
    let canonical = CanonicalText(title: title, text: text)
    return StoryEvidence(
      textHash: canonical.hash, weight: canonical.weight, url: url,
      signature: Signature(canonical, text: text), firstSeen: firstSeen)
  }

  /// The store keeps the HTML only.
  fileprivate var plainText: String { CleanHTML(html, base: nil).text }
}

extension LearnedFurniture {
  /// The lines of an item that are furniture, as samples.
  public func furniture(of item: StoredItem) -> [Line] {
    let lines = item.plainText.split(separator: "\n").filter { contains($0, title: item.title) }
    let samples = Set(lines.map { sample(of: $0, title: item.title) })
    return furniture.filter { samples.contains($0.sample) }
  }
}
