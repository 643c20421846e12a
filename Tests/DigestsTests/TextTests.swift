import Testing

@testable import Digests

@Suite struct TextTests {
  @Test(arguments: hostile) func `A terminal is told nothing by a feed`(text: String) throws {
    let page = try edition(saying: text).text(as: .text)
    let forbidden = page.unicodeScalars.filter {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0.value == 0x202E)
    }
    #expect(forbidden.isEmpty)
    let harmless = try edition(saying: "harmless").text(as: .text)
    #expect(page.components("\n") >= harmless.components("\n") - 3)
  }

  @Test func `No line but a link is wider than 72 cells`() throws {
    for line in try sample.text(as: .text).split(separator: "\n")
    where !line.contains("https://") {
      #expect(Column.cells(String(line)) <= 72, "\(line)")
    }
  }

  @Test func `A link stands whole on its line`() throws {
    let link = "https://news.example/" + String(repeating: "long/", count: 30)
    let page = try edition(saying: "t", link: link).text(as: .text)
    #expect(page.contains("\n[1] \(link)\n"))
  }

  @Test(arguments: [
    ("abc", 3), ("è", 1), ("e\u{300}", 1), ("日本", 4), ("한글", 4), ("ｆ", 2), ("👩‍👩‍👧", 2), ("🇮🇹", 2),
    ("☀", 1), ("☀\u{FE0F}", 2), ("נ", 1), ("\u{301}", 0), ("«»…’", 4), ("（）", 4),
  ]) func `Text is measured in cells`(text: String, cells: Int) throws {
    #expect(Column.cells(text) == cells)
  }

  @Test(arguments: [
    ("", []), ("uno", ["uno"]), ("uno due tre", ["uno due", "tre"]),
    ("unoduetre", ["unoduetr", "e"]),
    ("a unoduetre", ["a", "unoduetr", "e"]), ("日本語の文章", ["日本語の", "文章"]),
    ("ab 日本語", ["ab 日本", "語"]), ("uno  due", ["uno due"]),
  ]) func `Lines break at blanks or between wide characters`(text: String, lines: [String]) throws {
    #expect(Column(width: 8).wrapped(text) == lines)
  }

  @Test func `The first line is indented apart from the rest`() throws {
    let lines = Column(width: 8).wrapped("uno due tre", first: "* ", rest: "  ")
    #expect(lines == ["* uno", "  due", "  tre"])
  }

  @Test func `An indentation wider than the column still ends`() throws {
    #expect(Column(width: 2).wrapped("abc", first: "----", rest: "----").count == 3)
  }
}
