/// A text in canonical form, with and without what its feed has taught of its furniture: one fold for
/// both.
struct CanonicalForms {
  /// What an edit is told by: furniture that is learned later does not change it.
  let whole: CanonicalText
  /// What is compared with other feeds.
  let bare: CanonicalText

  /// - Parameter furniture: where learned lines stand in the text: `LearnedFurniture.places`.
  init(title: String?, text: String, furniture: [Range<Int>] = []) {
    let title = title.map(TextFolder.line) ?? []
    var folder = TextFolder(capacity: text.utf8.count)
    var bare: [UInt8] = []
    var left = furniture[...]
    var text = text
    text.makeContiguousUTF8()
    let all = text.utf8.span
    var position = 0
    while position < all.count {
      let isLearned = left.first?.lowerBound == position
      if isLearned { left = left.dropFirst() }
      position = folder.foldLine(of: all, from: position)
      let line = folder.trim()
      if line.isEmpty { continue }
      let isKnown = Furniture.known.contains(folder.bytes.span.extracting(line))
      if isKnown || folder.bytes[line] == title[...] {
        folder.dropLine()
        continue
      }
      folder.startLine(after: 0x20)
      if !furniture.isEmpty, !isLearned { bare += folder.bytes[line.lowerBound...] }
    }
    whole = CanonicalText(title: title, lines: folder.bytes)
    self.bare = furniture.isEmpty ? whole : CanonicalText(title: title, lines: bare[...])
  }
}
