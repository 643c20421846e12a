import Patterns
import Testing

@Suite struct PhrasesTests {
  private static let rows: [(phrase: String, text: String, isFound: Bool)] = [
    ("oroscopo", "L'Oroscopo di oggi", true),
    ("oroscopo", "Oroscopi", false),
    ("oroscop*", "GLI OROSCOPI", true),
    ("art", "party", false),
    ("art", "party, art", true),
    ("perche", "Perché no", true),
    ("perché", "PERCHE NO", true),
    ("Valle d'Aosta", "in Valle d’Aosta", true),
    ("Valle d'Aosta", "Valle e poi Aosta", false),
    ("e mail", "la e-mail", true),
    ("l'Aquila", "L Aquila", true),
    ("a  b", "a\nb", true),
    ("C++", "in C++ e Swift", true),
    ("C++", "il C e basta", false),
    ("U.S.", "the U.S. Senate", true),
    ("U.S.", "us", false),
    ("Å", "angstrom a\u{30A}", true),
    ("straße", "STRASSE", true),
    ("東京", "昨日東京都で", true),
    ("東京", "京都", false),
    ("Москва", "в москва-сити", true),
    ("ﬁnale", "il finale", true),
    ("2-1", "finita 2-1", true),
    ("2-1", "finita 12-1", false),
    ("#goal", "che #goal", true),
    ("ieri*", "ieri", true),
    ("कल", "काल", false),
    (#"\d"#, "4", false),
    (#"a|b"#, "b", false),
  ]

  @Test(arguments: rows) func `Phrases are whole words of any case and accent`(
    _ row: (phrase: String, text: String, isFound: Bool)
  ) throws {
    let found = try Phrases(["nothing of this", row.phrase])
      .firstMatch(in: FoldedText(row.text))
    #expect((found != nil) == row.isFound)
  }

  @Test(arguments: ["", " ", "'", "*", " - ", "\u{300}"])
  func `What has no substance is no phrase`(_ text: String) {
    #expect(!Phrases.isPhrase(text))
  }

  @Test func `A long text is looked through to its end`() throws {
    let text = String(repeating: "parole, àncora parole! ", count: 100_000) + "lotto"
    #expect(try Phrases(["lotto", "terremot*", "東京"]).firstMatch(in: FoldedText(text)) == "lotto")
  }

  @Test func `It says which it found`() throws {
    let phrases = try Phrases(["lotto", "terremot*"])
    #expect(try phrases.firstMatch(in: FoldedText("I Terrèmoti")) == "terremoti")
    #expect(try phrases.firstMatch(in: FoldedText("nulla")) == nil)
  }
}
