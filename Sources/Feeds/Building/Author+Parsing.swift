extension Author {
  /// A person in the forms that RSS has: `me@example.org (Name)`, `Name (me@example.org)`,
  /// `Name <me@example.org>`, `mailto:me@example.org`, or a name alone. Nil when blank.
  init?(parsing written: String) {
    let text = folded(written)
    guard !text.isEmpty else { return nil }
    self.init()
    guard text.contains("@") else {
      name = text
      return
    }
    if let (inside, outside) = Author.split(text) {
      if Author.isAddress(inside) {
        email = Author.address(inside)
        name = outside.isEmpty ? nil : outside
        return
      }
      if Author.isAddress(outside) {
        email = Author.address(outside)
        name = inside.isEmpty ? nil : inside
        return
      }
    }
    if Author.isAddress(text) {
      email = Author.address(text)
    } else {
      setWordsAndAddress(text)
    }
  }

  /// `me@example.org Name`, or the other way round.
  private mutating func setWordsAndAddress(_ text: String) {
    var words = text.split(separator: " ").map(String.init)
    guard let index = words.firstIndex(where: Author.isAddress) else {
      name = text
      return
    }
    email = Author.address(words.remove(at: index).trimming("<>(),;"))
    let rest = words.joined(separator: " ").trimming(" ,;-()<>")
    name = rest.isEmpty ? nil : rest
  }

  /// What stands in the last brackets, round or angled, and what stands around them.
  private static func split(_ text: String) -> (inside: String, outside: String)? {
    for (opening, closing) in [("<", ">"), ("(", ")")] as [(Character, Character)] {
      guard let start = text.firstIndex(of: opening),
        let end = text.lastIndex(of: closing), start < end
      else { continue }
      let inside = text[text.index(after: start)..<end]
      let outside = text[..<start] + text[text.index(after: end)...]
      return (String(inside).trimming(" "), String(outside).trimming(" \""))
    }
    return nil
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.trimming("<>(),;").split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.contains(" ")
  }

  private static func address(_ text: String) -> String {
    let text = text.trimming("<>(),;")
    return text.lowercased().hasPrefix("mailto:") ? String(text.dropFirst(7)) : text
  }
}

extension String {
  /// The text without any of `characters` at its ends.
  func trimming(_ characters: String) -> String {
    var text = self[...]
    while let first = text.first, characters.contains(first) { text.removeFirst() }
    while let last = text.last, characters.contains(last) { text.removeLast() }
    return String(text)
  }
}
