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
  /// Nothing but white space.
  var isBlank: Bool {
    for index in indices where !self[index].isBlank { return false }
    return true
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
