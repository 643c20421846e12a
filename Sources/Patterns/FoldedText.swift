import CUTF8Proc

/// Text as phrases are looked for: in one case, without accents.
///
/// Compatibility forms are decomposed and cases folded; the marks of U+0300 to U+036F, which accents of
/// Latin, Greek and Cyrillic letters are, go. Source: Unicode 15, §3.13 and UAX #15.
public struct FoldedText: Sendable, Hashable {
  public let string: String

  public init(_ text: String) {
    string = String(decoding: Self.folded(Array(text.utf8)).withoutAccents, as: UTF8.self)
  }

  /// Decomposed and in one case; as it was where there is no memory for that.
  private static func folded(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.map(\.lowercase) }
    let options = utf8proc_option_t(
      UTF8PROC_STABLE.rawValue | UTF8PROC_COMPAT.rawValue | UTF8PROC_DECOMPOSE.rawValue
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
}

extension [UInt8] {
  /// UTF-8 without U+0300 to U+036F: CC 80 to CD AF.
  fileprivate var withoutAccents: [UInt8] {
    guard contains(where: { $0 == 0xCC || $0 == 0xCD }) else { return self }
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var place = startIndex
    while place < endIndex {
      let next = place + 1 < endIndex ? self[place + 1] : 0
      let isAccent = self[place] == 0xCC || self[place] == 0xCD && next < 0xB0
      if isAccent {
        place += 2
      } else {
        result.append(self[place])
        place += 1
      }
    }
    return result
  }
}

extension UInt8 {
  fileprivate var lowercase: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
