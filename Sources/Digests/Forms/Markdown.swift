/// CommonMark that is safe to send: made of literals in our own source, with everything else
/// escaped.
///
/// What is interpolated as `String` or `Line` is shown as that same text by every reader of
/// CommonMark, and by those that know GitHub's extensions. The text holds no line break, so only the
/// first characters of a line can begin a block.
struct Markdown: ExpressibleByStringInterpolation, Sendable {
  private(set) var string = ""

  init() {}

  init(stringLiteral value: StaticString) {
    string = value.description
  }

  init(stringInterpolation: StringInterpolation) {
    string = stringInterpolation.string
  }

  static func += (one: inout Markdown, other: Markdown) {
    one.string += other.string
  }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var string = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      string.reserveCapacity(literalCapacity + 64 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: StaticString) {
      string += literal.description
    }

    mutating func appendInterpolation(_ markdown: Markdown) {
      string += markdown.string
    }

    mutating func appendInterpolation(_ line: Line) {
      append(escaping: line.string)
    }

    mutating func appendInterpolation(_ text: String) {
      append(escaping: text)
    }

    /// A link's destination, between angle brackets. An ampersand could begin a character reference
    /// there. Source: CommonMark 0.31 §2.5, §6.3.
    mutating func appendInterpolation(_ link: Link) {
      string += "<"
      for scalar in link.string.unicodeScalars {
        if scalar == "&" || scalar == "\\" { string += "\\" }
        string.unicodeScalars.append(scalar)
      }
      string += ">"
    }

    /// Source: CommonMark 0.31 §2.4: any ASCII punctuation may be escaped.
    private mutating func append(escaping text: String) {
      let scalars = Array(text.unicodeScalars)
      let digits = scalars.prefix { ("0"..."9").contains($0) }.count
      for (index, scalar) in scalars.enumerated() {
        let opens = index == 0 ? Self.opensBlock(scalar) : index == digits && ".)".has(scalar)
        if opens || Self.isMarkup(scalar) || Self.beginsAddress(scalars, at: index) {
          string += "\\"
        }
        string.unicodeScalars.append(scalar)
      }
    }

    private static func isMarkup(_ scalar: Unicode.Scalar) -> Bool {
      #"\`*_[]<>&|~{}^$@#"#.has(scalar)
    }

    /// Lists, quotations, rules.
    private static func opensBlock(_ scalar: Unicode.Scalar) -> Bool {
      "+-=:".has(scalar)
    }

    /// Bare addresses and the names of emoji, which GitHub's readers make links and pictures of.
    private static func beginsAddress(_ text: [Unicode.Scalar], at index: Int) -> Bool {
      switch text[index] {
      case ":":
        index + 1 < text.count
          && (text[index + 1] == "/" || text[index + 1].properties.isAlphabetic)
      case ".":
        index >= 3 && text[index - 3..<index].allSatisfy { $0 == "w" || $0 == "W" }
      default:
        false
      }
    }
  }
}

extension String {
  fileprivate func has(_ scalar: Unicode.Scalar) -> Bool {
    unicodeScalars.contains(scalar)
  }
}

extension Sequence<Markdown> {
  /// The parts with a separator between two.
  func joined(separator: Markdown) -> Markdown {
    var result = Markdown()
    for (index, part) in enumerated() {
      if index > 0 { result += separator }
      result += part
    }
    return result
  }
}
