import Links
import Markup
import Testing

@Suite struct CleanHTMLTests {
  @Test(arguments: [
    ("<p>One <b>two</b></p>", "<p>One <b>two</b></p>"),
    ("<P CLASS=x ID=y STYLE='color:red'>One</P>", "<p>One</p>"),
    ("plain & simple", "plain &amp; simple"),
    ("1 < 2 > 0", "1 &lt; 2 &gt; 0"),
    ("<! not a declaration <b>x</b>", "&lt;! not a declaration <b>x</b>"),
    ("<_x>y", "&lt;_x&gt;y"),
    ("<blink>on</blink> <font color=red>off</font>", "on off"),
    ("<section><article>x</article></section>", "<div><div>x</div></div>"),
    (
      "<strike>a</strike><tt>b</tt><acronym title=c>d</acronym>",
      "<s>a</s><samp>b</samp><abbr title=\"c\">d</abbr>"
    ),
    (
      "<ol start=3 reversed><li value=7>x</ol>",
      "<ol start=\"3\" reversed><li value=\"7\">x</li></ol>"
    ),
    ("<td>no table</td>", "no table"),
    ("a<wbr>b", "a\u{200B}b"),
    ("<time datetime='2026-11-24'>today</time>", "<time datetime=\"2026-11-24\">today</time>"),
    ("<p title='a \"b\" <c>'>x", "<p title=\"a &quot;b&quot; &lt;c&gt;\">x</p>"),
    ("<p lang=it dir=ltr>x", "<p lang=\"it\" dir=\"ltr\">x</p>"),
    ("<p lang='it\"x' dir='a b'>x", "<p>x</p>"),
    ("<html><head><title>t</title></head><body><p>x</p></body></html>y", "<p>x</p>y"),
    ("a</br>b", "a<br>b"),
    ("", ""),
  ])
  func `what is allowed is written in one way`(source: String, html: String) {
    #expect(CleanHTML(source, base: nil).html == html)
  }

  @Test(arguments: [
    ("&amp;&lt;&gt;&quot;&apos;", "&amp;&lt;&gt;\"'"),
    ("caff&egrave; &hellip; &nbsp;|", "caffè … \u{A0}|"),
    ("&#8364; &#x20AC; &#X20ac;", "€ € €"),
    ("&#150;&#x96;&#146;&#128;", "––’€"),
    ("AT&T &unknown; &", "AT&amp;T &amp;unknown; &amp;"),
    ("&copy 2026 &eacute", "© 2026 é"),
    ("a&#0;b&#1;c&#x110000;d&#xD800;e", "abcde"),
    ("a\u{0}b\u{7}c\u{1B}[31md\u{7F}e", "abc[31mde"),
    ("\u{93}cited\u{94}", "“cited”"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("&amp;lt;b&amp;gt;", "&amp;lt;b&amp;gt;"),
  ])
  func `references and controls become the characters that were meant`(
    source: String, html: String
  ) {
    #expect(CleanHTML(source, base: nil).html == html)
  }

  @Test func `a charset in the content changes no character`() {
    let source =
      "<meta charset=iso-8859-1><meta http-equiv=Content-Type content='text/html; charset=utf-7'>è漢+ADw-b+AD4-"
    #expect(CleanHTML(source, base: nil).html == "è漢+ADw-b+AD4-")
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "<style>b{}</style>", "<iframe src=x>no</iframe>",
    "<noscript><img src=x></noscript>", "<textarea><b>x</b></textarea>", "<title>t</title>",
    "<xmp><p>x</xmp>", "<noembed>x</noembed>", "<noframes>x</noframes>", "<svg><p>x</p></svg>",
    "<math><mi>x</mi></math>", "<template><p>x</p></template>", "<!-- x -->", "<!doctype html>",
    "<?php echo 1 ?>", "<![endif]>", "<!-->", "<!--->", "<!-- x --!>", "</>", "</ b>",
    "<link rel=x>",
    "<meta name=x>", "<base href=http://evil.example/>", "<embed src=x>", "<input value=x>",
    "<iframe src='x'/>", "<SCRIPT>\n</b></script\n>", "<style><!--</style>", "<p hidden>x</p>",
    "<div style='DISPLAY : none'>x</div>",
    "<span style='a:b;visibility:hidden !important'>x</span>",
  ])
  func `what is dropped goes with its content`(markup: String) {
    let clean = CleanHTML("a\(markup)b", base: nil)
    #expect(clean.html == "ab")
    #expect(clean.text == "ab")
  }

  @Test(arguments: ["<script>x", "<!-- x", "<plaintext>x", "<b", "<a href='x", "<svg><b>x", "</b"])
  func `what the end of the input cuts is dropped`(markup: String) {
    #expect(CleanHTML("a\(markup)", base: nil).html == "a")
  }
}
