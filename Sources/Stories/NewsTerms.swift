import Bytes

/// The words that tell what an item is about: those of its title and of the beginning of its text, each
/// cut to its stem, once.
///
/// Stems are cut by rule, not by language, which feeds often do not name: an `s` and a vowel at the end
/// go, and so does what follows the sixth letter (`governo`, `governi`, `government`). Which words say
/// little is a matter of statistics: `TermFrequencies`. Where a script writes no spaces, every two
/// characters in a row are a word. Numbers are left out.
public struct NewsTerms: Hashable, Sendable {
  /// The most that one item has.
  public static let maximum = 48
  private static let titleBytes = 200
  private static let leadBytes = 360
  private static let stemLetters = 6

  /// Hashes in ascending order; the lowest bit says whether the word is of the title.
  let hashes: [UInt32]

  /// Reads the canonical form of a title and a text.
  public init(_ canonical: CanonicalText) {
    var words: [UInt32] = []
    words.reserveCapacity(2 * Self.maximum)
    Self.read(canonical.title.span, upTo: Self.titleBytes) { words.append($0 | 1) }
    Self.read(canonical.body.span, upTo: Self.leadBytes) {
      if words.count < 2 * Self.maximum { words.append($0) }
    }
    words.sort()
    var hashes: [UInt32] = []
    hashes.reserveCapacity(words.count)
    for word in words {
      if let last = hashes.last, last & ~1 == word & ~1 {
        hashes[hashes.count - 1] = word
      } else {
        hashes.append(word)
      }
    }
    self.hashes = Array(hashes.prefix(Self.maximum))
  }

  /// Reads back what `encoded` gave.
  public init(encoded: [UInt8]) {
    hashes = encoded.span.littleEndian(encoded.count / 4, from: 0)
  }

  /// Four bytes a word, little-endian.
  public var encoded: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * hashes.count)
    bytes.append(littleEndian: hashes)
    return bytes
  }

  private static func read(_ text: Span<UInt8>, upTo limit: Int, _ add: (UInt32) -> Void) {
    let table = ByteClass.table
    let classes = table.span
    let end = min(text.count, limit)
    var position = 0
    var last: UInt64 = 0
    while position < end {
      let start = position
      if text[position] >= 0xE3 {
        let (value, length) = TextFolder.character(in: text, at: position)
        position += length
        if last != 0 { add(hash(last << 32 | UInt64(value))) }
        last = UInt64(value)
        continue
      }
      last = 0
      while position < text.count, classes[Int(text[position])].isOfWord { position += 1 }
      if position > start {
        if let stem = stem(of: text.extracting(start..<position)) { add(stem) }
      } else {
        position += 1
      }
    }
  }

  /// The hash of a word's stem; nil for a number and a word of less than three letters.
  private static func stem(of word: Span<UInt8>) -> UInt32? {
    guard word.count >= 3, !(0x30...0x39).contains(word[0]) else { return nil }
    var end = word.count
    if end > 4, word[end - 1] == UInt8(ascii: "s") { end -= 1 }
    if end > 4, isVowel(word[end - 1]) { end -= 1 }
    var hash: UInt64 = 0
    var letters = 0
    for index in 0..<end {
      if word[index] & 0xC0 != 0x80 { letters += 1 }
      if letters > stemLetters { break }
      hash = (hash << 7 | hash >> 57) ^ UInt64(word[index])
    }
    return letters < 3 ? nil : Self.hash(hash)
  }

  private static func hash(_ value: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: Shingles.mixed(value) >> 32) & ~1
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"):
      true
    default: false
    }
  }
}
