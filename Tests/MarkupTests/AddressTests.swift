import Links
import Markup
import Testing

@Suite struct AddressTests {
  private func link(_ address: String, base: String? = nil) -> String {
    let escaped = address.replacing("'", with: "&#39;")
    return CleanHTML("<a href='\(escaped)'>x</a>", base: base.flatMap { WebURL($0) }).html
  }

  @Test(arguments: [
    ("http://example.org/a?b=c&amp;d#e", "http://example.org/a?b=c&amp;d#e"),
    ("HTTPS://Example.ORG/A", "https://example.org/A"),
    ("  https://example.org/a\n/b  ", "https://example.org/a/b"),
    ("https://example.org", "https://example.org/"),
    ("https://example.org/a b/è", "https://example.org/a%20b/%c3%a8"),
    ("https://example.org/a/../b", "https://example.org/b"),
    ("mailto:me@example.org", "mailto:me@example.org"),
    ("//example.org/x", "https://example.org/x"),
    ("/x y", "/x%20y"), ("x.html#y", "x.html#y"), ("#note", "#note"), ("a/b:c", "a/b:c"),
    ("\\\\example.org\\x", "https://example.org/x"),
  ])
  func `an address that is allowed is written in one way`(address: String, written: String) {
    #expect(link(address) == "<a href=\"\(written)\">x</a>")
  }

  @Test(arguments: [
    ("x.html", "https://example.org/a/x.html"), ("/x", "https://example.org/x"),
    ("//other.example/x", "https://other.example/x"), ("#n", "https://example.org/a/b#n"),
    ("?q", "https://example.org/a/b?q"), ("http://other.example/", "http://other.example/"),
  ])
  func `a relative address resolves against the base`(address: String, written: String) {
    #expect(link(address, base: "https://example.org/a/b") == "<a href=\"\(written)\">x</a>")
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " \u{1}javascript:alert(1)",
    "java\tscript:alert(1)", "java&#10;script:alert(1)", "&#106;avascript:alert(1)",
    "javascript&#58;alert(1)", "\u{A0}javascript:alert(1)", "java\u{AD}script:alert(1)",
    "java\u{200B}script:alert(1)", "\u{1680}javascript:alert(1)", "\u{FEFF}javascript:x",
    "vbscript:x", "data:text/html,x", "feed:javascript:x", "view-source:http://e.org/",
    "file:///etc",
    "blob:x", "about:blank", "ftp://example.org/", "tel:1", "x:y", ":x",
    "ht\u{AD}tp://example.org/",
    "http:", "http://", "", "  ",
  ])
  func `an address that is not allowed leaves the text alone`(address: String) {
    #expect(link(address) == "x")
    #expect(link(address, base: "file:///tmp/x") == "x")
  }

  @Test(arguments: ["javascript:x", "data:image/png;base64,AA==", "mailto:a@b", ""])
  func `pictures and players load from the web alone`(address: String) {
    let source = "<img src='\(address)'><video src='\(address)' poster='\(address)'></video>"
    #expect(CleanHTML(source, base: nil).html == "<video controls preload=\"none\"></video>")
  }

  @Test func `a citation may have an address`() {
    #expect(
      CleanHTML("<q cite='http://e.org/x'>a</q><q cite='data:,x'>b</q>", base: nil).html
        == "<q cite=\"http://e.org/x\">a</q><q>b</q>")
  }
}
