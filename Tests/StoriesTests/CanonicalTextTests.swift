import Testing

@testable import Stories

@Suite struct CanonicalTextTests {
  private func body(_ text: String, title: String? = nil) -> String {
    String(decoding: CanonicalText(title: title, text: text).body, as: UTF8.self)
  }

  @Test(arguments: [
    ("Il Presidente", "il presidente"),
    ("  a \t b  ", "a b"),
    ("a\u{A0}b\u{202F}c\u{3000}d\u{2003}e", "a b c d e"),
    ("zero\u{200B}width, soft\u{AD}hyphen\u{FEFF}", "zerowidth, softhyphen"),
    ("“Sì” «sì» „sì“ ‟sì”", #""sì" "sì" "sì" "sì""#),
    ("l’arte l‘arte l`arte l´arte l'arte", "l'arte l'arte l'arte l'arte l'arte"),
    ("a – b — c ‑ d − e -- f", "a - b - c - d - e - f"),
    ("poi… poi...", "poi... poi..."),
    ("PERCHÉ È COSÌ", "perché è così"),
    ("Perche\u{301} E\u{300}", "perché è"),
    ("e\u{AD}\u{301}", "é"),
    ("Straße STRASSE", "strasse strasse"),
    ("ﬁne ² ½ ™ №", "fine 2 1⁄2 tm no"),
    ("Ａｂ１ ｶﾞ カ\u{3099}", "ab1 ガ ガ"),
    ("Правительство Ёлка И\u{306}", "правительство ёлка й"),
    ("ΚΥΒΈΡΝΗΣΗ σς", "κυβέρνηση σσ"),
    ("東京 株式会社", "東京 株式会社"),
    ("\u{1112}\u{1161}\u{11AB}글 한글", "한글 한글"),
    ("İstanbul", "i̇stanbul"),
    ("𝐀𝟙 😀", "a1 😀"),
    ("uno\n\ndue\r\ntre", "uno due tre"),
    ("", ""), (" \n \n", ""),
  ])
  func `variants of writing are folded`(text: String, expected: String) {
    #expect(body(text) == expected)
  }

  @Test(arguments: [
    "- Advertisement -", "— PUBBLICITÀ —", "Advertisement", "Potrebbe interessarti",
    "Potrebbe interessarti: le notizie di ieri", "LEGGI ANCHE – Un altro titolo", "Read more »",
    "The post Un titolo appeared first on Sito.", "L’articolo Un titolo proviene da Sito.",
    "Der Beitrag Titel erschien zuerst auf Seite.", "Iscriviti alla nostra newsletter",
    "Facebook Twitter WhatsApp", "Condividi su Facebook", "© RIPRODUZIONE RISERVATA",
    "Riproduzione riservata © Copyright", "Lire aussi : un article", "Читайте также", "関連記事はこちら",
    "- 広告 -", "* * *", "Continua…",
  ])
  func `furniture is left out`(line: String) {
    #expect(body("Un testo.\n\n\(line)\n\nSegue il testo.") == "un testo. segue il testo.")
    #expect(body("Un testo.\n\(line)") == "un testo.")
  }

  @Test(arguments: [
    "Continua la protesta dei lavoratori.",
    "Read moreover the first lines.",
    "Facebook ha annunciato un nuovo servizio.",
    "The post office was closed.",
    "The post of minister is vacant, it first appeared.",
    "Advertisement revenue fell by a third.",
    "L'articolo 3 della Costituzione dice che i cittadini hanno pari dignità.",
  ])
  func `a sentence that resembles furniture stays`(line: String) {
    #expect(
      body("Un testo.\n\(line)") == "un testo. "
        + String(decoding: TextFolder.line(line), as: UTF8.self))
  }

  @Test func `a long paragraph that opens with a phrase stays`() {
    let paragraph =
      "Leggi anche solo una pagina di questo libro" + String(repeating: " e poi", count: 40)
    #expect(body(paragraph).hasPrefix("leggi anche solo"))
  }

  @Test(arguments: [
    "(AgenPress) – Un testo.", "AgenPress – Un testo.", "ROMA (AgenPress) – Un testo.",
    "(AgenPress) - Roma, 24 nov. - Un testo.", "ROMA, 24 NOV – Un testo.",
    "(ANSA) - ROMA, 24 NOV - Un testo.",
    "WASHINGTON, Nov. 24 (Reuters) - Un testo.", "(Testata) - Un testo.", "Un testo. (ANSA).",
    "【共同】Un testo.", "Un testo.",
  ])
  func `an agency's dateline is left out`(text: String) {
    #expect(body(text) == "un testo.")
  }

  @Test(arguments: [
    "Il ministro (Interno) - ha detto - che parte.", "Un testo - uno solo - resta.",
    "Nel 2026, 3 casi su 10 - dice l'istituto - sono nuovi.", "AgenPress -", "(ANSA)",
    "Il testo (vedi sopra).", "Bianchi (Ministro) - No comment.",
  ])
  func `a sentence that resembles a dateline stays`(text: String) {
    #expect(body(text) == String(decoding: TextFolder.line(text), as: UTF8.self))
  }

  @Test func `a body that opens with its title loses it`() {
    #expect(body("UN TITOLO\n\nUn testo.", title: "Un titolo") == "un testo.")
  }

  @Test func `copies with other breaks and furniture hash alike`() {
    let one = CanonicalText(title: "“Sì”", text: "Uno.\n\nDue.\n- Advertisement -\n\nTre.")
    let other = CanonicalText(title: "\"SÌ\"", text: "AgenPress – Uno. Due.\u{A0} Tre.")
    #expect(one.hash == other.hash)
  }

  @Test func `the border between title and body is hashed`() {
    #expect(
      CanonicalText(title: "a b", text: "c").hash != CanonicalText(title: "a", text: "b c").hash)
    #expect(CanonicalText(title: nil, text: "a").hash != CanonicalText(title: "a", text: "").hash)
  }

  @Test func `sixty kilobytes of blanks are one blank`() {
    #expect(body("a" + String(repeating: " \u{A0}", count: 30_000) + "b") == "a b")
  }

  @Test func `an excerpt is cut from a text without furniture`() {
    let text = "ROMA (AgenPress) – Uno.\n\n- Advertisement -\n\nDue.\n\nLeggi anche: tre"
    #expect(withoutFurniture(text) == "ROMA (AgenPress) – Uno.\n\nDue.")
    #expect(withoutFurniture("\n\n- Advertisement -\n") == "")
  }
}
