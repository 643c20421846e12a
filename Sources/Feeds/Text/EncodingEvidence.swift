/// What the bytes and the transport say about the encoding of a document.
struct EncodingEvidence: Sendable {
  /// A label and who said it.
  struct Claim: Sendable, Hashable {
    var label: String
    /// Such as “the XML declaration”, for a warning.
    var source: String
  }

  /// What a byte-order mark, or NUL bytes where those of UTF-16 and UTF-32 lie, prove; nil else.
  var proof: TextEncoding?
  /// Where the text begins: behind byte-order marks and white space of any length.
  var start = 0
  /// The header's claim before the document's own.
  var claims: [Claim] = []
  /// What to try when all claims fail.
  var fallback: String?
  /// Whether white space comes before an XML declaration, where XML wants nothing (§2.8).
  var hasSpaceBeforeDeclaration = false

  init(_ document: Document) {
    let bytes = document.bytes
    proof = EncodingEvidence.mark(bytes) ?? EncodingEvidence.pattern(bytes)
    if case .wide? = proof?.family { return }
    skipMarksAndSpace(bytes)
    if let label = EncodingEvidence.charset(inHeader: document.contentType) {
      claims.append(Claim(label: label, source: "the Content-Type header"))
    }
    readDeclaration(bytes[start...])
    fallback = document.defaultEncoding
  }

  /// A byte-order mark. Source: WHATWG Encoding §6, “BOM sniff”; XML 1.0 appendix F.1.
  private static func mark(_ bytes: [UInt8]) -> TextEncoding? {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return .utf8 }
    if bytes.starts(with: [0xff, 0xfe, 0, 0]) { return .utf32LE }
    if bytes.starts(with: [0, 0, 0xfe, 0xff]) { return .utf32BE }
    if bytes.starts(with: [0xff, 0xfe]) { return .utf16LE }
    if bytes.starts(with: [0xfe, 0xff]) { return .utf16BE }
    return nil
  }

  /// Two ASCII characters at the begin, as in every feed, in wide code units.
  /// Source: RFC 4627 §3, XML 1.0 appendix F.1.
  private static func pattern(_ bytes: [UInt8]) -> TextEncoding? {
    guard bytes.count >= 4 else { return nil }
    switch (bytes[0] != 0, bytes[1] != 0, bytes[2] != 0, bytes[3] != 0) {
    case (false, false, false, true): return .utf32BE
    case (false, true, false, true): return .utf16BE
    case (true, false, false, false): return .utf32LE
    case (true, false, true, false): return .utf16LE
    default: return nil
    }
  }

  private mutating func skipMarksAndSpace(_ bytes: [UInt8]) {
    var isPastSpace = false
    while start < bytes.count {
      if isWhite(bytes[start]) {
        isPastSpace = true
        start += 1
      } else if bytes[start...].starts(with: [0xef, 0xbb, 0xbf]) {
        start += 3
      } else {
        break
      }
    }
    hasSpaceBeforeDeclaration = isPastSpace && bytes[start...].starts(with: "<?xml".utf8)
  }

  private func isWhite(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0d).contains(byte) || byte == 0
  }

  /// The `charset` parameter of a Content-Type, without its quotes.
  /// Source: RFC 9110 §8.3.1, and single quotes, which are sent too.
  private static func charset(inHeader value: String?) -> String? {
    for parameter in (value ?? "").split(separator: ";").dropFirst() {
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, trimmed(pair[0]).lowercased() == "charset" else { continue }
      let end = pair[1].firstIndex(of: ",") ?? pair[1].endIndex
      let label = trimmed(pair[1][..<end])
      if !label.isEmpty { return label }
    }
    return nil
  }

  private static func trimmed(_ text: Substring) -> String {
    let isOutside = { (character: Character) in character.isWhitespace || "\"'".contains(character)
    }
    let end = text.lastIndex { !isOutside($0) }.map(text.index(after:)) ?? text.startIndex
    return String(text[..<end].drop(while: isOutside))
  }

  /// The XML declaration, in ASCII or in EBCDIC, or the `meta charset` of an HTML page.
  private mutating func readDeclaration(_ bytes: ArraySlice<UInt8>) {
    let head = bytes.prefix(1_024)
    if head.starts(with: "<?xml".utf8) {
      claim(EncodingEvidence.value(of: "encoding", in: head), "the XML declaration")
    } else if head.starts(with: [0x4c, 0x6f, 0xa7, 0x94, 0x93]) {
      let converter = CharacterConverter(from: .ibm037)
      let ascii = converter?.convert(head, maximumFailures: head.count)?.utf8 ?? []
      claim(EncodingEvidence.value(of: "encoding", in: ascii[...]), "the XML declaration")
      claim("ibm037", "the XML declaration")
    } else if EncodingEvidence.isPage(head) {
      claim(EncodingEvidence.value(of: "charset", in: head), "the HTML page")
    } else if let start = head.range(of: "<?xml ")?.lowerBound {
      // Behind what a program complained of before it wrote the feed.
      claim(EncodingEvidence.value(of: "encoding", in: head[start...]), "the XML declaration")
    }
  }

  private mutating func claim(_ label: String?, _ source: String) {
    if let label { claims.append(Claim(label: label, source: source)) }
  }

  private static func isPage(_ head: ArraySlice<UInt8>) -> Bool {
    let start = String(decoding: head.prefix(14), as: UTF8.self).lowercased()
    return start == "<!doctype html" || start.hasPrefix("<html")
  }

  /// The value behind `name =`, with or without quotes. A declaration ends at `?>`.
  private static func value(of name: StaticString, in head: ArraySlice<UInt8>) -> String? {
    let isDeclaration = head.starts(with: "<?".utf8)
    let end = (isDeclaration ? head.range(of: "?>") : nil)?.lowerBound ?? head.endIndex
    guard let found = head[..<end].range(of: name) else { return nil }
    let rest = head[found.upperBound...].drop(while: \.isXMLSpace)
    guard rest.first == UInt8(ascii: "=") else { return nil }
    let value = rest.dropFirst().drop { $0.isXMLSpace || isQuote($0) }
    let label = value.prefix { byte in
      !byte.isXMLSpace && !isQuote(byte) && !">;/?".utf8.contains(byte)
    }
    return label.isEmpty ? nil : label.string
  }

  private static func isQuote(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
  }
}
