import Links

/// Addresses of a document, made absolute.
enum Address {
  /// Schemes that run something or carry a document; no address of a feed has them.
  private static let refused: Set<String> = ["javascript", "data", "vbscript", "about", "blob"]

  /// The address absolute where that can be, and else as it was sent; nil when it is blank, or when
  /// it would run code.
  ///
  /// - Parameter written: valid UTF-8.
  static func resolved(
    _ written: ArraySlice<UInt8>, relativeTo base: @autoclosure () -> WebURL?
  ) -> String? {
    let written = written.trimmed
    guard !written.isEmpty else { return nil }
    let text = written.validString
    if isSettled(written) { return text }
    guard let url = url(written, relativeTo: base()) else { return text }
    return refused.contains(url.scheme) ? nil : url.string
  }

  /// The address if a browser would open it: nil for an id that only looks like one.
  static func page(_ id: String) -> String? {
    url(Array(id.utf8)[...], relativeTo: nil).flatMap { $0.isWeb ? $0.string : nil }
  }

  private static func url(_ written: ArraySlice<UInt8>, relativeTo base: WebURL?) -> WebURL? {
    // libcurl refuses blanks behind a hash sign.
    let encoded = written.split(separator: 0x20, omittingEmptySubsequences: false)
      .joined(separator: "%20".utf8)
    return WebURL(Array(encoded)[...].validString, relativeTo: base)
  }

  /// Whether libcurl would hand the address back as it is, so that it need not be asked: an absolute
  /// one of http whose host is lower-case ASCII without a port, with a path, and with no byte that
  /// is encoded or removed anywhere.
  static func isSettled(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let host = hostStart(bytes) else { return false }
    var index = host
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "/") {
      guard isHostByte(bytes[index]) else { return false }
      index += 1
    }
    guard index > host, index < bytes.endIndex else { return false }
    var previous = UInt8(ascii: "/")
    for byte in bytes[(index + 1)...] {
      let isDotSegment = byte == UInt8(ascii: ".") && previous == UInt8(ascii: "/")
      guard isPathByte(byte), !isDotSegment else { return false }
      previous = byte
    }
    return true
  }

  private static func hostStart(_ bytes: ArraySlice<UInt8>) -> Int? {
    let bytesAfterHTTP = bytes.startIndex + 4
    guard bytes.count > 8, bytes.starts(with: "http".utf8) else { return nil }
    let isSecure = bytes[bytesAfterHTTP] == UInt8(ascii: "s")
    let separator = isSecure ? bytesAfterHTTP + 1 : bytesAfterHTTP
    return bytes[separator...].starts(with: "://".utf8) ? separator + 3 : nil
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// Bytes of a path, query or fragment that need no encoding. A percent sign is not among them, for
  /// its digits have a case to be settled.
  private static func isPathByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x2D...0x3B: true
    case UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "&"),
      UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "@"),
      UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "*"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "$"):
      true
    default: false
    }
  }
}

extension WebURL {
  /// Whether a browser would open it.
  fileprivate var isWeb: Bool { (scheme == "http" || scheme == "https") && !host.isEmpty }
}
