import Bytes

/// Reads what was encoded for a store: little-endian numbers and text, one after the other.
struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The number of bytes not read yet.
  var left: Int { bytes.count - position }

  /// A number of up to eight bytes; nil at the end.
  mutating func number(bytes count: Int) -> Int? {
    guard left >= count else { return nil }
    var value = 0
    for index in 0..<count { value |= Int(bytes[position + index]) << (8 * index) }
    position += count
    return value
  }

  /// Numbers one after the other; nil where there are fewer.
  mutating func numbers<Number: FixedWidthInteger & BitwiseCopyable>(_ count: Int) -> [Number]? {
    let size = count * MemoryLayout<Number>.size
    guard left >= size else { return nil }
    defer { position += size }
    return bytes.span.littleEndian(count, from: position)
  }

  /// Text in UTF-8; nil at the end.
  mutating func text(bytes count: Int) -> String? {
    guard left >= count else { return nil }
    defer { position += count }
    return String(decoding: bytes[position..<position + count], as: UTF8.self)
  }
}
