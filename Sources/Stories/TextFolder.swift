/// Folds text to the bytes that are compared: NFKC_Casefold of Unicode, typographic quotes and dashes
/// as ASCII, white space as single blanks and none at the ends, a run of dashes as one.
///
/// Characters of `FoldTable` are folded in one step. Anything else goes through utf8proc, together
/// with the last such character before it, up to the next one.
struct TextFolder {
  /// What has been folded so far.
  private(set) var bytes: [UInt8] = []
  /// Where the current line starts in `bytes`.
  private var lineStart = 0

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
  }

  /// Folds text as one line: line breaks are white space.
  static func line(_ text: some StringProtocol) -> [UInt8] {
    var folder = TextFolder(capacity: text.utf8.count + 8)
    let utf8 = Array(text.utf8)
    folder.fold(utf8.span)
    folder.trim()
    return folder.bytes
  }

  /// Folds some text onto the current line. It may be cut at white space, not elsewhere.
  mutating func fold(_ text: Span<UInt8>) {
    let table = FoldTable.shared
    let ascii = table.ascii.span
    var last: UInt8 = bytes.count > lineStart ? bytes[bytes.count - 1] : 0x20
    /// The last character that text may be cut before: its place in `text` and in `bytes`.
    var cut = (read: 0, written: bytes.count)
    var position = 0
    while position < text.count {
      let byte = text[position]
      if byte < 0x80 {
        let folded = ascii[Int(byte)]
        cut = (position, bytes.count)
        position += 1
        if folded == last && (folded == 0x20 || folded == 0x2D) { continue }
        bytes.append(folded)
        last = folded
        continue
      }
      let (value, length) = Self.character(in: text, at: position)
      switch table.entry(value) {
      case .bytes(let packed, let count):
        if count > 0 { cut = (position, bytes.count) }
        append(packed, count)
        position += length
      case .same:
        cut = (position, bytes.count)
        for index in position..<position + length { bytes.append(text[index]) }
        position += length
      case .unknown:
        position = Self.end(of: position + length, in: text, table)
        bytes.removeLast(bytes.count - cut.written)
        appendNormalised(text.extracting(cut.read..<position))
        cut = (position, bytes.count)
      }
      last = bytes.count > lineStart ? bytes[bytes.count - 1] : 0x20
    }
  }

  /// Ends the current line: takes away the blank at its end and gives back where it is.
  @discardableResult
  mutating func trim() -> Range<Int> {
    if bytes.count > lineStart, bytes[bytes.count - 1] == 0x20 { bytes.removeLast() }
    return lineStart..<bytes.count
  }

  /// Starts a new line after a byte that separates it from the last.
  mutating func startLine(after separator: UInt8) {
    bytes.append(separator)
    lineStart = bytes.count
  }

  /// Takes the end of what has been folded away.
  mutating func truncate(to count: Int) {
    bytes.removeLast(bytes.count - count)
  }

  /// Appends one folded byte, unless it is a further blank or dash.
  private mutating func append(_ byte: UInt8) {
    if byte == 0x20 || byte == 0x2D {
      let last = bytes.count > lineStart ? bytes[bytes.count - 1] : 0x20
      if last == byte { return }
    }
    bytes.append(byte)
  }

  private mutating func append(_ packed: UInt64, _ count: Int) {
    for index in 0..<count { append(UInt8(truncatingIfNeeded: packed >> (8 * UInt64(index)))) }
  }

  /// The long way: what utf8proc makes of the text, with our own folds on top.
  private mutating func appendNormalised(_ text: Span<UInt8>) {
    let normal = UTF8Proc.folded(text.indices.map { text[$0] })
    let table = FoldTable.shared
    var position = 0
    while position < normal.count {
      let (value, length) = Self.character(in: normal.span, at: position)
      if value < 0x80 {
        append(table.ascii[Int(value)])
      } else if case .bytes(let packed, let count) = table.entry(value) {
        append(packed, count)
      } else {
        bytes.append(contentsOf: normal[position..<position + length])
      }
      position += length
    }
  }

  /// Where the next character stands that text may be cut before.
  private static func end(of start: Int, in text: Span<UInt8>, _ table: FoldTable) -> Int {
    var position = start
    while position < text.count {
      let (value, length) = character(in: text, at: position)
      if value < 0x80 { return position }
      switch table.entry(value) {
      case .same: return position
      case .bytes(_, let count) where count > 0: return position
      default: position += length
      }
    }
    return position
  }

  /// One character of valid UTF-8.
  static func character(in text: Span<UInt8>, at position: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(text[position])
    func next(_ offset: Int) -> UInt32 { UInt32(text[position + offset]) & 0x3F }
    if first < 0x80 { return (first, 1) }
    if first < 0xE0 { return ((first & 0x1F) << 6 | next(1), 2) }
    if first < 0xF0 { return ((first & 0x0F) << 12 | next(1) << 6 | next(2), 3) }
    return ((first & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
  }
}
