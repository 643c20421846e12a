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
    case .verbatim: unsafe text.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
    case .escaped: for index in text.indices { write(escaping: text[index]) }
    }
  }

  /// Adds markup or text that needs no escaping, whatever the mode.
  mutating func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds text between double quotes or tags.
  mutating func write(escaping text: String) {
    for byte in text.utf8 { write(escaping: byte) }
  }

  private mutating func write(escaping byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): write("&amp;")
    case UInt8(ascii: "<"): write("&lt;")
    case UInt8(ascii: ">"): write("&gt;")
    case UInt8(ascii: "\""): write("&quot;")
    default: bytes.append(byte)
    }
  }

  /// The text without white space around it.
  var trimmed: ArraySlice<UInt8> { bytes[...].trimmed }
}

extension ArraySlice<UInt8> {
  /// The same without XML's white space at both ends.
  var trimmed: ArraySlice<UInt8> {
    var slice = self
    while let first = slice.first, first.isXMLSpace { slice.removeFirst() }
    while let last = slice.last, last.isXMLSpace { slice.removeLast() }
    return slice
  }

  /// The bytes, which are UTF-8, as a string.
  var string: String { String(decoding: self, as: UTF8.self) }
}

extension UInt8 {
  /// Source: XML 1.0 §2.3.
  var isXMLSpace: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }

  /// An ASCII letter in lower case; any other byte as it is.
  var lowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
