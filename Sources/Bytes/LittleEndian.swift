extension [UInt8] {
  /// Appends a number, the lowest byte first.
  @inlinable
  public mutating func append(littleEndian value: some FixedWidthInteger) {
    for index in 0..<value.bitWidth / 8 {
      append(UInt8(truncatingIfNeeded: value >> (8 * index)))
    }
  }
}
