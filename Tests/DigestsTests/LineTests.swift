import Digests
import Testing

@Suite struct LineTests {
  @Test(arguments: [
    ("  two\n\twords \u{2028}more ", "two words more"),
    ("\u{1B}[31mred\u{1B}]8;;http://x\u{7}", "[31mred]8;;http://x"),
    ("a\u{0}b\u{7F}c\u{9B}31md\u{85}e", "abc31md e"),
    ("\u{202E}evil\u{202C} \u{2066}x\u{2069}\u{200E}\u{61C}", "evil x"),
    ("\u{FEFF}zero\u{200B}width\u{AD}", "zerowidth"),
    ("می\u{200C}خواهم", "می\u{200C}خواهم"),
    ("👩‍👩‍👧‍👦 e 🇮🇹", "👩‍👩‍👧‍👦 e 🇮🇹"),
    ("Z" + String(repeating: "\u{301}", count: 50) + "algo", "Z\u{301}\u{301}\u{301}\u{301}algo"),
    ("\u{E000}private\u{FFFF}", "private"),
    (" \u{200B}\n", ""),
  ]) func `What could change its surroundings is taken out`(text: String, expected: String) {
    #expect(Line(text).string == expected)
  }

  @Test func `No control byte comes through`() {
    for value in (0...0x1F).map(UInt32.init) + Array(0x7F...0x9F) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let line = Line("a\(Character(scalar))b").string
      #expect(line == "ab" || line == "a b", "\(value)")
    }
  }

  @Test func `An overlong text is cut at a word by graphemes`() {
    #expect(Line("uno due tre quattro", limit: 12).string == "uno due tre…")
    #expect(Line("uno due, tre", limit: 9).string == "uno due…")
    #expect(Line(String(repeating: "👨‍👩‍👧", count: 20), limit: 5).string.count == 6)
    #expect(Line("precipitevolissimevolmente", limit: 5).string == "preci…")
    #expect(Line("uno due tre", limit: 11).string == "uno due tre")
  }

  @Test func `One endless grapheme ends`() {
    let chain = "👩" + String(repeating: "\u{200D}👩", count: 100_000)
    #expect(Line(chain, limit: 10).string.unicodeScalars.count <= 100)
  }
}

@Suite struct LinkTests {
  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " javascript:x",
    "data:text/html,x", "vbscript:x", "file:///etc/passwd", "mailto:a@b.example", "ftp://x/y",
    "/relative", "//host/path", "", "http://", "https:", "x",
  ]) func `Only pages of the web are links`(address: String) {
    #expect(Link(address) == nil)
  }

  @Test(arguments: [
    ("https://e.example/a?b=1&c=2#d", "https://e.example/a?b=1&c=2#d"),
    ("HTTPS://E.example/", "https://e.example/"),
    ("https://e.example/\"><script>", "https://e.example/%22%3E%3Cscript%3E"),
    ("https://e.example/a b", "https://e.example/a%20b"),
    ("https://e.example/perché", "https://e.example/perch%c3%a9"),
    ("https://me:secret@e.example/x", "https://e.example/x"),
    ("https://e.example/`{}|^", "https://e.example/%60%7B%7D%7C%5E"),
    ("https://e.example/a#b#c", "https://e.example/a#b%23c"),
    ("https://e.example/[x]?[y]#[z]", "https://e.example/%5Bx%5D?%5By%5D#%5Bz%5D"),
    ("https://[::1]:8080/[x]", "https://[::1]:8080/%5Bx%5D"),
    ("https://e.example/100%?a=%zz&b=%41", "https://e.example/100%25?a=%25zz&b=%41"),
  ]) func `A link holds only what an address may hold`(address: String, expected: String) {
    #expect(Link(address)?.string == expected)
  }

  @Test func `An endless address is no link`() {
    #expect(Link("https://e.example/" + String(repeating: "a", count: 9_000)) == nil)
  }
}
