/// The numbers and names of a text: what differs between two bulletins from one template, whose
/// wording is the same.
///
/// A number is digits with what joins them (`3.2`, `12:30`, `2-1`). A name is a word with a capital
/// letter that does not open a sentence. Each is kept as 16 bits of a hash, once, in the order of
/// their values.
struct Facts: Hashable, Sendable {
  /// At most `maximum`, the first of the text.
  private(set) var numbers: [UInt16] = []
  /// At most `maximum`, the first of the text.
  private(set) var names: [UInt16] = []

  static let maximum = 32

  init(numbers: [UInt16], names: [UInt16]) {
    self.numbers = numbers
    self.names = names
  }

  /// Reads a plain text as people write it, not its canonical form, which has no capitals.
  init(of text: Span<UInt8>) {
    let table = ByteClass.table
    let classes = table.span
    var position = 0
    var hasWord = false  // in the current sentence
    var sign = 0  // where the last quotation mark, dash or other long character ended
    while position < text.count {
      let kind = classes[Int(text[position])]
      if kind.isPlain {
        hasWord = hasWord || kind == .lower
        position += 1
        continue
      }
      switch kind {
      case .digit:
        position = readNumber(of: text, from: position)
        hasWord = true
      case .upper, .twoBytes:
        let start = position
        repeat {
          position += 1
        } while position < text.count && classes[Int(text[position])].isOfWord
        let startsWord = start == sign || !classes[Int(text[start - 1])].isOfWord
        if hasWord, startsWord, Self.startsWithCapital(text, at: start) {
          addName(text.extracting(start..<position))
        }
        hasWord = true
      case .stop:
        hasWord = false
        position += 1
      case .longer:
        position += text[position] < 0xF0 ? 3 : 4
        sign = position
      case .lower, .other:
        position += 1
      }
    }
    numbers.sort()
    names.sort()
  }

  private mutating func readNumber(of text: Span<UInt8>, from start: Int) -> Int {
    var hash = Self.seed
    var position = start
    while position < text.count {
      if Self.isDigit(text[position]) {
        hash = Self.added(text[position], to: hash)
        position += 1
        continue
      }
      let (joint, length) = Self.joint(in: text, at: position)
      guard length > 0, position + length < text.count, Self.isDigit(text[position + length]) else {
        break
      }
      // "1.000" and "1000" are one number; "2-1" and "21" are not.
      if joint == UInt8(ascii: "-") { hash = Self.added(joint, to: hash) }
      position += length
    }
    Self.insert(hash, into: &numbers)
    return position
  }

  private mutating func addName(_ word: Span<UInt8>) {
    var hash = Self.seed
    for index in word.indices { hash = Self.added(word[index] | 0x20, to: hash) }
    Self.insert(hash, into: &names)
  }

  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func added(_ byte: UInt8, to hash: UInt64) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  private static func insert(_ hash: UInt64, into list: inout [UInt16]) {
    let short = UInt16(truncatingIfNeeded: Shingles.mixed(hash))
    if list.count < maximum, !list.contains(short) { list.append(short) }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// Capitals of ASCII, Latin-1, Greek and Cyrillic.
  private static func startsWithCapital(_ text: Span<UInt8>, at start: Int) -> Bool {
    let first = text[start]
    if first < 0x80 { return first < 0x60 }
    guard start + 1 < text.count else { return false }
    let second = text[start + 1]
    switch first {
    case 0xC3: return second < 0x9F && second != 0x97
    case 0xCE: return (0x86...0xAB).contains(second)
    case 0xD0: return second < 0xB0
    default: return false
    }
  }

  /// What may stand between two digits of one number: `.`, `,`, `:`, `'`, a dash.
  private static func joint(in text: Span<UInt8>, at position: Int) -> (byte: UInt8, length: Int) {
    switch text[position] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "'"),
      UInt8(ascii: "-"):
      return (text[position], 1)
    case 0xE2:
      let isDash =
        position + 2 < text.count && text[position + 1] == 0x80
        && (0x90...0x94).contains(text[position + 2])
      return isDash ? (UInt8(ascii: "-"), 3) : (0, 0)
    default: return (0, 0)
    }
  }
}
