import Digests
import Mustache
import Testing

@Suite struct ThemeTests {
  private func page(_ theme: Theme) throws -> String {
    String(decoding: try sample.rendered(as: .html, theme: theme), as: UTF8.self)
  }

  @Test func `the built-in theme consists of eleven files, each of them good`() throws {
    #expect(
      Theme.fileNames == [
        "archive.html", "edition.html", "head.html", "letter-story.html", "letter.css",
        "letter.html", "pictures.css", "search.js", "story.html", "style.css", "title.html",
      ])
    #expect(try Theme(replacing: [:]) == .standard)
    #expect(Theme.fileNames.allSatisfy { Theme.builtInText($0)?.isEmpty == false })
  }

  @Test func `a file of a theme replaces the built-in one, the others stay`() throws {
    let theme = try Theme(replacing: ["title.html": "[{{title}}]", "style.css": "p { color: red }"])
    let page = try page(theme)
    #expect(page.contains("<h3>[Solo un titolo]</h3>"))
    #expect(page.contains("<style>\np { color: red }</style>"))
    #expect(page.contains("<p class=\"excerpt\""))
  }

  @Test func `a template can not let text of a feed through unescaped`() throws {
    let theme = try Theme(replacing: ["title.html": "{{{title}}}"])
    let edition = edition(saying: "<script>alert(1)</script>")
    let page = String(decoding: try edition.rendered(as: .html, theme: theme), as: UTF8.self)
    #expect(page.contains("<h3>&lt;script&gt;alert(1)&lt;/script&gt;</h3>"))
    #expect(!page.contains("<script"))
  }

  @Test(arguments: [
    ("edition.html", "\n{{#sections}}", 2, 1, TemplateFault.Reason.unclosedSection("sections")),
    ("story.html", "{{titel}}", 1, 1, .unknownName("titel")),
    ("letter.html", "{{/x}}", 1, 1, .unopenedSection("x", open: nil)),
    ("letter.css", "</style>", 1, 1, .endsItsElement("</style")),
    ("pictures.css", "</style>", 1, 1, .endsItsElement("</style")),
    ("archive.html", "{{>none.html}}", 1, 1, .unknownFile("none.html")),
    ("style.css", "a {}\n</STYLE><script>", 2, 1, .endsItsElement("</style")),
    ("search.js", "</script>", 1, 1, .endsItsElement("</script")),
  ]) func `a broken file is told with its place`(
    name: String, text: String, line: Int, column: Int, reason: TemplateFault.Reason
  ) {
    let fault = TemplateFault(file: name, line: line, column: column, reason: reason)
    #expect(throws: TemplateError.malformed(fault)) { try Theme(replacing: [name: text]) }
  }

  @Test func `every name that a theme may use is used by the built-in one`() throws {
    let text = Theme.fileNames.compactMap { Theme.builtInText($0) }.joined()
    for name in Theme.names {
      #expect(text.contains("{{\(name)}}") || text.contains("{{#\(name)}}"), "\(name)")
    }
  }

  @Test func `a page allows nothing but its own style, by its hash`() throws {
    let policies = try [Theme.standard, Theme(replacing: ["style.css": "p {}"])].map { theme in
      try #require(try page(theme).firstMatch(of: /content="(default-src[^"]*)"/)).1
    }
    #expect(policies[0] != policies[1])
    // The hash of "\np {}", as openssl says it.
    #expect(
      policies[1]
        == "default-src 'none'; style-src 'sha256-UfqFf46tNYFq+0IPcu+C6a9r61kL1KtBvzgRCyy6xgg='; base-uri 'none'; form-action 'none'"
    )
  }
}
