import CCrypto

/// A running SHA-256 over fields, each preceded by its length, so that no two lists of fields give
/// the same bytes: ("a", "bc") and ("ab", "c") differ.
///
/// A value: a copy goes on by itself. The only place that calls libcrypto.
///
/// Source: FIPS 180-4.
struct SHA256 {
  private var context = SHA256_CTX()

  /// Starts with a label that keeps hashes of different things apart, such as `guid`.
  init(_ label: StaticString) {
    // These functions return 1 always: they only work on the struct.
    _ = unsafe SHA256_Init(&context)
    label.withUTF8Buffer { unsafe add(length: $0.count, then: UnsafeRawBufferPointer($0)) }
  }

  /// Adds bytes as one field.
  mutating func add(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { unsafe add(length: $0.count, then: $0) }
  }

  /// Adds text as one field, in UTF-8. Nil differs from the empty text.
  mutating func add(_ text: String?) {
    guard var text else {
      add(number: UInt64.max)
      return
    }
    text.withUTF8 { unsafe add(length: $0.count, then: UnsafeRawBufferPointer($0)) }
  }

  /// Adds a number as eight bytes without a length.
  mutating func add(number: UInt64) {
    var value = number.littleEndian
    unsafe withUnsafeBytes(of: &value) {
      _ = unsafe SHA256_Update(&context, $0.baseAddress, $0.count)
    }
  }

  /// The hash of what was added so far: four words, whose little-endian bytes are the digest.
  consuming func finish() -> SIMD4<UInt64> {
    var digest = SIMD4<UInt64>()
    unsafe withUnsafeMutableBytes(of: &digest) {
      _ = unsafe SHA256_Final($0.baseAddress, &context)
    }
    return digest
  }

  private mutating func add(length: Int, then bytes: UnsafeRawBufferPointer) {
    add(number: UInt64(length))
    _ = unsafe SHA256_Update(&context, bytes.baseAddress, bytes.count)
  }
}

/// SHA-256 of bytes as they are, for others to compare.
public enum Checksum {
  /// The 32 bytes of the digest. Source: FIPS 180-4.
  public static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var context = SHA256_CTX()
    var digest = [UInt8](repeating: 0, count: 32)
    _ = unsafe SHA256_Init(&context)
    unsafe bytes.withUnsafeBytes { _ = unsafe SHA256_Update(&context, $0.baseAddress, $0.count) }
    _ = unsafe SHA256_Final(&digest, &context)
    return digest
  }
}
