/// Text as mail carries it everywhere: ASCII, in lines of 76 characters at most. Source: RFC 2045 §6.7.
enum QuotedPrintable {
  private static let width = 76
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// Encodes text, its line breaks as CR LF. A full stop and an `F` that begin a line are encoded, too:
  /// servers have meant something else by them.
  static func encoded(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + text.utf8.count / 8)
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if !result.isEmpty || line.startIndex != text.startIndex { result += [13, 10] }
      append(line, to: &result)
    }
    return result
  }

  private static func append(_ line: String.UTF8View.SubSequence, to result: inout [UInt8]) {
    var column = 0
    for index in line.indices {
      let byte = line[index]
      let isLast = line.index(after: index) == line.endIndex
      let isPlain = isPlain(byte, begins: column == 0, isLast: isLast)
      let length = isPlain ? 1 : 3
      // A soft line break takes the last column, if something follows.
      if column + length > width - (isLast ? 0 : 1) {
        result += [UInt8(ascii: "="), 13, 10]
        column = 0
      }
      // What begins a line is looked at anew.
      if isPlain && (column > 0 || self.isPlain(byte, begins: true, isLast: isLast)) {
        result.append(byte)
        column += 1
      } else {
        result += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        column += 3
      }
    }
  }

  private static func isPlain(_ byte: UInt8, begins: Bool, isLast: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "="): false
    case UInt8(ascii: "."), UInt8(ascii: "F"): !begins
    case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
    default: (0x21...0x7E).contains(byte)
    }
  }
}
