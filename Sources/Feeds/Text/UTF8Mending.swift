/// Reads bytes that are mostly UTF-8: what is well formed stays, what is not is read as windows-1252.
///
/// That is how two encodings in one file are read, such as a page in UTF-8 with a quotation pasted
/// in. Surrogates that were encoded one by one (CESU-8, Unicode Technical Report 26) become their
/// character when they come in a pair and vanish when they do not; overlong forms are bad bytes like
/// any other. Linear: the standard library validates, each piece once.
struct UTF8Mending: Sendable {
  private(set) var utf8: [UInt8] = []
  /// Bytes read as windows-1252.
  private(set) var badBytes = 0
  /// Surrogates left out.
  private(set) var loneSurrogates = 0
  /// Surrogate pairs put together.
  private(set) var surrogatePairs = 0
  /// Whether the bytes end within a character, which is left out.
  private(set) var isTruncated = false

  /// How many characters above 0x7F were well-formed UTF-8.
  private(set) var sequences = 0

  /// Whether UTF-8 with something else in it is likelier than an encoding that happens to have a few
  /// sequences in common with it.
  var isMostlyUTF8: Bool { sequences >= 4 && sequences > badBytes }

  init(_ bytes: ArraySlice<UInt8>) {
    mend(bytes, maximumBadBytes: .max)
  }

  /// Nil, before the time for all of it is spent, when the bytes are not mostly UTF-8.
  init?(mostly bytes: ArraySlice<UInt8>) {
    mend(bytes, maximumBadBytes: 1_000)
    if !isMostlyUTF8 { return nil }
  }

  /// Reads all, or until more than so many bytes were bad and still outnumber the sequences.
  private mutating func mend(_ bytes: ArraySlice<UInt8>, maximumBadBytes: Int) {
    utf8.reserveCapacity(bytes.count + bytes.count / 8)
    var at = bytes.startIndex
    while at < bytes.endIndex, badBytes <= maximumBadBytes || isMostlyUTF8 {
      let rest = bytes[at...]
      do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: rest.span)
        take(rest)
        return
      } catch {
        let start = at + error.byteOffsets.lowerBound
        let end = max(at + error.byteOffsets.upperBound, start + 1)
        take(bytes[at..<start])
        at = mend(bytes, start..<end, error.kind)
      }
    }
  }

  private mutating func take(_ valid: ArraySlice<UInt8>) {
    utf8 += valid
    for byte in valid where byte >= 0xc0 { sequences += 1 }
  }

  /// Reads the bytes of one error; the place to go on from.
  private mutating func mend(
    _ bytes: ArraySlice<UInt8>, _ bad: Range<Int>, _ kind: UTF8.ValidationError.Kind
  ) -> Int {
    if kind == .truncatedScalar, bad.upperBound == bytes.endIndex {
      isTruncated = true
      return bad.upperBound
    }
    if let unit = UTF8Mending.surrogate(bytes, at: bad.lowerBound) {
      return mend(surrogate: unit, bytes, at: bad.lowerBound)
    }
    // What can not begin a sequence either is no work for the validator.
    var end = bad.upperBound
    while end < bytes.endIndex, !UTF8Mending.canBegin(bytes, at: end) { end += 1 }
    badBytes += end - bad.lowerBound
    for byte in bytes[bad.lowerBound..<end] { Windows1252.append(byte, to: &utf8) }
    return end
  }

  /// Whether a sequence, or an ASCII character, may begin here, as far as two bytes tell.
  private static func canBegin(_ bytes: ArraySlice<UInt8>, at index: Int) -> Bool {
    switch bytes[index] {
    case ..<0x80: true
    case 0xc2..<0xf5: index + 1 == bytes.endIndex || bytes[index + 1] & 0xc0 == 0x80
    default: false
    }
  }

  private mutating func mend(
    surrogate unit: UInt32, _ bytes: ArraySlice<UInt8>, at start: Int
  ) -> Int {
    guard unit < 0xdc00, let low = UTF8Mending.surrogate(bytes, at: start + 3), low >= 0xdc00,
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
    else {
      loneSurrogates += 1
      return start + 3
    }
    surrogatePairs += 1
    utf8 += UTF8.encode(scalar).map(Array.init) ?? []
    return start + 6
  }

  /// The surrogate that three bytes from `start` spell; nil where they do not.
  private static func surrogate(_ bytes: ArraySlice<UInt8>, at start: Int) -> UInt32? {
    guard start + 3 <= bytes.endIndex, bytes[start] == 0xed, bytes[start + 1] >= 0xa0,
      bytes[start + 1] <= 0xbf, 0x80...0xbf ~= bytes[start + 2]
    else { return nil }
    return 0xd000 | UInt32(bytes[start + 1] & 0x3f) << 6 | UInt32(bytes[start + 2] & 0x3f)
  }
}
