import Digests
import Testing

/// A reader of the inline part of CommonMark that knows backslash escapes only: what it refuses was
/// not escaped.
private struct Unescaping {
  /// The text that a reader of CommonMark shows; nil where something would be markup.
  static func text(of line: String) -> String? {
    var result = ""
    var scalars = line.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      if scalar == "\\" {
        guard let escaped = scalars.next(), isPunctuation(escaped) else { return nil }
        result.unicodeScalars.append(escaped)
      } else if "`*_[]<>&|~{}^$@#".unicodeScalars.contains(scalar) {
        return nil
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (0x21...0x7E).contains(scalar.value) && !scalar.properties.isAlphabetic
      && !("0"..."9").contains(scalar)
  }
}

@Suite struct MarkdownTests {
  @Test(arguments: hostile) func `A title is shown as its text alone`(title: String) throws {
    let page = try edition(saying: title).text(as: .markdown)
    let heading = try #require(page.split(separator: "\n").first { $0.hasPrefix("### ") })
    let shown = heading.dropFirst("### [".count).dropLast("](<https://news.example/1>)".count)
    #expect(heading.hasSuffix("](<https://news.example/1>)"))
    #expect(Unescaping.text(of: String(shown)) == Line(title).string)
  }

  @Test(arguments: hostile) func `A title without a link opens no block`(title: String) throws {
    let page = try edition(saying: title, link: nil).text(as: .markdown)
    let heading = try #require(page.split(separator: "\n").first { $0.hasPrefix("### ") })
    #expect(Unescaping.text(of: String(heading.dropFirst(4))) == Line(title).string)
    #expect(!heading.dropFirst(4).prefixMatches(of: /([-+=>#]|\d+[.)])( |$)/))
  }

  @Test(arguments: hostile) func `Text of a feed adds no line to the page`(text: String) throws {
    let page = try edition(saying: text).text(as: .markdown)
    let harmless = try edition(saying: "harmless").text(as: .markdown)
    #expect(page.components("\n") == harmless.components("\n"))
  }

  @Test func `The destination of a link holds no reference to a character`() throws {
    let page = try edition(saying: "t", link: "https://e.example/?a=1&copy=2&lt;<>()\\")
      .text(as: .markdown)
    #expect(page.contains("[t](<https://e.example/?a=1\\&copy=2\\&lt;%3C%3E()%5C>)"))
  }

  @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "//e.example/"])
  func `What is no web address is no link`(address: String) throws {
    let page = try edition(saying: "t", link: address).text(as: .markdown)
    #expect(!page.contains("]("))
    #expect(page.contains("### t\n"))
  }
}

extension Substring {
  fileprivate func prefixMatches(of pattern: some RegexComponent) -> Bool {
    prefixMatch(of: pattern) != nil
  }
}
