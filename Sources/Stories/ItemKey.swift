/// What identifies an item inside its feed, from poll to poll. Keys of different feeds say nothing
/// about each other.
///
/// A key is a hash of, in this order, the GUID, the canonical URL, or the canonical text: see
/// `keys(for:)`.
public struct ItemKey: Hashable, Sendable {
  /// What the key was made from.
  public enum Kind: UInt8, Sendable {
    case guid = 1
    case url = 2
    case text = 3
  }

  /// The number of bytes of a key.
  public static let byteCount = 17

  public let kind: Kind
  private let words: SIMD2<UInt64>

  init(_ kind: Kind, _ words: SIMD4<UInt64>) {
    self.kind = kind
    self.words = words.lowHalf
  }

  /// Reads back what a store kept. Nil unless it is a kind and 16 bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount, let kind = bytes.first.flatMap(Kind.init) else {
      return nil
    }
    self.init(kind, Stories.words(of: bytes.dropFirst()))
  }

  /// The kind, then 16 bytes of SHA-256.
  public var bytes: [UInt8] {
    var bytes = Stories.bytes(of: SIMD4(lowHalf: words, highHalf: .zero))
    bytes.removeLast(bytes.count - Self.byteCount + 1)
    bytes.insert(kind.rawValue, at: 0)
    return bytes
  }
}
