import Digests
import FoundationEssentials
import Stories
import Testing

/// Text that would do something if it came through.
let hostile = [
  "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
  "</title></style></article><iframe srcdoc=x>", "&lt;b&gt; &amp; &#x3c;i&#x3e;",
  "[x](javascript:alert(1))", "![x](https://e.example/p.gif)", "<https://e.example>",
  "# heading", "## a ##", "- list", "1. list", "2) list", "> quote", "```fence", "~~~", "***",
  "---", "===", "| a | b |", "`code`", "*em* __strong__ ~~s~~", "a\\", "\\<b>", "&copy; &nbsp;",
  "https://e.example/ www.e.example a@e.example @name #12 :smile:", "\u{1B}[31mred\u{1B}[0m",
  "\u{1B}]8;;https://e.example\u{7}link\u{1B}]8;;\u{7}", "\u{202E}gnp.exe", "a\u{0}b\rc\nd",
  "\u{9B}31m", "{{mustache}} {% liquid %} $math$ [^1]: note", "+ plus", "=", "+", "-", "C #", "5.",
]

/// An edition in which all that a feed can say is `text`.
func edition(saying text: String, link: String? = "https://news.example/1") -> Edition {
  let source = Source(url: "https://hostile.example/feed", title: text, tags: [text])
  let item = StoredItem(
    seq: 1, story: 1, feedURL: source.url, url: link, title: text, author: text,
    html: text, text: "Before. \(text)", image: link, firstSeen: morning)
  var other = item
  other.seq = 2
  other.feedURL = courier.url
  return Material(
    masthead: masthead(), sources: [source, courier], pending: [item, other],
    troubles: [Trouble(source: source, since: morning, reason: text)], feedsPolled: 2
  ).composed().edition
}

extension Edition {
  func text(as form: Form) throws -> String {
    String(decoding: try rendered(as: form), as: UTF8.self)
  }
}

@Suite struct HTMLTests {
  /// The tags of a page, without their attributes' values.
  private func tags(_ html: String) -> [String] {
    html.matches(of: /<(\/?[a-zA-Z!][^\s>]*)/).map { String($0.1) }
  }

  @Test(arguments: hostile) func `Text of a feed adds no markup to the page`(text: String) throws {
    let page = try edition(saying: text).text(as: .html)
    let harmless = try edition(saying: "harmless").text(as: .html)
    #expect(tags(page) == tags(harmless))
    #expect(page.components("<") == harmless.components("<"))
    #expect(page.components("\"") == harmless.components("\""))
  }

  @Test(arguments: hostile) func `Text of a feed arrives whole`(text: String) throws {
    let page = try edition(saying: text).text(as: .html)
    let escaped = Line(text).string.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing(">", with: "&gt;").replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    #expect(page.contains("<h3><a href=\"https://news.example/1\""))
    #expect(page.contains(">\(escaped)</a></h3>"))
  }

  @Test(arguments: ["javascript:alert(1)", "data:text/html,x", "/relative", "vbscript:x", ""])
  func `What is no web address is no link`(address: String) throws {
    let page = try edition(saying: "t", link: address).text(as: .html)
    #expect(page.matches(of: /href="([^"]*)"/).map(\.1) == ["#stories", "index.html"])
  }

  @Test func `A page asks nothing of any server`() throws {
    let page = try sample.text(as: .html)
    #expect(!page.contains(/<(script|img|link|iframe|object|embed|video|audio|form|base)\b/))
    #expect(!page.contains(/\b(src|srcset|style|on\w+)=/))
    #expect(!page.contains(/url\(|@import|@font-face/))
    #expect(
      page.contains(/content="default-src 'none'; style-src 'sha256-[^';]+'; base-uri 'none'/))
    #expect(page.contains("<meta name=\"referrer\" content=\"no-referrer\">"))
  }

  @Test(arguments: [sample, quiet])
  func `Headings descend in steps of one from a single title`(edition: Edition) throws {
    let levels = try edition.text(as: .html).matches(of: /<h([1-6])/).compactMap { Int($0.1) }
    #expect(levels.first == 1)
    #expect(levels.filter { $0 == 1 }.count == 1)
    for (above, below) in zip(levels, levels.dropFirst()) { #expect(below <= above + 1) }
  }

  @Test func `Each id is there once and each reference leads to one`() throws {
    let page = try sample.text(as: .html)
    let ids = page.matches(of: /\bid="([^"]+)"/).map { String($0.1) }
    #expect(Set(ids).count == ids.count)
    let references =
      page.matches(of: /(?:aria-labelledby|href)="#?([a-z0-9-]+)"/).map { String($0.1) }
    #expect(!references.isEmpty)
    #expect(references.allSatisfy { ids.contains($0) })
  }

  @Test func `Every element is closed where it belongs`() throws {
    var open: [String] = []
    let void: Set = ["!DOCTYPE", "meta", "br"]
    for tag in tags(try sample.text(as: .html)) where !void.contains(tag) {
      if tag.hasPrefix("/") {
        #expect(open.popLast() == String(tag.dropFirst()))
      } else {
        open.append(tag)
      }
    }
    #expect(open.isEmpty)
  }

  @Test func `A table of contents is there where there is more than one section`() throws {
    #expect(try sample.text(as: .html).contains("<nav"))
    #expect(try !quiet.text(as: .html).contains("<nav"))
    #expect(try !edition(saying: "t").text(as: .html).contains("<nav"))
  }
}

extension String {
  /// In how many parts a separator divides it.
  func components(_ separator: Character) -> Int {
    split(separator: separator, omittingEmptySubsequences: false).count
  }
}
