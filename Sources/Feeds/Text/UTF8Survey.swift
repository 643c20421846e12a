/// What is in bytes that may be UTF-8, found in one pass: eight bytes at a time where they are ASCII,
/// a character at a time where they are not.
///
/// The standard library's validation costs nine instructions a byte of Greek or Japanese, and says
/// nothing about control characters; every document of a poll passes here.
struct UTF8Survey: Sendable, Hashable {
  /// Whether every sequence is well formed. Source: Unicode 16, table 3-7.
  private(set) var isValid = true
  /// Whether there is nothing above 0x7F.
  private(set) var isASCII = true
  /// Whether there are characters that `XMLText` takes out or puts right; says nothing where the
  /// bytes are not valid.
  private(set) var hasControls = false

  init(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe read($0) }
  }

  private mutating func read(_ bytes: UnsafeRawBufferPointer) {
    var at = 0
    while at < bytes.count {
      if at + 8 <= bytes.count {
        let word = unsafe bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        if word & ASCIIWord.highs == 0 {
          if ASCIIWord.hasControl(word) { hasControls = true }
          at &+= 8
          continue
        }
      }
      let byte = unsafe bytes[at]
      if byte < 0x80 {
        if byte < 0x20, !byte.isXMLSpace { hasControls = true }
        at &+= 1
      } else {
        isASCII = false
        // Most characters of a text are of one kind: the next is likely to be long as well.
        repeat {
          let length = unsafe readSequence(bytes, at: at)
          if length == 0 {
            isValid = false
            return
          }
          at &+= length
        } while at < bytes.count && (unsafe bytes[at]) >= 0x80
      }
    }
  }

  /// The length of the sequence at an offset; 0 where it is not well formed.
  @inline(__always)
  private mutating func readSequence(_ bytes: UnsafeRawBufferPointer, at: Int) -> Int {
    let left = bytes.count &- at
    let lead = unsafe bytes[at]
    guard left > 1 else { return 0 }
    let second = unsafe bytes[at &+ 1]
    if lead < 0xe0 {
      guard lead >= 0xc2, second & 0xc0 == 0x80 else { return 0 }
      if lead == 0xc2, second < 0xa0 { hasControls = true }
      return 2
    }
    guard left > 2 else { return 0 }
    let third = unsafe bytes[at &+ 2]
    guard second & 0xc0 == 0x80, third & 0xc0 == 0x80 else { return 0 }
    if lead < 0xf0 {
      if lead == 0xe0, second < 0xa0 { return 0 }
      if lead == 0xed, second > 0x9f { return 0 }
      if lead == 0xef, second == 0xbf, third >= 0xbe { hasControls = true }
      return 3
    }
    guard left > 3, (unsafe bytes[at &+ 3]) & 0xc0 == 0x80 else { return 0 }
    switch lead {
    case 0xf0: return second < 0x90 ? 0 : 4
    case 0xf1...0xf3: return 4
    case 0xf4: return second > 0x8f ? 0 : 4
    default: return 0
    }
  }
}

/// Eight ASCII characters that are looked at together. Each test adds within a byte only, for none of
/// them is above 0x7F, so that every mark is exact.
private enum ASCIIWord {
  static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Whether there is a character below 0x20 but tab, line feed and carriage return.
  @inline(__always)
  static func hasControl(_ word: UInt64) -> Bool {
    let low = ~(word &+ 0x6060_6060_6060_6060) & highs
    guard low != 0 else { return false }
    return low
      & ~(marks(of: 0x0a, in: word) | marks(of: 0x09, in: word) | marks(of: 0x0d, in: word))
      != 0
  }

  /// The high bit of each byte that is `byte`.
  @inline(__always)
  private static func marks(of byte: UInt8, in word: UInt64) -> UInt64 {
    ~((word ^ (0x0101_0101_0101_0101 &* UInt64(byte))) &+ 0x7f7f_7f7f_7f7f_7f7f) & highs
  }
}
