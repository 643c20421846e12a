import Links
import Testing

@testable import Markup

/// Input that is made to cost time, memory or stack.
@Suite(.timeLimit(.minutes(10))) struct LimitsTests {
  private func repeated(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: [
    "<div>", "<b>", "<table><td>", "<ul><li>", "<x>", "<span><div></span>",
  ])
  func `deep nesting comes out flat`(markup: String) {
    let clean = CleanHTML(repeated(markup, 100_000) + "end", base: nil)
    #expect(clean.text.hasSuffix("end"))
    var depth = 0
    var deepest = 0
    for tag in clean.html.split(separator: "<") {
      depth += tag.hasPrefix("/") ? -1 : 1
      deepest = max(deepest, depth)
    }
    #expect(deepest <= HTMLWriter.maximumDepth + 4)
  }

  @Test(arguments: [
    "</b>", "</div>", "</", "<", "&", "<!--", "<p a=\"", "<a href='", "<script>", "&amp", "]]>",
    "<b/", "<b><center></b>",
  ])
  func `a million pieces of nothing are read at once`(piece: String) {
    let clean = CleanHTML("x" + repeated(piece, 200_000), base: nil)
    #expect(clean.html.hasPrefix("x"))
  }

  @Test func `a tag of too many attributes goes, its content stays`() {
    let many = (0...TagScanner.maximumAttributes).map { "a\($0)=x" }.joined(separator: " ")
    #expect(CleanHTML("<p title=y \(many)>x</p>", base: nil).html == "x")
    #expect(
      CleanHTML("<p title=y \(many.dropLast(12))>x</p>", base: nil).html == "<p title=\"y\">x</p>")
  }

  @Test func `a tag of too many bytes goes, its content stays`() {
    let long = repeated("y", TagScanner.maximumTagBytes)
    #expect(CleanHTML("<p title='\(long)'>x</p>", base: nil).html == "x")
    #expect(
      CleanHTML("<p title='\(long.dropLast(20))'>x</p>", base: nil).html.hasSuffix("\">x</p>"))
  }

  @Test func `what is over the limit of an article is cut`() {
    let clean = CleanHTML(repeated("è", CleanHTML.maximumBytes), base: nil)
    #expect(clean.html.utf8.count == CleanHTML.maximumBytes)
  }

  @Test func `formatting that is opened again does not multiply the output`() {
    let link = "<a href='https://example.org/\(repeated("x", 10_000))'>"
    let source = "<p>\(link)" + repeated("<div>x</div>", 10_000)
    let clean = CleanHTML(source, base: nil)
    #expect(clean.html.utf8.count < 4 * source.utf8.count)
    let bold =
      "<p>" + (0..<200).map { "<b title=\($0)>" }.joined() + repeated("<div>x</div>", 20_000)
    #expect(CleanHTML(bold, base: nil).html.utf8.count < 8 * bold.utf8.count)
  }
}
