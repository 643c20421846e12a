/// The runs of words of a canonical text as hashes, in order: what near-duplicates share.
///
/// A word is letters and digits between anything else. Where a script writes no spaces, every three
/// characters in a row stand for a word, and words overlap.
struct Shingles {
  /// Hashes of all words.
  private(set) var words: [UInt64] = []

  /// Words beyond this many are left out: about a book's chapter.
  static let maximumWords = 8192

  init(of text: Span<UInt8>) {
    words.reserveCapacity(min(text.count / 5 + 8, Self.maximumWords))
    let table = ByteClass.table
    let classes = table.span
    var position = 0
    while position < text.count, words.count < Self.maximumWords {
      switch classes[Int(text[position])] {
      case .lower, .upper, .digit, .twoBytes:
        var word: UInt64 = 0
        repeat {
          word = (word << 7 | word >> 57) ^ UInt64(text[position])
          position += 1
        } while position < text.count && classes[Int(text[position])].isOfWord
        words.append(Self.mixed(word))
      case .longer:
        position = readCharacters(of: text, from: position)
      case .stop, .other:
        position += 1
      }
    }
  }

  /// Reads characters of three bytes or more. Gives back where they end.
  private mutating func readCharacters(of text: Span<UInt8>, from start: Int) -> Int {
    var position = start
    var word: UInt64 = 0
    var last = (first: UInt64(0), second: UInt64(0))
    while position < text.count, text[position] >= 0xE0 {
      let (value, length) = TextFolder.character(in: text, at: position)
      position += length
      if Self.isUnspaced(value) {
        let next = UInt64(value)
        if last.first != 0 { words.append(Self.mixed(last.first << 42 | last.second << 21 | next)) }
        last = (last.second, next)
      } else if Self.isPunctuation(value) {
        break
      } else {
        word = (word << 7 | word >> 57) ^ UInt64(value)
      }
    }
    if word != 0 { words.append(Self.mixed(word)) }
    return position
  }

  /// The hashes of every three words in a row; of all words together when there are fewer.
  func runs() -> [UInt64] {
    guard words.count > 3 else {
      return words.isEmpty ? [] : [words.reduce(0) { Self.mixed($0 &* 31 &+ $1) }]
    }
    let words = words.span
    var runs: [UInt64] = []
    runs.reserveCapacity(words.count - 2)
    for start in 0..<words.count - 2 {
      runs.append(Self.mixed(words[start] &+ 3 &* words[start + 1] &+ 7 &* words[start + 2]))
    }
    return runs
  }

  /// The hashes of every four words in a row, from those of three.
  func longer(_ runs: [UInt64]) -> [UInt64] {
    guard runs.count > 1 else { return runs }
    return zip(runs, words.dropFirst(3)).map { Self.mixed($0 &+ 5 &* $1) }
  }

  /// Thai, Lao, Burmese, Khmer, kana and ideographs.
  private static func isUnspaced(_ value: UInt32) -> Bool {
    switch value {
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3041...0x30FF, 0x3400...0x9FFF,
      0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// General and ideographic punctuation, signs and ornaments.
  private static func isPunctuation(_ value: UInt32) -> Bool {
    (0x2000...0x2BFF).contains(value) || (0x3000...0x3040).contains(value)
  }

  /// Spreads the bits of a sum. Source: Stafford's variant 13 of MurmurHash3's finaliser.
  static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
