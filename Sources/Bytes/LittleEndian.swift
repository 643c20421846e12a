extension [UInt8] {
  /// Appends a number, the lowest byte first.
  @inlinable
  public mutating func append(littleEndian value: some FixedWidthInteger) {
    for index in 0..<value.bitWidth / 8 {
      append(UInt8(truncatingIfNeeded: value >> (8 * index)))
    }
  }
}

extension [UInt8] {
  /// Appends numbers one after the other, the lowest byte of each first.
  @inlinable
  public mutating func append(
    littleEndian values: [some FixedWidthInteger & BitwiseCopyable]
  ) {
    let little = values.map(\.littleEndian)
    unsafe little.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }
}

extension Span<UInt8> {
  /// Numbers that stand one after the other from a place on, the lowest byte of each first; traps where
  /// there are fewer bytes.
  @inlinable
  public func littleEndian<Number: FixedWidthInteger & BitwiseCopyable>(
    _ count: Int, from index: Int
  ) -> [Number] {
    let width = MemoryLayout<Number>.size
    precondition(index >= 0 && count >= 0 && index + count * width <= self.count)
    return unsafe withUnsafeBytes { bytes in
      (0..<count).map {
        unsafe Number(
          littleEndian: bytes.loadUnaligned(fromByteOffset: index + $0 * width, as: Number.self))
      }
    }
  }
}
