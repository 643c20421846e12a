/// How much a canonical text says, counted in words.
///
/// Equal hashes of heavy texts mean one story. A title like "Previsioni meteo" alone, or a body that
/// says "Read the article", is equal by chance or by habit.
public struct TextWeight: Hashable, Sendable, Comparable {
  /// From this weight on equal texts of different feeds are one story.
  public static let distinctive = TextWeight(words: 8)

  /// From this weight on equal texts of one page are one: a headline.
  public static let headline = TextWeight(words: 2)

  /// Words, or, where a script writes no spaces between them, half the characters. Counting ends at
  /// 32.
  public let words: Int

  public init(words: Int) {
    self.words = min(max(words, 0), Self.maximum)
  }

  public static func < (left: TextWeight, right: TextWeight) -> Bool { left.words < right.words }

  static let maximum = 32
}

extension CanonicalText {
  /// How much it says, title and body together.
  public var weight: TextWeight {
    let limit = 2 * TextWeight.maximum
    var halves = Self.halfWords(title.span, upTo: limit)
    if halves < limit { halves += Self.halfWords(body.span, upTo: limit - halves) }
    return TextWeight(words: halves / 2)
  }

  /// Words of letters or digits count two, characters from U+2E80 on one.
  private static func halfWords(_ text: Span<UInt8>, upTo limit: Int) -> Int {
    var count = 0
    var isInWord = false
    var position = 0
    while position < text.count, count < limit {
      let byte = text[position]
      if byte >= 0xE3 {
        count += 1
        isInWord = false
        position += byte >= 0xF0 ? 4 : 3
      } else {
        let isLetter = !Furniture.isOrnament(byte)
        if isLetter && !isInWord { count += 2 }
        isInWord = isLetter
        position += 1
      }
    }
    return count
  }
}
