/// The text of the element that is being read, in one array that every element uses again.
///
/// The reader adds character data by itself, so that text nobody wants costs nothing.
struct TextBuffer {
  enum Mode {
    /// Text is let go.
    case off
    /// Text is added as it is.
    case verbatim
    /// Text is added with `&`, `<` and `>` escaped, for it stands between tags written out.
    case escaped
  }

  var mode = Mode.off
  private(set) var bytes: [UInt8] = []

  /// Empties the buffer and says what happens to the text from here on.
  mutating func begin(_ mode: Mode) {
    bytes.removeAll(keepingCapacity: true)
    self.mode = mode
  }

  /// Adds character data as the mode asks.
  mutating func add(_ text: Span<UInt8>) {
    switch mode {
    case .off: break
    case .verbatim: write(text)
    case .escaped: write(escaping: text)
    }
  }

  /// Adds markup or text that needs no escaping, whatever the mode.
  mutating func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds text between double quotes or tags.
  mutating func write(escaping text: Span<UInt8>) {
    var start = 0
    for index in 0..<text.count {
      guard let reference = TextBuffer.reference(for: text[index]) else { continue }
      write(text.extracting(start..<index))
      write(reference)
      start = index + 1
    }
    write(text.extracting(start..<text.count))
  }

  private mutating func write(_ text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  private static func reference(for byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: nil
    }
  }

  /// The text without white space around it.
  var trimmed: ArraySlice<UInt8> { bytes[...].trimmed }
}

extension ArraySlice<UInt8> {
  /// The same without XML's white space at both ends.
  var trimmed: ArraySlice<UInt8> {
    var start = startIndex
    var end = endIndex
    while start < end, self[start].isXMLSpace { start += 1 }
    while end > start, self[end - 1].isXMLSpace { end -= 1 }
    return self[start..<end]
  }

  /// The bytes as a string; what is no UTF-8 becomes U+FFFD.
  var string: String { String(decoding: self, as: UTF8.self) }

  /// The same for bytes that are known to be UTF-8, such as those between two tags of a document,
  /// all of which was validated when it was decoded. A third of the time of `string`.
  var validString: String {
    var text = unsafe UTF8Span(unchecked: span)
    // The string is faster to work with when it knows.
    _ = text.checkForASCII()
    return String(copying: text)
  }
}

extension UInt8 {
  /// Source: XML 1.0 §2.3.
  var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }

  /// An ASCII letter in lower case; any other byte as it is.
  var lowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
