/// SHA-256 of an item's canonical text, with the version of the form that was hashed.
///
/// Hashes of different versions say nothing about each other and are never equal.
public struct ContentHash: Hashable, Sendable {
  /// The number of bytes of a digest.
  public static let byteCount = 32

  /// The version of the canonical form: `CanonicalText.version` at the time.
  public let version: Int
  let words: SIMD4<UInt64>

  init(_ words: SIMD4<UInt64>, version: Int) {
    self.words = words
    self.version = version
  }

  /// Reads back what a store kept. Nil unless there are 32 bytes.
  public init?(bytes: [UInt8], version: Int) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(Stories.words(of: bytes[...]), version: version)
  }

  /// The hash of the text together with the page that it stands on: what tells short texts apart, such
  /// as headlines, which are equal by chance. Nil where the address names no page of its own.
  func onPage(_ url: String) -> ContentHash? {
    guard let page = CanonicalURL(url), page.isInnerPage else { return nil }
    var hash = SHA256("page")
    for index in words.indices { hash.add(number: words[index]) }
    hash.add(page.bytes.span)
    return ContentHash(hash.finish(), version: version)
  }

  /// The digest, 32 bytes.
  public var bytes: [UInt8] { Stories.bytes(of: words) }

  /// The first eight bytes of the digest, by which items with the same hash are looked up.
  public var key: UInt64 { words[0] }

  /// The digest in hexadecimal, 64 characters in lower case.
  public var hexadecimal: String { Stories.hexadecimal(bytes) }
}

/// SHA-256 of everything that a feed sent of one item, to see without cleaning any HTML that nothing
/// has changed since the last poll.
public struct SourceHash: Hashable, Sendable {
  /// The number of bytes that are kept of the digest.
  public static let byteCount = 16

  private let words: SIMD2<UInt64>

  init(_ words: SIMD4<UInt64>) {
    self.words = words.lowHalf
  }

  /// Reads back what a store kept. Nil unless there are 16 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    words = Stories.words(of: bytes[...]).lowHalf
  }

  /// The first 16 bytes of the digest.
  public var bytes: [UInt8] {
    Array(Stories.bytes(of: SIMD4(lowHalf: words, highHalf: .zero)).prefix(Self.byteCount))
  }
}

/// The bytes of four words, the lowest byte of each first.
func bytes(of words: SIMD4<UInt64>) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(32)
  for index in words.indices {
    var word = words[index]
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: word))
      word >>= 8
    }
  }
  return bytes
}

/// Four words out of at most 32 bytes, the lowest byte of each first.
func words(of bytes: ArraySlice<UInt8>) -> SIMD4<UInt64> {
  var words = SIMD4<UInt64>()
  for (index, byte) in bytes.enumerated() {
    words[index / 8] |= UInt64(byte) << (8 * UInt64(index % 8))
  }
  return words
}

/// Bytes in hexadecimal, two characters in lower case each.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  let characters = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  return String(decoding: characters, as: UTF8.self)
}
