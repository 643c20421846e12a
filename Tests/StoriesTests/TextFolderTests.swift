import Testing

@testable import Stories

/// Numbers that look random and are the same in every run.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func roll(_ sides: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % sides
  }
}

@Suite struct TextFolderTests {
  /// Letters, marks, signs and blanks that normalisation moves, joins or drops.
  private static let characters: [String] = [
    "a", "E", "z", "1", ".", " ", " ", "\t", "-", "–", "—", "’", "“", "…", "è", "É", "ß", "İ", "ı",
    "\u{301}", "\u{308}", "\u{323}", "\u{327}", "\u{345}", "\u{AD}", "\u{200B}", "\u{200D}",
    "\u{FE0F}",
    "\u{A0}", "\u{3000}", "ﬁ", "ǆ", "½", "™", "Å", "ά", "ς", "Ё", "и", "\u{306}", "א", "\u{5B8}",
    "ش",
    "\u{651}", "\u{64E}", "क", "\u{93C}", "\u{9C7}", "\u{9BE}", "東", "か", "\u{3099}", "ｶ", "ﾞ", "ー",
    "ᄒ", "ᅡ", "ᆫ", "하", "한", "\u{1100}", "😀", "𝐀", "\u{1D165}", "\u{F900}", "\u{FDFA}", "×",
    "\u{338}",
    "=", "<", "\u{2028}", "\u{85}",
  ]

  private static func text(seed: Int) -> String {
    var dice = Dice(seed: UInt64(seed))
    return (0..<30).map { _ in characters[dice.roll(characters.count)] }.joined()
  }

  private func scalars(_ bytes: some Sequence<UInt8>) -> [UInt32] {
    String(decoding: Array(bytes), as: UTF8.self).unicodeScalars.map(\.value)
  }

  @Test(arguments: 1...400)
  func `folding piece by piece is folding by utf8proc as a whole`(seed: Int) {
    let text = Self.text(seed: seed)
    let whole = TextFolder.line(String(decoding: UTF8Proc.folded(Array(text.utf8)), as: UTF8.self))
    #expect(scalars(TextFolder.line(text)) == scalars(whole))
  }

  @Test(arguments: 1...400)
  func `a folded text is its own fold`(seed: Int) {
    let folded = TextFolder.line(Self.text(seed: seed))
    #expect(scalars(TextFolder.line(String(decoding: folded, as: UTF8.self))) == scalars(folded))
  }

  @Test(arguments: 1...200)
  func `a canonical text is its own form`(seed: Int) {
    let text = CanonicalText(title: Self.text(seed: seed), text: Self.text(seed: seed + 1000))
    let again = CanonicalText(
      title: String(decoding: text.title, as: UTF8.self),
      text: String(decoding: text.body, as: UTF8.self))
    #expect(text.hash == again.hash)
  }

  @Test func `a text that grows by folding is whole`() {
    let text = String(repeating: "\u{FDFA}ŉ½", count: 500)
    let whole = UTF8Proc.folded(Array(text.utf8))
    #expect(TextFolder.line(text).count > text.utf8.count)
    #expect(
      TextFolder.line(text) == TextFolder.line(String(decoding: whole, as: UTF8.self)))
  }

  /// But for accents and primes that stand for quotation marks.
  @Test func `every character that the table knows folds as utf8proc does`() throws {
    for value in (0x80..<0x10000) as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value), ![0xB4, 0x2032, 0x2033].contains(value) else {
        continue
      }
      let text = String(Character(scalar))
      let normal = String(decoding: UTF8Proc.folded(Array(text.utf8)), as: UTF8.self)
      try #require(TextFolder.line("a" + text) == TextFolder.line("a" + normal), "\(value)")
    }
  }

  @Test func `lines are folded one by one`() {
    let text = Array(" Uno \n\u{301}Due\n\nTre".utf8)
    var folder = TextFolder(capacity: 4)
    var position = 0
    var lines: [String] = []
    while position < text.count {
      position = folder.foldLine(of: text.span, from: position)
      lines.append(String(decoding: folder.bytes[folder.trim()], as: UTF8.self))
      folder.startLine(after: 0x0A)
    }
    #expect(lines == ["uno", "\u{301}due", "", "tre"])
    #expect(String(decoding: folder.bytes, as: UTF8.self) == "uno\n\u{301}due\n\ntre\n")
  }
}
