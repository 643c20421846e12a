extension [UInt8] {
  /// Appends the bytes that a lent span shows.
  mutating func append(copying bytes: RawSpan) {
    unsafe bytes.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }
}
