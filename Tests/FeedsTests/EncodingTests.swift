import Testing

@testable import Feeds

/// Text with other bytes in it, those in hexadecimal.
private func bytes(_ head: String, _ odd: String = "", _ tail: String = "") -> [UInt8] {
  Array(head.utf8) + odd.split(separator: " ").compactMap { UInt8($0, radix: 16) }
    + Array(tail.utf8)
}

private func decoded(_ bytes: [UInt8], type: String? = nil) -> DecodedText {
  Document(bytes: bytes, contentType: type).decoded()
}

extension DecodedText {
  fileprivate var string: String { String(decoding: utf8, as: UTF8.self) }
}

@Suite struct EncodingTests {
  /// An encoding's label, bytes in it, the characters they are and the name that is reported.
  @Test(
    arguments: [
      ("iso-8859-1", "E8 20 93 BB", "è “»", "windows-1252"),
      ("ISO_8859-1:1987", "E9", "é", "windows-1252"),
      ("latin1", "80", "€", "windows-1252"),
      ("us-ascii", "92", "’", "windows-1252"),
      ("windows-1252", "85 9F", "…Ÿ", "windows-1252"),
      ("iso-8859-2", "B3 F3 BC", "łóź", "iso-8859-2"),
      ("latin2", "EA", "ę", "iso-8859-2"),
      ("windows-1250", "9C B9", "śą", "windows-1250"),
      ("iso-8859-5", "D0 F1", "аё", "iso-8859-5"),
      ("windows-1251", "CF F0 E8", "При", "windows-1251"),
      ("x-cp1251", "E9", "й", "windows-1251"),
      ("koi8-r", "F0 D2 C9", "При", "koi8-r"),
      ("KOI8_U", "A4 A7", "єї", "koi8-u"),
      ("ibm866", "8F E0", "Пр", "ibm866"),
      ("x-mac-cyrillic", "8F F0", "Пр", "x-mac-cyrillic"),
      ("iso-8859-7", "C9 EF FD", "Ιού", "iso-8859-7"),
      ("windows-1253", "E1 A2", "αΆ", "windows-1253"),
      ("iso-8859-8", "F9 EC", "של", "iso-8859-8"),
      ("windows-1255", "F9 EC", "של", "windows-1255"),
      ("iso-8859-6", "D3", "س", "iso-8859-6"),
      ("windows-1256", "D3", "س", "windows-1256"),
      ("iso-8859-9", "FD 80", "ı€", "windows-1254"),
      ("windows-1254", "DE", "Ş", "windows-1254"),
      ("iso-8859-4", "E0", "ā", "iso-8859-4"),
      ("iso-8859-10", "E7", "į", "iso-8859-10"),
      ("iso-8859-13", "E0", "ą", "iso-8859-13"),
      ("windows-1257", "E0", "ą", "windows-1257"),
      ("iso-8859-14", "A1", "Ḃ", "iso-8859-14"),
      ("iso-8859-15", "A4 BD", "€œ", "iso-8859-15"),
      ("latin9", "A4", "€", "iso-8859-15"),
      ("iso-8859-16", "AA", "Ș", "iso-8859-16"),
      ("windows-1258", "D0", "Đ", "windows-1258"),
      ("macintosh", "8E D5", "é’", "macintosh"),
      ("tis-620", "A1 E4", "กไ", "windows-874"),
      ("windows-874", "A1 80", "ก€", "windows-874"),
      ("cp437", "82 E1", "éß", "ibm437"),
      ("ibm850", "82 B5", "éÁ", "ibm850"),
      ("gb2312", "C4 E3 BA C3", "你好", "gb18030"),
      ("GBK", "81 40", "丂", "gb18030"),
      ("gb18030", "81 30 84 36", "¥", "gb18030"),
      ("big5", "A7 41 A6 6E", "你好", "big5"),
      ("Big5-HKSCS", "FA 40", "𠕇", "big5"),
      ("euc-kr", "B3 E2", "년", "euc-kr"),
      ("ks_c_5601-1987", "81 41", "갂", "euc-kr"),
      ("shift_jis", "93 FA 96 7B", "日本", "shift_jis"),
      ("x-sjis", "87 40 B1", "①ｱ", "shift_jis"),
      ("windows-31j", "81 60", "～", "shift_jis"),
      ("euc-jp", "C6 FC CB DC", "日本", "euc-jp"),
      ("iso-2022-jp", "1B 24 42 46 7C 1B 28 42", "日", "iso-2022-jp"),
    ] as [(String, String, String, String)])
  func `a declared encoding is read`(
    label: String, odd: String, characters: String, name: String
  ) {
    let declaration = "<?xml version=\"1.0\" encoding=\"\(label)\"?><a>"
    let byDeclaration = decoded(bytes(declaration, odd, "</a>"))
    #expect(byDeclaration.string == declaration + characters + "</a>")
    #expect(byDeclaration.encoding == name)
    #expect(byDeclaration.warnings == [])
    let byHeader = decoded(bytes("<a>", odd, "</a>"), type: "text/xml; charset=\(label)")
    #expect(byHeader == DecodedText(utf8: Array("<a>\(characters)</a>".utf8), encoding: name))
  }

  /// What stands before the text, and one unit of it.
  @Test(arguments: [
    ("EF BB BF", 1, false, "utf-8"), ("", 1, false, "utf-8"),
    ("EF BB BF EF BB BF", 1, false, "utf-8"),
    ("FE FF", 2, true, "utf-16be"), ("", 2, true, "utf-16be"),
    ("FF FE", 2, false, "utf-16le"), ("", 2, false, "utf-16le"),
    ("00 00 FE FF", 4, true, "utf-32be"), ("", 4, true, "utf-32be"),
    ("FF FE 00 00", 4, false, "utf-32le"), ("", 4, false, "utf-32le"),
  ])
  func `UTF of any width is read with or without its mark`(
    mark: String, unitBytes: Int, isBigEndian: Bool, name: String
  ) {
    let text = " \n<?xml version='1.0' encoding='koi8-r'?><è>€</è>"
    let units = text.unicodeScalars.flatMap { scalar -> [UInt8] in
      if unitBytes == 1 { return Array(String(scalar).utf8) }
      let little = (0..<unitBytes).map { UInt8(truncatingIfNeeded: scalar.value >> ($0 * 8)) }
      return isBigEndian ? little.reversed() : little
    }
    let result = decoded(bytes("", mark) + units, type: "application/xml; charset=iso-8859-15")
    #expect(result.string == text.dropFirst(2))
    #expect(result.encoding == name)
  }

  @Test(arguments: ["ibm037", "cp500", "IBM-1047", "ebcdic-cp-us", "cp1140"])
  func `EBCDIC is read by its declaration`(label: String) {
    // The characters that these documents use are the same bytes in all of them, the NEL at the end
    // of the line included.
    let alphabet: [(characters: ClosedRange<Unicode.Scalar>, first: UInt8)] = [
      ("0"..."9", 0xf0), ("-"..."-", 0x60), ("a"..."i", 0x81), ("j"..."r", 0x91), ("s"..."z", 0xa2),
      ("A"..."I", 0xc1), ("J"..."R", 0xd1), ("<"..."<", 0x4c), (">"...">", 0x6e), ("?"..."?", 0x6f),
      (" "..." ", 0x40), ("="..."=", 0x7e), ("'"..."'", 0x7d), ("/"..."/", 0x61),
      ("\n"..."\n", 0x15),
    ]
    let text = "<?xml encoding='\(label)'?>\n<a/>"
    let document = text.unicodeScalars.compactMap { scalar in
      alphabet.first { $0.characters.contains(scalar) }
        .map { $0.first + UInt8(scalar.value - $0.characters.lowerBound.value) }
    }
    let result = decoded(document)
    #expect(result.string == text)
    #expect(result.encoding.hasPrefix("ibm"))
    #expect(result.warnings == [])
  }

  /// The header, the declaration, the bytes of the text, and who is right.
  @Test(
    arguments: [
      // The header before the declaration (RFC 7303 §3.2).
      ("windows-1251", "windows-1252", "CF", "П", "windows-1251"),
      ("'gb2312'", "utf-8", "C4 E3", "你", "gb18030"),
      ("\"koi8-r\"", "windows-1251", "F0", "П", "koi8-r"),
      // UTF-8 before whoever says otherwise.
      ("iso-8859-1", "iso-8859-1", "C3 A9", "é", "utf-8"),
      ("windows-1251", nil, "C3 A9", "é", "utf-8"),
      (nil, "us-ascii", "E2 82 AC", "€", "utf-8"),
      (nil, "big5", "C3 A9 C3 A8 C3 AC C3 B2", "éèìò", "utf-8"),
      (nil, "shift_jis", "F0 9F 98 80", "😀", "utf-8"),
      // Where UTF-8 was a lie.
      ("utf-8", nil, "E8", "è", "windows-1252"),
      ("utf-8", "windows-1251", "CF F0", "Пр", "windows-1251"),
      (nil, "utf-8", "93 E8 94", "“è”", "windows-1252"),
      (nil, nil, "92", "’", "windows-1252"),
      // The claim that decodes before the one that does not.
      ("shift_jis", "koi8-r", "F0 20 FD", "П Щ", "koi8-r"),
      // What no bytes of ASCII can be, nor any name of an encoding.
      ("utf-16", nil, "C3 A8", "è", "utf-8"),
      (nil, "utf-32", "E8", "è", "windows-1252"),
      ("ibm037", nil, "E8", "è", "windows-1252"),
      ("none", "koi8-r", "F0", "П", "koi8-r"),
    ] as [(String?, String?, String, String, String)])
  func `whoever the bytes bear out is believed`(
    header: String?, declared: String?, odd: String, characters: String, name: String
  ) {
    let declaration = declared.map { "<?xml version='1.0' encoding='\($0)' ?>" } ?? ""
    let result = decoded(
      bytes(declaration + "<a>", odd, "</a>"),
      type: header.map { "application/rss+xml;Charset=\($0); x=y" })
    #expect(result.string == declaration + "<a>\(characters)</a>")
    #expect(result.encoding == name)
  }

  @Test(arguments: ["utf-7", "UNICODE-1-1-UTF-7", "hz-gb-2312", "iso-2022-kr", "iso-2022-cn-ext"])
  func `encodings that hide markup are never read`(label: String) {
    let text = "<?xml encoding='\(label)'?><a>+ADw-script+AD4-~{VP~}</a>"
    let result = decoded(bytes(text), type: "text/xml; charset=\(label)")
    #expect(result.string == text)
    #expect(result.encoding == "utf-8")
    #expect(result.warnings.contains { $0.hasPrefix("unknown encoding") })
  }

  @Test(
    arguments: [
      // Runs of another encoding.
      ("C3 A8 C3 A8 20 E9", "èè é", 1), ("F1 C3 A8", "ñè", 1),
      // Overlong forms, and what lies beyond Unicode.
      ("C3 A8 C0 AF", "èÀ¯", 1), ("C3 A8 E0 80 AF", "èà€¯", 1),
      ("C3 A8 F5 BF", "èõ¿", 1),
      // A sequence cut short within the text.
      ("C3 A8 E2 82", "èâ‚", 1),
      // Surrogates one by one: a pair, the two halves alone, the wrong way round.
      ("ED A0 BD ED B8 80", "😀", 1), ("ED A0 BD", "", 1),
      ("ED B8 80", "", 1), ("ED B8 80 ED A0 BD", "", 1),
      // Control characters, noncharacters; those of windows-1252.
      ("00", "", 1), ("08 0B 1F", "", 1), ("1B", "", 1), ("EF BF BE", "", 1),
      ("EF BF BF", "", 1), ("09 0A 0D", "\t\n\r", 0), ("7F", "\u{7f}", 0),
      ("C2 92", "’", 1), ("C2 81", "", 1), ("C2 85", "…", 1),
      // What looks like them and is allowed.
      ("EF BF BD", "\u{fffd}", 0), ("EE 80 80", "\u{e000}", 0),
      ("C2 A0", "\u{a0}", 0), ("EF BB BF", "\u{feff}", 0),
    ] as [(String, String, Int)])
  func `damaged UTF-8 keeps what it still says`(odd: String, characters: String, warnings: Int) {
    let result = decoded(bytes("<a>è", odd, "</a>"), type: "text/xml; charset=utf-8")
    #expect(result.string == "<a>è\(characters)</a>")
    #expect(result.encoding == "utf-8")
    #expect(result.warnings.count == warnings)
  }

  @Test func `a declaration behind a program's complaint counts`() {
    let text = "Warning: x in <b>y</b>\n<?xml version='1.0' encoding='koi8-r'?><a>"
    #expect(decoded(bytes(text, "F0", "</a>")).string == text + "П</a>")
  }

  @Test func `a mark of UTF-8 wins over a declaration behind white space`() {
    let text = "\n<?xml version='1.0' encoding='koi8-r'?><a>"
    let result = decoded(bytes("", "EF BB BF") + bytes(text, "F0", "</a>"))
    #expect(result.string == text.dropFirst() + "ð</a>")
    #expect(result.encoding == "utf-8")
    #expect(result.warnings.contains("bytes that are not UTF-8, read as windows-1252"))
  }

  /// The header, the declaration, the default, the bytes of the text, and who is right.
  @Test(
    arguments: [
      (nil, nil, "koi8-r", "F0", "П", "koi8-r"),
      (nil, "utf-8", "koi8-r", "F0", "П", "koi8-r"),
      (nil, "windows-1251", "koi8-r", "CF", "П", "windows-1251"),
      ("windows-1251", nil, "koi8-r", "CF", "П", "windows-1251"),
      (nil, nil, "koi8-r", "C3 A8", "è", "utf-8"),
      (nil, nil, "utf-16", "E8", "è", "windows-1252"),
      (nil, nil, "none such", "E8", "è", "windows-1252"),
    ] as [(String?, String?, String, String, String, String)])
  func `a default encoding is for what nobody names`(
    header: String?, declared: String?, standard: String, odd: String, characters: String,
    name: String
  ) {
    let declaration = declared.map { "<?xml version='1.0' encoding='\($0)' ?>" } ?? ""
    var document = Document(
      bytes: bytes(declaration + "<a>", odd, "</a>"),
      contentType: header.map { "text/xml; charset=\($0)" })
    document.defaultEncoding = standard
    let result = document.decoded()
    #expect(result.string == declaration + "<a>\(characters)</a>")
    #expect(result.encoding == name)
  }

  @Test(arguments: ["", " ", "\r\n\t ", String(repeating: " \n", count: 40_000)])
  func `white space before the declaration is passed over`(space: String) {
    let text = "<?xml version='1.0' encoding='koi8-r'?><a>"
    let result = decoded(bytes(space + text, "F0"))
    #expect(result.string == text + "П")
    #expect(result.encoding == "koi8-r")
    #expect(result.warnings.isEmpty == (space == ""))
  }

  @Test(arguments: [
    ("text/xml", "utf-8"), ("text/xml; charset=", "utf-8"), ("text/xml; charset", "utf-8"),
    ("text/xml;charset=koi8-r", "koi8-r"), ("text/xml ; CHARSET = koi8-r ", "koi8-r"),
    ("text/xml; a=\"charset=big5\"; charset=koi8-r", "koi8-r"), ("", "utf-8"),
    ("charset=koi8-r", "utf-8"), ("text/xml; charset=koi8-r, text/html", "koi8-r"),
  ])
  func `the header's charset is found`(header: String, name: String) {
    #expect(decoded(bytes("<a/>"), type: header).encoding == name)
  }

  @Test(arguments: [
    "<!DOCTYPE html><meta charset=windows-1251>", "<html><meta charset='windows-1251'>",
    "<html><meta http-equiv=a content='text/html; charset=windows-1251'>",
  ])
  func `a page says its encoding in its own way`(head: String) {
    #expect(decoded(bytes(head, "CF")).string == head + "П")
  }

  @Test(arguments: [
    ("utf-8", "E2 82"), ("gb18030", "C4"), ("shift_jis", "93"), ("euc-kr", "B3"),
  ])
  func `a character that is cut off at the end is left out`(label: String, odd: String) {
    let result = decoded(bytes("<a>", odd), type: "text/xml; charset=\(label)")
    #expect(result.string == "<a>")
    #expect(result.encoding == label)
    #expect(result.warnings == ["the document ends within a character"])
  }

  @Test func `a surrogate alone in UTF-16 becomes a replacement character`() {
    let result = decoded(bytes("", "FF FE 3C 00 3D D8 3E 00"))
    #expect(result.string == "<\u{fffd}>")
    #expect(result.warnings == ["bytes that mean nothing in utf-16le"])
  }

  @Test func `a byte that means nothing becomes a replacement character`() {
    let result = decoded(
      bytes("<a>", "B3 E2 FF 21", "</a>"), type: "a/b;charset=euc-kr")
    #expect(result.string == "<a>년\u{fffd}!</a>")
    #expect(result.encoding == "euc-kr")
    #expect(result.warnings == ["bytes that mean nothing in euc-kr"])
  }

  @Test func `noise is not taken for what it claims to be`() {
    let noise = String(repeating: "FF 20 ", count: 20_000)
    let result = decoded(bytes("<a>", noise), type: "text/xml; charset=euc-kr")
    #expect(result.encoding == "windows-1252")
    #expect(result.string.hasPrefix("<a>ÿ ÿ"))
  }

  @Test func `clean UTF-8 is not copied`() {
    let document = Document(bytes: bytes("<?xml version='1.0'?>\n<a>però\t€ 😀</a>"))
    let text = document.decoded()
    #expect(text.warnings == [])
    let isSame = text.utf8.span.isIdentical(to: document.bytes.span)
    #expect(isSame)
  }

  @Test func `a warning comes once`() {
    let result = decoded(bytes("<a>è", "E9 20 E9 01 02 C2 92 C2 93"))
    #expect(result.string == "<a>èé é’“")
    #expect(result.warnings.count == 3)
    #expect(Set(result.warnings).count == 3)
  }

  @Test(arguments: [
    "", "20", "00", "EF BB BF", "FF FE", "3C", "C3", "C2 92",
  ])
  func `the smallest documents are read`(document: String) {
    let text = decoded(bytes("", document)).string
    #expect(["", "<", "’"].contains(text))
  }
}
