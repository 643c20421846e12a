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
