import CUTF8Proc

/// Unicode normalisation and case folding by utf8proc, the only place that calls it.
enum UTF8Proc {
  /// NFKC_Casefold: compatibility forms, cases and invisible characters are folded away.
  ///
  /// Bytes that are no UTF-8 come back as they are.
  ///
  /// Source: Unicode 15, §3.13, toNFKC_Casefold.
  static func folded(_ bytes: [UInt8]) -> [UInt8] {
    let options = utf8proc_option_t(
      UTF8PROC_STABLE.rawValue | UTF8PROC_COMPAT.rawValue | UTF8PROC_COMPOSE.rawValue
        | UTF8PROC_IGNORE.rawValue | UTF8PROC_CASEFOLD.rawValue)
    var result: UnsafeMutablePointer<UInt8>?
    let count = unsafe bytes.withUnsafeBufferPointer {
      unsafe utf8proc_map($0.baseAddress, $0.count, &result, options)
    }
    guard let result = unsafe result else { return bytes }
    defer { unsafe free(result) }
    guard count >= 0 else { return bytes }
    return unsafe Array(UnsafeBufferPointer(start: result, count: count))
  }

  /// Whether text may be cut before this character without changing how it is normalised: it starts
  /// anew and does not join what stands before it.
  ///
  /// Source: Unicode 15, UAX #15 §9.
  static func isBoundary(before scalar: Unicode.Scalar) -> Bool {
    let jamo: ClosedRange<UInt32> = 0x1160...0x11FF
    guard !jamo.contains(scalar.value),
      let property = unsafe utf8proc_get_property(Int32(scalar.value))
    else { return false }
    return unsafe property.pointee.combining_class == 0
  }
}
