import Glibc

/// The owner of one conversion descriptor of iconv(3), from an encoding to UTF-8.
///
/// The only file that calls iconv. glibc loads the tables of most encodings from its `gconv` folder
/// when a descriptor is opened.
@safe struct CharacterConverter: ~Copyable {
  /// What became of the bytes.
  struct Conversion: Sendable {
    /// Valid UTF-8, with U+FFFD for each sequence that means nothing in the encoding.
    var utf8: [UInt8]
    /// How many of those there are.
    var failures = 0
    /// Whether the last character was cut off; it is left out then.
    var isTruncated = false
  }

  private let descriptor: iconv_t
  private let unitBytes: Int

  /// Nil when the C library does not know the encoding, or memory is out.
  init?(from encoding: TextEncoding) {
    let opened = unsafe iconv_open("UTF-8", encoding.iconvName)
    // The failure of iconv_open(3) is the pointer -1, a macro that Swift does not see.
    guard Int(bitPattern: opened) != -1, let descriptor = unsafe opened else { return nil }
    unsafe self.descriptor = descriptor
    if case .wide(let unitBytes) = encoding.family {
      self.unitBytes = unitBytes
    } else {
      unitBytes = 1
    }
  }

  deinit { unsafe iconv_close(descriptor) }

  /// Converts a whole text; nil as soon as more than `maximumFailures` sequences meant nothing.
  ///
  /// The limit is what keeps noise that claims to be a text from costing a call a byte.
  func convert(_ bytes: ArraySlice<UInt8>, maximumFailures: Int) -> Conversion? {
    var result = Conversion(utf8: [])
    result.utf8.reserveCapacity(bytes.count + bytes.count / 2)
    var input = Array(bytes)
    let isWithinLimit = unsafe input.withUnsafeMutableBytes { source in
      unsafe withUnsafeTemporaryAllocation(byteCount: 32_768, alignment: 8) { chunk in
        unsafe convert(source, by: chunk, maximumFailures, into: &result)
      }
    }
    return isWithinLimit ? result : nil
  }

  /// Runs iconv until the source is read, a chunk of output at a time.
  private func convert(
    _ source: UnsafeMutableRawBufferPointer, by chunk: UnsafeMutableRawBufferPointer,
    _ maximumFailures: Int, into result: inout Conversion
  ) -> Bool {
    var next = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
    var left = source.count
    var isFlushing = false
    while true {
      var out = unsafe chunk.baseAddress?.assumingMemoryBound(to: CChar.self)
      var room = chunk.count
      // The last call, without a source, writes what the encoding still holds back.
      let status =
        unsafe isFlushing
        ? iconv(descriptor, nil, nil, &out, &room)
        : iconv(descriptor, &next, &left, &out, &room)
      let code = errno
      unsafe result.utf8.append(contentsOf: chunk.prefix(chunk.count - room))
      if status != -1 {
        if isFlushing { return true }
        isFlushing = true
      } else if code == EILSEQ {
        result.failures += 1
        guard result.failures <= maximumFailures else { return false }
        result.utf8 += [0xef, 0xbf, 0xbd]
        let skipped = min(unitBytes, left)
        unsafe next = next?.advanced(by: skipped)
        left -= skipped
      } else if code != E2BIG {
        // EINVAL: the source ends within a character.
        result.isTruncated = true
        return true
      }
    }
  }
}
