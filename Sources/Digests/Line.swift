/// One line of text that someone else wrote, made harmless before anything else sees it.
///
/// Holds no control character (C0, C1, DEL), no line break, no bidirectional or invisible format
/// control but the joiners that scripts and emoji need, no stack of more than four combining marks,
/// and no more graphemes than its limit. What it holds is still text, not markup: each form escapes
/// it once more for itself.
public struct Line: Sendable, Hashable, CustomStringConvertible {
  /// The text: trimmed, white space folded to single blanks; may be empty.
  public let string: String

  /// Cleans text.
  ///
  /// - Parameters:
  ///   - text: anything; only as much of it is read as the limit can show.
  ///   - limit: graphemes at most; a longer text is cut at a word and ends in an ellipsis.
  public init(_ text: String, limit: Int = 240) {
    var cleaning = Cleaning(capacity: limit)
    string = Excerpt.cut(cleaning.read(text), to: limit, at: .word)
  }

  public var description: String { string }

  /// Whether nothing visible was left.
  public var isEmpty: Bool { string.isEmpty }

  /// The first `graphemes` graphemes of the cleaned text and no ellipsis: raw material of an excerpt.
  static func beginning(of text: String, graphemes: Int) -> String {
    var cleaning = Cleaning(capacity: graphemes)
    return String(cleaning.read(text).prefix(graphemes))
  }
}

extension Line: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self), limit: 2_000)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(string)
  }
}

/// The pass over the scalars of a text that leaves out what may not be shown.
private struct Cleaning {
  /// Scalars in one grapheme, on average, that are still read: emoji of families have seven.
  private static let scalarsPerGrapheme = 8
  private static let maximumMarks = 4

  private let maximumScalars: Int
  private var result = String.UnicodeScalarView()
  private var count = 0
  private var marks = 0
  private var owesBlank = false

  init(capacity: Int) {
    maximumScalars = (capacity + 1) * Self.scalarsPerGrapheme
  }

  mutating func read(_ text: String) -> String {
    for scalar in text.unicodeScalars {
      guard count < maximumScalars else { break }
      take(scalar)
    }
    return String(result)
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    if scalar.properties.isWhitespace {
      owesBlank = true
      return
    }
    guard !Self.isInvisible(scalar) else { return }
    marks = Self.isMark(scalar) ? marks + 1 : 0
    guard marks <= Self.maximumMarks else { return }
    if owesBlank && count > 0 { append(" ") }
    owesBlank = false
    append(scalar)
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    result.append(scalar)
    count += 1
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    return switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  /// Controls, format characters and code points that are no characters. The joiners U+200C and
  /// U+200D stay: Persian, the scripts of India and emoji are misspelt without them.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    return switch scalar.properties.generalCategory {
    case .control, .surrogate, .privateUse: true
    case .format: scalar.value != 0x200C && scalar.value != 0x200D
    case .unassigned: scalar.properties.isNoncharacterCodePoint
    default: false
    }
  }
}
