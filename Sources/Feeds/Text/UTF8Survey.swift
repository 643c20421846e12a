/// What is in bytes that may be UTF-8, found in two or three passes at the speed of memory.
struct UTF8Survey: Sendable, Hashable {
  /// Whether every sequence is well formed. Source: Unicode 16, table 3-7.
  let isValid: Bool
  /// Whether there is nothing above 0x7F.
  let isASCII: Bool
  /// Whether there may be characters that `XMLText` takes out or puts right. Only ever true in vain
  /// for bytes that are not valid.
  let hasControls: Bool

  /// The validation is the standard library's, which skips ASCII by words; the other loops are
  /// written so that the compiler turns them into vector instructions.
  init(_ bytes: Span<UInt8>) {
    do throws(UTF8.ValidationError) {
      isASCII = try UTF8Span(validating: bytes).isKnownASCII
      isValid = true
    } catch {
      isASCII = false
      isValid = false
    }
    hasControls =
      UTF8Survey.hasC0(bytes) || (!isASCII && UTF8Survey.hasHighControls(bytes))
  }

  /// U+0000…U+001F but for tab, line feed and carriage return.
  private static func hasC0(_ bytes: Span<UInt8>) -> Bool {
    var found: UInt8 = 0
    for index in 0..<bytes.count {
      let byte = bytes[index]
      let isLow: UInt8 = byte < 0x20 ? 0xff : 0
      let isWhite: UInt8 =
        (byte == 0x09 ? 0xff : 0) | (byte == 0x0a ? 0xff : 0) | (byte == 0x0d ? 0xff : 0)
      found |= isLow & ~isWhite
    }
    return found != 0
  }

  /// U+0080…U+009F (C2 80…9F), U+FFFE and U+FFFF (EF BF BE…BF).
  private static func hasHighControls(_ bytes: Span<UInt8>) -> Bool {
    let last = bytes.count - 2
    guard last >= 0 else { return false }
    var found: UInt8 = 0
    for index in 0..<last {
      let (first, second, third) = (bytes[index], bytes[index + 1], bytes[index + 2])
      let isC1: UInt8 = (first == 0xc2 ? 0xff : 0) & (second < 0xa0 ? 0xff : 0)
      let isFFFx: UInt8 =
        (first == 0xef ? 0xff : 0) & (second == 0xbf ? 0xff : 0) & (third >= 0xbe ? 0xff : 0)
      found |= isC1 | isFFFx
    }
    return found != 0 || (bytes[last] == 0xc2 && bytes[last + 1] < 0xa0)
  }
}
