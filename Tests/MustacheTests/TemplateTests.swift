import Mustache
import Testing

@Suite struct TemplateTests {
  private static let names: Set = ["a", "b", "list", "title", "link"]

  private func template(_ text: String, _ others: [String: String] = [:]) throws -> Template {
    try Template(
      "page.html", of: others.merging(["page.html": text]) { $1 }, names: Self.names)
  }

  private func filled(_ text: String, _ others: [String: String] = [:]) throws -> String {
    var values = try TemplateValues()
    values.set("a", markup: "<b>A</b>")
    values.set("b", markup: nil)
    values.set("title", markup: "outside")
    values.set("list", each: ["x", "y"]) { element, values in
      values.set("title", markup: element)
      values.set("link", markup: element == "x" ? "#x" : nil)
    }
    return try template(text, others).filled(with: values)
  }

  @Test(arguments: [
    ("{{a}}", "<b>A</b>"), ("{{{a}}}", "<b>A</b>"), ("{{&a}}", "<b>A</b>"), ("{{ a }}", "<b>A</b>"),
    ("{{b}}", ""), ("{{#b}}no{{/b}}{{^b}}yes{{/b}}", "yes"),
    ("{{#a}}yes{{/a}}{{^a}}no{{/a}}", "yes"),
    ("{{#list}}[{{title}}]{{/list}}", "[x][y]"), ("{{!note}}x", "x"),
    ("{{#list}}{{#link}}<{{link}}>{{/link}}{{^link}}-{{/link}}{{/list}}", "<#x>-"),
    ("{{#list}}\n- {{title}}\n{{/list}}\n", "- x\n- y\n"), ("1\n{{#b}}\nno\n{{/b}}\n2\n", "1\n2\n"),
    ("a {b} }} {", "a {b} }} {"), ("", ""),
    ("è {{a}} 日本", "è <b>A</b> 日本"),
  ]) func `a template is filled`(text: String, expected: String) throws {
    #expect(try filled(text) == expected)
  }

  @Test func `a file is included in its place, a line of its own vanishing with it`() throws {
    let files = ["one.html": "{{title}}", "two.html": "<p>\n{{>one.html}}</p>\n"]
    #expect(try filled("<a>{{>one.html}}</a>", files) == "<a>outside</a>")
    #expect(try filled("1\n  {{>two.html}}\n2\n", files) == "1\n<p>\noutside</p>\n2\n")
  }

  @Test(arguments: [
    ("{{a", 1, 1, TemplateFault.Reason.unclosedTag), ("x\n {{{a}}", 2, 2, .unclosedTag),
    ("{{}}", 1, 1, .unreadableTag("")), ("{{a b}}", 1, 1, .unreadableTag("a b")),
    ("{{=<% %>=}}", 1, 1, .delimiters), ("a\n{{#a}}\n", 2, 1, .unclosedSection("a")),
    ("{{/a}}", 1, 1, .unopenedSection("a", open: nil)),
    ("{{#a}}{{#b}}{{/a}}{{/b}}", 1, 13, .unopenedSection("a", open: "b")),
    ("{{titel}}", 1, 1, .unknownName("titel")), ("{{>no.html}}", 1, 1, .unknownFile("no.html")),
    ("{{>page.html}}", 1, 1, .circle("page.html")),
    ("{{\u{301}=a =}}", 1, 1, .unreadableTag("\u{301}=a =")),
  ]) func `a mistake is told with its place`(
    text: String, line: Int, column: Int, reason: TemplateFault.Reason
  ) throws {
    let fault = TemplateFault(file: "page.html", line: line, column: column, reason: reason)
    #expect(throws: TemplateError.malformed(fault)) { try template(text) }
  }

  @Test func `a mistake in an included file is told there`() throws {
    let fault = TemplateFault(
      file: "two.html", line: 2, column: 1, reason: .circle("one.html"))
    #expect(throws: TemplateError.malformed(fault)) {
      try template(
        "{{>one.html}}", ["one.html": "{{>two.html}}", "two.html": "\n{{>one.html}}"])
    }
  }

  @Test func `sections stand sixteen deep at most`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "{{#a}}", count: depth) + String(repeating: "{{/a}}", count: depth)
    }
    _ = try template(nested(16))
    #expect(throws: TemplateError.self) { try template(nested(17)) }
  }

  @Test func `files that double each other end at a mebibyte`() throws {
    var files = ["f0.html": String(repeating: "x", count: 1_000)]
    for level in 1...30 {
      files["f\(level).html"] = "{{>f\(level - 1).html}}{{>f\(level - 1).html}}"
    }
    #expect(throws: TemplateError.self) { try template("{{>f30.html}}", files) }
  }

  @Test func `a value is never read as a template`() throws {
    var values = try TemplateValues()
    values.set("title", markup: "{{a}}{{>page.html}}{{=x y=}}")
    values.set("a", markup: "A")
    #expect(
      try template("{{title}}").filled(with: values) == "{{a}}{{>page.html}}{{=x y=}}")
  }
}
