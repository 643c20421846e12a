import Markup
import Testing

/// What is written must be what a browser reads: where the standard would end, move or invent an
/// element, the output says so itself.
@Suite struct TreeTests {
  private func html(_ source: String) -> String { CleanHTML(source, base: nil).html }

  @Test(arguments: [
    ("<p>a<p>b", "<p>a</p><p>b</p>"),
    ("<p>a<div>b</div>c", "<p>a</p><div>b</div>c"),
    ("<p><span>a<ul><li>b</ul>c</span>", "<p><span>a</span></p><ul><li>b</li></ul>c"),
    ("<p><b>a<div>b</div>c</b>", "<p><b>a</b></p><div><b>b</b></div><b>c</b>"),
    ("<div><b>a</div>c", "<div><b>a</b></div>c"),
    ("<h1>a<h2>b", "<h1>a</h1><h2>b</h2>"),
    ("<h1><span>a<h2>b</h2></span></h1>", "<h1><span>a</span></h1><h2>b</h2>"),
    ("</p></div>a</b>", "a"),
    ("<hr>a</hr><p>b<hr>c", "<hr>a<p>b</p><hr>c"),
    ("<div/>a<p/>b", "<div></div>a<p></p>b"),
  ])
  func `a paragraph or a heading holds no block`(source: String, expected: String) {
    #expect(html(source) == expected)
  }

  @Test(arguments: [
    ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
    ("<ul><li><div>a<li>b</ul>", "<ul><li><div>a</div></li><li>b</li></ul>"),
    ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
    ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
    ("<li>a", "<li>a</li>"),
  ])
  func `an item ends the item before it`(source: String, expected: String) {
    #expect(html(source) == expected)
  }

  @Test(arguments: [
    ("<a href=x>a<a href=y>b</a>", "<a href=\"x\">a</a><a href=\"y\">b</a>"),
    ("<a href=x><b>a<a href=y>b</a>", "<a href=\"x\"><b>a</b></a><b><a href=\"y\">b</a></b>"),
    ("<a href=x><div>a</div></a>", "<a href=\"x\"><div>a</div></a>"),
    ("<p><a href=x>a<div>b</div></a>", "<p><a href=\"x\">a</a></p><div><a href=\"x\">b</a></div>"),
    ("<a>a</a>", "a"),
  ])
  func `a link holds no link`(source: String, expected: String) {
    #expect(html(source) == expected)
  }

  @Test(arguments: [
    (
      "<table><tr><td>a<td>b<tr><th>c</table>",
      "<table><tbody><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></tbody></table>"
    ),
    (
      "<table>a<tr><td>b</table>",
      "<table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table>"
    ),
    ("<table> <td>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
    (
      "<table><caption>a<thead><tr><td>b<tbody><td>c</table>",
      "<table><caption>a</caption><thead><tr><td>b</td></tr></thead>"
        + "<tbody><tr><td>c</td></tr></tbody></table>"
    ),
    (
      "<table><tr><td colspan=2 rowspan=x><table><td>a</table>b</table>",
      "<table><tbody><tr><td colspan=\"2\"><table><tbody><tr><td>a</td></tr></tbody></table>b"
        + "</td></tr></tbody></table>"
    ),
    ("<p>a<table><td>b</table>", "<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>"),
    (
      "<table><colgroup><col></colgroup><tr><td>a</table>",
      "<table><tbody><tr><td>a</td></tr></tbody></table>"
    ),
    ("<tr><td>a</td></tr>", "a"),
  ])
  func `a table holds rows, and rows hold cells`(source: String, expected: String) {
    #expect(html(source) == expected)
  }

  @Test(arguments: [
    ("<pre>\na</pre>", "<pre>a</pre>"), ("<pre>\n\na</pre>", "<pre>\n\na</pre>"),
    ("<pre>\n&#10;a</pre>", "<pre>\n\na</pre>"),
    ("<pre><code>\na</code></pre>", "<pre><code>\na</code></pre>"),
    ("<listing>\n a</listing>", "<pre> a</pre>"),
  ])
  func `the line feed that a parser drops is not lost`(source: String, expected: String) {
    #expect(html(source) == expected)
  }

  @Test(arguments: [
    ("<ruby>漢<rp>(<rt>kan<rp>)</ruby>", "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>"),
    ("<rt>a</rt>", "a"),
  ])
  func `an annotation stands in ruby alone`(source: String, expected: String) {
    #expect(html(source) == expected)
  }
}
