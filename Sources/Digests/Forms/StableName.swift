import Stories

/// A name for machines that never changes: a UUID made of what it names.
///
/// Source: RFC 9562 §5.8, version 8 (a hash of our own choice, SHA-256).
enum StableName {
  /// `urn:uuid:…` of some parts; the same parts give the same name, on every machine.
  static func urn(_ parts: String...) -> String {
    // A length before each part: ("a", "bc") and ("ab", "c") differ.
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    var bytes = Array(Checksum.sha256(Array(text.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x80
    bytes[8] = bytes[8] & 0x3F | 0x80
    var name = "urn:uuid:"
    for (index, byte) in bytes.enumerated() {
      if [4, 6, 8, 10].contains(index) { name += "-" }
      let digits = String(byte, radix: 16)
      name += (digits.count == 1 ? "0" : "") + digits
    }
    return name
  }
}
