/// Words and phrases that texts may have, as a person writes them.
///
/// A phrase is found as whole words, whatever their case and accents are; what stands between words
/// (blanks, apostrophes, hyphens) may differ. `*` at a word's end stands for any ending. Scripts that
/// write no blanks have no whole words: there it is found anywhere.
///
///     "terremot*"        finds   Terremoto, TERREMOTI
///     "perche"           finds   Perché
///     "Valle d'Aosta"    finds   valle d’Aosta
///     "art"              does not find   party
public final class Phrases {
  private let pattern: Pattern

  /// - Parameter phrases: at least one, each with `isPhrase`.
  public init(_ phrases: [String]) throws(PatternError) {
    let alternatives = phrases.compactMap(Self.expression)
    let expression = Self.start + "(?:" + alternatives.joined(separator: "|") + ")"
    pattern = try Pattern(expression, counting: 0)
  }

  /// Which of them a text has: the first place, as it stands in the folded text; nil for none.
  ///
  /// - Throws: `PatternError.gaveUp`, which is not expected of words.
  public func firstMatch(in text: FoldedText) throws(PatternError) -> Substring? {
    try pattern.firstMatch(in: text.string)
  }

  /// Whether a text can be looked for: it has a letter, a digit or a symbol.
  public static func isPhrase(_ text: String) -> Bool { expression(text) != nil }

  // Neither a letter nor a digit goes on at the ends, where the script has words.
  private static let unspaced =
    #"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"#
  private static let start = #"(?:(?<![\p{L}\p{N}])|(?=["# + unspaced + "]))"
  private static let end = #"(?:(?![\p{L}\p{N}])|(?<=["# + unspaced + "]))"
  private static let between = #"[\s\p{Pd}\p{Pi}\p{Pf}'"`]+"#

  /// The expression of one phrase; nil where there is nothing to look for.
  private static func expression(_ phrase: String) -> String? {
    var result = ""
    var isBetween = false
    var hasSubstance = false
    var end = ""
    for scalar in FoldedText(phrase).string.unicodeScalars {
      if scalar.separatesWords {
        isBetween = !result.isEmpty
        continue
      }
      if isBetween { result += between }
      isBetween = false
      end = Self.end
      if scalar == "*" {
        result += #"[\p{L}\p{N}\p{M}]*"#
      } else if scalar.isWordPart {
        result.unicodeScalars.append(scalar)
        hasSubstance = true
      } else {
        result += #"\x{"# + String(scalar.value, radix: 16) + "}"
        hasSubstance = true
        end = ""
      }
    }
    return hasSubstance ? result + end : nil
  }
}

extension Unicode.Scalar {
  /// Blanks, hyphens, quotation marks and apostrophes.
  fileprivate var separatesWords: Bool {
    switch properties.generalCategory {
    case .dashPunctuation, .initialPunctuation, .finalPunctuation: true
    default: properties.isWhitespace || self == "'" || self == "\"" || self == "`"
    }
  }

  fileprivate var isWordPart: Bool {
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark: true
    default: properties.isAlphabetic
    }
  }
}
