/// Text without the characters that XML 1.0 forbids (§2.2).
struct XMLText: Sendable {
  /// What is left: valid if what came was.
  private(set) var utf8: [UInt8] = []
  /// How many control characters and noncharacters are gone: U+0000…U+001F but for tab, line feed
  /// and carriage return, U+FFFE, U+FFFF.
  private(set) var removed = 0
  /// How many characters of U+0080…U+009F were read as the byte of windows-1252 that they are in
  /// truth: some program took that for ISO-8859-1. Source: HTML, §13.2.5.80, numeric references.
  private(set) var reread = 0

  /// `valid` is UTF-8; linear.
  init(_ valid: [UInt8]) {
    utf8.reserveCapacity(valid.count)
    var at = 0
    while at < valid.count { at = read(valid, at: at) }
  }

  private mutating func read(_ valid: [UInt8], at: Int) -> Int {
    let byte = valid[at]
    if byte < 0x20, byte != 0x09, byte != 0x0a, byte != 0x0d {
      removed += 1
    } else if byte == 0xc2, valid[at + 1] < 0xa0 {
      Windows1252.append(valid[at + 1], to: &utf8)
      reread += 1
      return at + 2
    } else if byte == 0xef, valid[at + 1] == 0xbf, valid[at + 2] >= 0xbe {
      removed += 1
      return at + 3
    } else {
      utf8.append(byte)
    }
    return at + 1
  }
}
