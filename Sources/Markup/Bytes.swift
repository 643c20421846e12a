/// What the writers do with bytes; the only unsafe lines of the module beside the parser's wrapper.
extension [UInt8] {
  mutating func append(_ bytes: borrowing Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { buffer in unsafe append(contentsOf: buffer) }
  }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { buffer in unsafe append(contentsOf: buffer) }
  }

  /// The bytes as a string, without a look whether they are UTF-8: for what the writers have put
  /// together of pieces of a String, each cut beside an ASCII character.
  var validString: String {
    var text = unsafe UTF8Span(unchecked: span)
    // The string is faster to work with when it knows.
    _ = text.checkForASCII()
    return String(copying: text)
  }
}

extension Span<UInt8> {
  /// Passes ASCII by eight bytes as long as `arePlain` says that nothing among them needs care; it
  /// sees the eight and, beside each of them, the byte that follows it. The result is at most the
  /// first index that does.
  @inline(__always)
  func index(from start: Int, passing arePlain: (_ bytes: Word, _ next: Word) -> Bool) -> Int {
    unsafe withUnsafeBytes { bytes in
      var at = start
      while at + 9 <= bytes.count {
        let word = unsafe Word(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        let next = unsafe Word(bytes.loadUnaligned(fromByteOffset: at + 1, as: UInt64.self))
        guard arePlain(word, next) else { break }
        at += 8
      }
      return at
    }
  }

  /// Nothing but white space.
  var isBlank: Bool {
    for index in indices where !self[index].isBlank { return false }
    return true
  }
}

/// Eight bytes that are looked at together. The marks that the tests return have the high bit of a
/// byte set where the test holds; above such a byte they may err, so only "none" is certain.
struct Word {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080
  private let bits: UInt64

  @inline(__always)
  init(_ bits: UInt64) { self.bits = bits }

  /// Bytes below `limit`, which is at most 128.
  @inline(__always)
  func below(_ limit: UInt8) -> UInt64 {
    (bits &- Self.ones &* UInt64(limit)) & ~bits & Self.highs
  }

  /// Bytes that are `byte`, once the bits of `mask` are set in both.
  @inline(__always)
  func equal(_ byte: UInt8, mask: UInt8 = 0) -> UInt64 {
    let difference = (bits | Self.ones &* UInt64(mask)) ^ Self.ones &* UInt64(byte | mask)
    return (difference &- Self.ones) & ~difference & Self.highs
  }
}

extension UInt8 {
  /// Space, tab, line feed, form feed, carriage return. Source: HTML standard §4.
  var isBlank: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
  }

  var isLetter: Bool {
    let folded = self | 0x20
    return folded >= UInt8(ascii: "a") && folded <= UInt8(ascii: "z")
  }

  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

  /// The lower case of an ASCII letter; other bytes as they are.
  var lowercased: UInt8 {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }
}

extension ArraySlice<UInt8> {
  /// The same without white space at both ends.
  var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let last = slice.last, last.isBlank { slice.removeLast() }
    return slice.drop { $0.isBlank }
  }

  /// Reads digits, as HTML's rules for non-negative integers do: blanks before and anything after
  /// are ignored. Nil when there is no digit, or more than nine.
  var number: Int? {
    let digits = drop { $0.isBlank }.prefix { $0.isDigit }
    guard !digits.isEmpty, digits.count <= 9 else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}
