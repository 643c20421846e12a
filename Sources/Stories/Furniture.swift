/// The lines of a site that are no part of its texts: advertising marks, pleas for newsletters, links
/// to other articles, notices of rights.
///
/// A line is furniture when it says one of the phrases and nothing else, when it is short and opens
/// with one, or when it is the tail that WordPress writes (`The post … appeared first on …`). A
/// sentence in the middle of a paragraph never is.
struct Furniture: Sendable {
  /// The phrases that the program knows by itself.
  static let known = Furniture(FurniturePhrase.all)

  /// A line that only opens with a phrase is furniture up to this many bytes.
  static let maximumOpeningBytes = 160

  /// By the first byte of the phrase.
  private let phrases: [[FurniturePhrase.Folded]]

  init(_ phrases: [FurniturePhrase]) {
    var byFirst = [[FurniturePhrase.Folded]](repeating: [], count: 256)
    for phrase in phrases.map(FurniturePhrase.Folded.init) {
      if let first = phrase.first.first { byFirst[Int(first)].append(phrase) }
    }
    self.phrases = byFirst
  }

  /// Whether a line in canonical form is furniture.
  func contains(_ line: Span<UInt8>) -> Bool {
    var start = 0
    while start < line.count, Self.isOrnament(line[start]) { start += 1 }
    guard start < line.count else { return line.count > 0 }
    return phrases[Int(line[start])].contains { $0.matches(line, from: start) }
  }

  /// Punctuation in ASCII, digits and letters apart.
  static func isOrnament(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x7A, 0x80...: false
    default: true
    }
  }
}

/// One phrase of furniture as people write it.
struct FurniturePhrase: Sendable {
  enum Place: Sendable {
    /// The line says this and nothing else, but for punctuation around it.
    case whole
    /// A short line starts with this.
    case opening
    /// The line starts with this and has that after it.
    case around(String)
  }

  let place: Place
  let text: String

  init(_ place: Place, _ text: String) {
    self.place = place
    self.text = text
  }

  /// A phrase in canonical form.
  struct Folded: Sendable {
    let first: [UInt8]
    private let second: [UInt8]
    private let place: Place

    init(_ phrase: FurniturePhrase) {
      first = TextFolder.line(phrase.text)
      place = phrase.place
      if case .around(let text) = phrase.place {
        second = TextFolder.line(text)
      } else {
        second = []
      }
    }

    func matches(_ line: Span<UInt8>, from start: Int) -> Bool {
      guard line.count - start >= first.count else { return false }
      for index in first.indices where line[start + index] != first[index] { return false }
      let rest = start + first.count
      switch place {
      case .whole:
        return (rest..<line.count).allSatisfy { Furniture.isOrnament(line[$0]) }
      case .opening:
        return line.count <= Furniture.maximumOpeningBytes && endsWord(line, at: rest)
      case .around:
        return endsWord(line, at: rest) && contains(second, in: line, from: rest)
      }
    }

    /// Whether the phrase ends where a word does. Scripts from U+3000 on write no spaces.
    private func endsWord(_ line: Span<UInt8>, at end: Int) -> Bool {
      end == line.count || Furniture.isOrnament(line[end]) || line[end - 1] == UInt8(ascii: ":")
        || first[0] >= 0xE3
    }

    private func contains(_ phrase: [UInt8], in line: Span<UInt8>, from start: Int) -> Bool {
      guard line.count - start >= phrase.count else { return false }
      return (start...line.count - phrase.count).contains { place in
        phrase.indices.allSatisfy { line[place + $0] == phrase[$0] }
      }
    }
  }
}
