import Markup
import Testing

/// The characters of plane 15 that the scanner puts in the place of text.
@Suite struct StandInTests {
  @Test(arguments: [
    "\u{F0000}", "\u{F0001}\u{F0000}", "a \u{F0000} b", "some words \u{F0000} and more words",
    "\u{FFFFD}", "\u{F0000}&amp;\u{F0000}", "\u{10FFFD} and \u{E000}",
  ])
  func `characters of private use that were sent stay what they are`(text: String) {
    #expect(CleanHTML("<p>words before it</p>\(text)", base: nil).html.hasSuffix(text))
    let quoted = CleanHTML("<b title='\(text)'>words in bold</b>", base: nil)
    #expect(quoted.html == "<b title=\"\(text)\">words in bold</b>")
  }

  @Test(arguments: ["&#xF0000;", "&#983040;", "&#x0000F0000", "&#XfffFD;"])
  func `references to them bring nothing back`(reference: String) {
    let html = CleanHTML(
      "<p>one long piece</p>x\(reference)y<b title='\(reference)'>z</b>", base: nil
    )
    .html
    #expect(html == "<p>one long piece</p>xy<b title=\"\">z</b>")
  }

  @Test func `more pieces than there are stand-ins come back in order`() {
    let pieces = (0..<70_000).map { "piece number \($0)" }
    let source = pieces.map { "<i title=\"\($0)\">\($0)</i>" }.joined()
    #expect(CleanHTML(source, base: nil).html == source)
  }

  @Test func `attributes that are left out do not shift the others`() {
    let source = "<p class='left out, long' id='left out, long' title='kept, and long'>a long text"
    #expect(
      CleanHTML(source, base: nil).html == "<p title=\"kept, and long\">a long text</p>")
    let double = "<p title='first title' title='second title'>a long text<b>and another"
    #expect(
      CleanHTML(double, base: nil).html
        == "<p title=\"first title\">a long text<b>and another</b></p>")
  }
}
