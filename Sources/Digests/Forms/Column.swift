/// A column of text on a terminal, and how wide text is in it.
struct Column: Sendable {
  /// In cells.
  let width: Int

  /// Breaks text into lines no wider than the column.
  ///
  /// Lines break at blanks, and before and after the characters of East Asian scripts; a word that
  /// is wider than a line is broken where it must be. Blank text gives no lines.
  func wrapped(_ text: String, first: String = "", rest: String = "") -> [String] {
    var lines: [String] = []
    var line = first
    var used = Self.cells(first)
    var isEmpty = true
    for piece in Self.pieces(of: text, fitting: width - max(used, Self.cells(rest))) {
      let blank = piece.followsBlank && !isEmpty ? 1 : 0
      if !isEmpty && used + blank + piece.cells > width {
        lines.append(line)
        (line, used, isEmpty) = (rest, Self.cells(rest), true)
      }
      if piece.followsBlank && !isEmpty {
        line += " "
        used += 1
      }
      line += piece.text
      used += piece.cells
      isEmpty = false
    }
    return isEmpty ? lines : lines + [line]
  }

  /// A line of one character across the column.
  func rule(_ character: Character) -> String {
    String(repeating: character, count: width)
  }

  /// A line of one character as wide as the widest of `lines`.
  func rule(_ character: Character, under lines: [String]) -> String {
    String(repeating: character, count: lines.map(Self.cells).max() ?? 0)
  }

  /// The cells that text takes in a terminal of fixed pitch.
  static func cells(_ text: String) -> Int {
    text.reduce(0) { $0 + cells($1) }
  }

  /// What may not be parted: a word, or one wide character.
  private struct Piece {
    var text = ""
    var cells = 0
    var followsBlank = false
  }

  private static func pieces(of text: String, fitting limit: Int) -> [Piece] {
    var pieces: [Piece] = []
    var piece = Piece()
    func close(followsBlank: Bool) {
      if !piece.text.isEmpty { pieces.append(piece) }
      piece = Piece(followsBlank: followsBlank || (piece.text.isEmpty && piece.followsBlank))
    }
    for character in text {
      if character == " " {
        close(followsBlank: true)
        continue
      }
      let cells = cells(character)
      let isIdeograph = cells == 2
      if isIdeograph || piece.cells + cells > limit { close(followsBlank: false) }
      piece.text.append(character)
      piece.cells += cells
      if isIdeograph { close(followsBlank: false) }
    }
    close(followsBlank: false)
    return pieces
  }
}

extension Column {
  /// 0 for what combines with its neighbours alone, 2 for the characters of East Asia and for emoji.
  static func cells(_ character: Character) -> Int {
    guard !character.isASCII else { return 1 }
    let scalars = character.unicodeScalars
    if scalars.contains("\u{FE0F}") || scalars.contains(where: isWide) { return 2 }
    return scalars.contains { !isZero($0) } ? 1 : 0
  }

  private static func isZero(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: true
    default: false
    }
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x1100 else { return false }
    if scalar.properties.isEmojiPresentation { return true }
    return wide.contains { $0.contains(scalar.value) }
  }

  /// The blocks whose characters are wide or full width. Source: Unicode Standard Annex 11.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF,
    0x4E00...0x9FFF, 0xA000...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF,
    0x1AFF0...0x1B2FF, 0x1F200...0x1F265, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
    0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]
}
