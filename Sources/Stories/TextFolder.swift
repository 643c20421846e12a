import Bytes

/// Folds text to the bytes that are compared: NFKC_Casefold of Unicode, typographic quotes and dashes
/// as ASCII, white space as single blanks and none at the start of a line, a run of dashes as one.
///
/// 1. ASCII is folded byte by byte through a table.
/// 2. Other characters of `FoldTable` are folded in one step each.
/// 3. Anything else goes through utf8proc, together with the last character of 1 or 2 before it, with
///    which it may merge, and up to the next one.
struct TextFolder {
  /// Room for what is folded; the first `count` bytes are in use.
  private var room: [UInt8]
  /// The number of bytes folded so far.
  private(set) var count = 0
  /// Where the current line starts.
  private var lineStart = 0
  private let table: FoldTable

  /// The last character that text may be cut before: its place in the text and where its fold starts.
  private struct Cut {
    var read: Int
    var written: Int
  }

  init(capacity: Int) {
    table = FoldTable.shared
    room = [UInt8](repeating: 0, count: capacity + Self.slack)
  }

  /// What one character of the table can add, and to spare.
  private static let slack = 16

  /// Folds text as one line: line breaks are white space.
  static func line(_ text: some StringProtocol) -> [UInt8] {
    let utf8 = Array(text.utf8)
    var folder = TextFolder(capacity: utf8.count)
    var position = 0
    while position < utf8.count {
      position = folder.foldLine(of: utf8.span, from: position)
      folder.append(0x20)
    }
    return Array(folder.room[folder.trim()])
  }

  /// Everything folded so far.
  var bytes: ArraySlice<UInt8> { room[..<count] }

  /// Folds text onto the current line, up to the next line break or the end. Gives back where to go
  /// on after the break.
  mutating func foldLine(of text: Span<UInt8>, from start: Int) -> Int {
    var cut = Cut(read: start, written: count)
    var position = start
    while true {
      reserve(text.count - position)
      if position < text.count, text[position] < 0x80 {
        foldASCII(of: text, from: &position, cut: &cut)
      }
      guard position < text.count else { return position }
      if text[position] == 0x0A { return position + 1 }
      let (value, length) = Self.character(in: text, at: position)
      switch table.entry(value) {
      case .bytes(let packed, let bytes):
        if bytes > 0 { cut = Cut(read: position, written: count) }
        append(packed, bytes)
        position += length
      case .same:
        cut = Cut(read: position, written: count)
        for index in position..<position + length { append(text[index]) }
        position += length
      case .unknown:
        position = end(of: position + length, in: text)
        count = cut.written
        appendNormalised(text.extracting(cut.read..<position))
        cut = Cut(read: position, written: count)
      }
    }
  }

  /// Ends the current line: takes away the blank at its end and gives back where it is.
  @discardableResult
  mutating func trim() -> Range<Int> {
    if count > lineStart, room[count - 1] == 0x20 { count -= 1 }
    return lineStart..<count
  }

  /// Starts a new line after a byte that separates it from the last.
  mutating func startLine(after separator: UInt8) {
    reserve(1)
    room[count] = separator
    count += 1
    lineStart = count
  }

  /// Takes the current line away.
  mutating func dropLine() {
    count = lineStart
  }

  /// Step 1, up to a line break, another character or the end.
  private mutating func foldASCII(of text: Span<UInt8>, from position: inout Int, cut: inout Cut) {
    var last = self.last
    var read = position
    var written = count
    var before = cut.written
    let folds = table.ascii
    let ascii = folds.span
    var out = room.mutableSpan
    var look = read
    while read < text.count {
      if read >= look {
        while read &+ 9 <= text.count {
          let word = text.word(at: read)
          guard Self.areSimple(word, text.word(at: read &+ 1)), !Self.repeats(word.first, last)
          else { break }
          out.put(word.lowercased, at: written)
          last = word.last
          before = written &+ 7
          read &+= 8
          written &+= 8
        }
        look = read &+ 8
        if read == text.count { break }
      }
      let folded = ascii[Int(text[read])]
      if folded == 0 { break }
      read += 1
      before = written
      if Self.repeats(folded, last) { continue }
      out[written] = folded
      written += 1
      last = folded
    }
    if read > position { cut = Cut(read: read - 1, written: before) }
    position = read
    count = written
  }

  /// Whether each of these bytes is folded to one byte, which is itself but for case.
  @inline(__always)
  private static func areSimple(_ bytes: Word, _ next: Word) -> Bool {
    let blanks = bytes.equal(0x20) & next.equal(0x20)
    let dashes = bytes.equal(0x2D) & next.equal(0x2D)
    return bytes.special | bytes.below(0x20) | bytes.equal(UInt8(ascii: "`")) | blanks | dashes == 0
  }

  /// Whether a byte is a further blank or dash.
  @inline(__always)
  private static func repeats(_ byte: UInt8, _ last: UInt8) -> Bool {
    byte == last && (byte == 0x20 || byte == 0x2D)
  }

  /// The last byte of the line; a blank at its start, so that none is added there.
  private var last: UInt8 { count > lineStart ? room[count - 1] : 0x20 }

  private mutating func reserve(_ more: Int) {
    let missing = count + more + Self.slack - room.count
    if missing > 0 { room += [UInt8](repeating: 0, count: max(missing, room.count)) }
  }

  /// Appends one folded byte, unless it is a further blank or dash.
  private mutating func append(_ byte: UInt8) {
    if Self.repeats(byte, last) { return }
    room[count] = byte
    count += 1
  }

  private mutating func append(_ packed: UInt64, _ bytes: Int) {
    var left = packed
    for _ in 0..<bytes {
      append(UInt8(truncatingIfNeeded: left))
      left >>= 8
    }
  }

  /// Step 3: what utf8proc makes of the text, with our own folds on top.
  private mutating func appendNormalised(_ text: Span<UInt8>) {
    let normal = UTF8Proc.folded(text.indices.map { text[$0] })
    reserve(normal.count)
    var position = 0
    while position < normal.count {
      let (value, length) = Self.character(in: normal.span, at: position)
      if value < 0x80 {
        append(max(table.ascii[Int(value)], 0x20))
      } else if case .bytes(let packed, let count) = table.entry(value) {
        append(packed, count)
      } else {
        for index in position..<position + length { append(normal[index]) }
      }
      position += length
    }
  }

  /// Where the next character stands that text may be cut before.
  private func end(of start: Int, in text: Span<UInt8>) -> Int {
    var position = start
    while position < text.count {
      let (value, length) = Self.character(in: text, at: position)
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
