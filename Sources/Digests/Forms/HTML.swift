/// HTML that is safe to send: made of literals in our own source, with everything else escaped.
///
/// An interpolated `String`, `Line` or `Link` arrives as text, whatever it holds; only `HTML` itself
/// arrives as markup. There is no way to make `HTML` of a string that came from elsewhere.
struct HTML: ExpressibleByStringInterpolation, Sendable {
  private(set) var string = ""

  init() {}

  init(stringLiteral value: StaticString) {
    string = value.description
  }

  init(stringInterpolation: StringInterpolation) {
    string = stringInterpolation.string
  }

  static func += (one: inout HTML, other: HTML) {
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

    mutating func appendInterpolation(_ html: HTML) {
      string += html.string
    }

    mutating func appendInterpolation(_ number: Int) {
      string += String(number)
    }

    mutating func appendInterpolation(_ link: Link) {
      append(escaping: link.string)
    }

    /// Our own words, or a value that we made: as they are written, but escaped.
    mutating func appendInterpolation(_ text: String) {
      append(escaping: text)
    }

    /// Text of others within a line of ours: isolated, so that its direction stays its own.
    mutating func appendInterpolation(_ line: Line) {
      string += "<bdi>"
      append(escaping: line.string)
      string += "</bdi>"
    }

    /// Text of others in an element that holds nothing else and has `dir="auto"`.
    mutating func appendInterpolation(alone line: Line) {
      append(escaping: line.string)
    }

    private mutating func append(escaping text: String) {
      for scalar in text.unicodeScalars {
        switch scalar {
        case "&": string += "&amp;"
        case "<": string += "&lt;"
        case ">": string += "&gt;"
        case "\"": string += "&quot;"
        case "'": string += "&#39;"
        default: string.unicodeScalars.append(scalar)
        }
      }
    }
  }
}

extension Sequence<HTML> {
  /// The parts with a separator between two.
  func joined(separator: HTML = "") -> HTML {
    var result = HTML()
    for (index, part) in enumerated() {
      if index > 0 { result += separator }
      result += part
    }
    return result
  }
}
