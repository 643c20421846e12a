/// Eight bytes that are looked at together. The marks that the tests return have the high bit of a
/// byte set where the test holds; above such a byte they may err, so only "none" is certain.
@frozen public struct Word: Sendable {
  /// The first byte lowest.
  public let bits: UInt64

  @inlinable @inline(__always)
  public init(_ bits: UInt64) { self.bits = bits }

  /// The same byte eight times.
  @inlinable @inline(__always)
  static func all(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

  @inlinable @inline(__always)
  public var first: UInt8 { UInt8(truncatingIfNeeded: bits) }

  @inlinable @inline(__always)
  public var last: UInt8 { UInt8(truncatingIfNeeded: bits >> 56) }

  /// Bytes outside ASCII, and DEL.
  @inlinable @inline(__always)
  public var special: UInt64 { (bits | bits &+ Self.all(1)) & Self.all(0x80) }

  /// Bytes below `limit`, which is at most 128.
  @inlinable @inline(__always)
  public func below(_ limit: UInt8) -> UInt64 {
    (bits &- Self.all(limit)) & ~bits & Self.all(0x80)
  }

  /// Bytes that are `byte`, once the bits of `mask` are set in both.
  @inlinable @inline(__always)
  public func equal(_ byte: UInt8, mask: UInt8 = 0) -> UInt64 {
    let difference = (bits | Self.all(mask)) ^ Self.all(byte | mask)
    return (difference &- Self.all(1)) & ~difference & Self.all(0x80)
  }

  /// The same in lower case, where all eight are ASCII.
  @inlinable @inline(__always)
  public var lowercased: Word {
    let fromA = bits &+ Self.all(0x80 - UInt8(ascii: "A"))
    let aboveZ = bits &+ Self.all(0x7F - UInt8(ascii: "Z"))
    return Word(bits | ((fromA ^ aboveZ) & Self.all(0x80)) >> 2)
  }
}

extension Span<UInt8> {
  /// The eight bytes from a place on; traps where there are fewer.
  @inlinable @inline(__always)
  public func word(at index: Int) -> Word {
    precondition(index >= 0 && index <= count &- 8)
    return unsafe withUnsafeBytes {
      unsafe Word(UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: UInt64.self)))
    }
  }

  /// Passes bytes by eight as long as `arePlain` says that nothing among them needs care; it sees the
  /// eight and, beside each of them, the byte that follows it. The result is at most the first index
  /// that does.
  @inlinable @inline(__always)
  public func index(from start: Int, passing arePlain: (_ bytes: Word, _ next: Word) -> Bool) -> Int
  {
    var at = start
    while at &+ 9 <= count, arePlain(word(at: at), word(at: at &+ 1)) { at &+= 8 }
    return at
  }
}

extension MutableSpan<UInt8> {
  /// Puts eight bytes at a place; traps where there is no room.
  @inlinable @inline(__always)
  public mutating func put(_ word: Word, at index: Int) {
    precondition(index >= 0 && index <= count &- 8)
    unsafe withUnsafeMutableBytes {
      unsafe $0.storeBytes(of: word.bits.littleEndian, toByteOffset: index, as: UInt64.self)
    }
  }
}
