import Markup
import Testing

@Suite struct TextTests {
  private func text(_ source: String) -> String { CleanHTML(source, base: nil).text }

  @Test(arguments: [
    ("<p>a</p><p>b</p>", "a\n\nb"), ("  <p> a\n b </p>\n\n<p></p><p>b", "a b\n\nb"),
    ("a<br>b<br><br>c", "a\nb\n\nc"), ("<h1>a</h1>b<hr>c", "a\n\nb\n\nc"),
    ("<div>a</div><div>b</div>", "a\nb"), ("a<b>b</b>c", "abc"), ("a <b> b</b> c", "a b c"),
    ("<blockquote><p>a</p></blockquote>b", "a\n\nb"),
  ])
  func `paragraphs are apart by a blank line`(source: String, expected: String) {
    #expect(text(source) == expected)
  }

  @Test(arguments: [
    ("x<ul><li>a<li>b</ul>y", "x\n\n• a\n• b\n\ny"),
    ("<ol start=9><li>a<li>b</ol>", "9. a\n10. b"),
    ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "• a\n• b"),
    ("<ul><li>a<ul><li>b</ul><li>c</ul>", "• a\n• b\n• c"),
    ("<ul><li></li><li>a</ul>", "• a"),
    ("<dl><dt>a<dd>b</dl>", "a\nb"),
  ])
  func `items stand on lines of their own`(source: String, expected: String) {
    #expect(text(source) == expected)
  }

  @Test(arguments: [
    ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", "a | b\n1 | 2"),
    ("x<table><caption>t</caption><td>a<td><td>b</table>y", "x\n\nt\na | b\n\ny"),
  ])
  func `cells are separated`(source: String, expected: String) {
    #expect(text(source) == expected)
  }

  @Test func `white space counts in preformatted text`() {
    #expect(text("a<pre>\n b\n\n  c \n</pre>d") == "a\n\n b\n\n  c\n\nd")
  }

  @Test(arguments: [
    ("a\u{A0}\u{A0}b", "a b"), ("so\u{AD}ft\u{200B}ly\u{FEFF}\u{2060}", "softly"),
    ("a\u{202E}b\u{2066}c\u{2069}", "abc"), ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("👩\u{200D}🚀", "👩\u{200D}🚀"), ("a\u{2003}b\u{202F}c", "a b c"), ("“a” – b…", "“a” – b…"),
    ("a\u{1B}[1mb\u{9B}c\u{7}", "a[1mb›c"), ("100\u{A0}€ £5", "100 € £5"),
  ])
  func `what cannot be seen is not written`(source: String, expected: String) {
    #expect(text(source) == expected)
    #expect(text("<p>\(source)</p>") == expected)
  }

  @Test(arguments: ["\u{2003}", "\u{A0}", "\u{200B}", "\u{7F}", "\u{FEFF}", "\n", "\u{2060} "])
  func `a blank is one, wherever in a word of memory it falls`(behind: String) {
    for length in 1...20 {
      let word = String(repeating: "è", count: length / 2) + String(repeating: "e", count: length)
      #expect(text("\(word) \(behind)words behind it") == word + " words behind it")
    }
  }

  @Test(arguments: [
    ("<img src=x alt=' A  cat '>", "A cat"), ("<p><img src=x alt=A></p><img src=y alt=B>", "A\nB"),
    ("<img src=x alt=A>text", "text"), ("<video src=x>no video</video>text", "text"),
  ])
  func `a picture speaks only where nothing else does`(source: String, expected: String) {
    #expect(text(source) == expected)
  }

  @Test(arguments: [
    ("a & b", "a & b"), ("a &amp; b", "a & b"), ("<b>a</b>\n b", "a b"), ("  a\t\nb  ", "a b"),
    ("<p>a</p><p>b</p>", "a b"), ("<ul><li>a<li>b</ul>", "a b"), ("1 < 2", "1 < 2"),
    ("Caf&eacute; &#8211; x", "Café – x"), ("a<script>b</script>c", "ac"), ("", ""),
    ("<img src=x alt=A>", "A"), ("a\u{202E}b", "ab"),
  ])
  func `a title is one line of text`(source: String, expected: String) {
    #expect(plainText(source) == expected)
  }

  @Test func `the text does not depend on attributes, classes or wrappers`() {
    let plain = text("<p>One <a href=x>two</a></p><ul><li>three</li></ul>")
    let dressed = text(
      "<div class=a><p style=b>One <span><a href=y rel=z>two</a></span></p>\n<!-- c -->"
        + "<ul id=d>\n<li><p>three</p>\n</li></ul></div>")
    #expect(plain == dressed)
    #expect(plain == "One two\n\n• three")
  }
}
