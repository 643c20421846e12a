/// The headline of a story and the first sentences under it.
struct Excerpt {
  /// Graphemes of an excerpt at most.
  static let length = 300
  /// Graphemes of a headline that is made of the text.
  private static let headlineLength = 90

  let title: Line
  /// Empty when the text says no more than the title.
  let text: Line

  /// Reads the beginning of an article: only as much as can be shown.
  ///
  /// A text that begins with its title does not say it twice. Without a title, the first sentence is
  /// the headline if it is short, else the first words.
  init(of article: String, under title: Line) {
    let body = Line.beginning(of: article, graphemes: 2 * Self.length + title.string.count)
    if title.isEmpty {
      self = Self(untitled: body)
    } else {
      self.title = title
      text = Self.shortened(Self.remainder(of: body, after: title.string))
    }
  }

  private init(untitled body: String) {
    let headline = Self.cut(body, to: Self.headlineLength, at: .sentence)
    title = Line(headline)
    if headline == body {
      text = Line("")
    } else if let words = headline.dropSuffix("…") {
      text = Self.shortened("…" + body.dropFirst(words.count).drop { $0 == " " })
    } else {
      text = Self.shortened(String(body.dropFirst(headline.count)))
    }
  }

  private static func shortened(_ text: String) -> Line {
    Line(cut(text, to: length, at: .sentence), limit: length + 1)
  }

  /// What follows the title where the text begins with it, else all of the text.
  private static func remainder(of body: String, after title: String) -> String {
    let stem = title.dropSuffix("…") ?? title[...]
    guard body.lowercased().hasPrefix(stem.lowercased()) else { return body }
    let rest = body.dropFirst(stem.count)
    if let next = rest.first, next.isLetter || next.isNumber { return body }
    return String(rest.drop { !($0.isLetter || $0.isNumber || isOpening($0)) })
  }

  private static func isOpening(_ character: Character) -> Bool {
    "«“‘\"'([¿¡".contains(character)
  }
}

extension Excerpt {
  /// Where a text may be cut.
  enum Cut {
    /// After a sentence that ends in the last third, else after a word.
    case sentence
    /// After a word, in the last half; in scripts without blanks, anywhere.
    case word
  }

  /// The beginning of a text, `length` graphemes at most before the ellipsis. Only a cut after a
  /// sentence has none.
  static func cut(_ text: String, to length: Int, at cut: Cut) -> String {
    let window = text.prefix(length)
    guard window.endIndex < text.endIndex else { return text }
    if cut == .sentence, let end = sentenceEnd(in: window, of: text) {
      return String(text[..<end])
    }
    return String(wholeWords(in: window, of: text)) + "…"
  }

  private static func wholeWords(in window: Substring, of text: String) -> Substring {
    var words = window
    if text[window.endIndex] != " ", let blank = window.lastIndex(of: " "),
      window.distance(from: window.startIndex, to: blank) >= window.count / 2
    {
      words = window[..<blank]
    }
    while let last = words.last, " ,;:-–—(«“".contains(last) { words.removeLast() }
    return words
  }

  /// The last place in the last third of the window where a sentence ends; nil without one.
  private static func sentenceEnd(in window: Substring, of text: String) -> String.Index? {
    let earliest = window.index(window.startIndex, offsetBy: window.count * 2 / 3)
    var index = window.endIndex
    while index > earliest {
      if endsSentence(text[..<index], before: text[index...]) { return index }
      index = text.index(before: index)
    }
    return nil
  }

  /// A full stop counts only after a long word or a year, and before a capital: abbreviations
  /// (“dott. Rossi”, “24. November”) are cut through otherwise.
  private static func endsSentence(_ before: Substring, before rest: Substring) -> Bool {
    var sentence = before
    while let last = sentence.last, "»”’\"')]".contains(last) { sentence.removeLast() }
    guard let stop = sentence.popLast() else { return false }
    if "。！？".contains(stop) { return true }
    guard ".!?…".contains(stop), rest.isEmpty || rest.first == " " else { return false }
    let next = rest.drop { $0 == " " || isOpening($0) }.first
    guard next?.isUppercase ?? true else { return false }
    if stop != "." { return true }
    let word = sentence.reversed().prefix { $0.isLetter || $0.isNumber }
    return word.count >= 5 || (word.count == 4 && word.allSatisfy(\.isNumber))
  }
}

extension String {
  /// The text without its last character where that is `suffix`; nil otherwise.
  fileprivate func dropSuffix(_ suffix: Character) -> Substring? {
    last == suffix ? dropLast() : nil
  }
}
