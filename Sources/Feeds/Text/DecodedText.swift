/// The text of a document: UTF-8 that XML allows, whatever the bytes were.
///
/// **Who wins**
///
/// 1. A byte-order mark. Source: RFC 7303 §3.3, WHATWG Encoding §6.
/// 2. NUL bytes where UTF-16 or UTF-32 put them: no other encoding of XML or JSON has any.
///    Source: XML 1.0 appendix F.1, RFC 4627 §3.
/// 3. The `charset` of the Content-Type header. Source: RFC 7303 §3.2. A type without one says
///    nothing: RFC 7303 §8.1 took back the `us-ascii` of `text/xml`.
/// 4. The XML declaration (XML 1.0 §4.3.3), the `meta charset` of a page.
/// 5. UTF-8. Source: XML 1.0 §4.3.3, RFC 8259 §8.1.
/// 6. The default of the document's source, which somebody who looked at it has configured.
///
/// **When it can not be true**
///
/// A claim is believed as long as the bytes bear it out.
/// - Bytes above 0x7F that are all well-formed UTF-8 are UTF-8, whoever says otherwise: text of an
///   encoding with one byte a character is never that by chance. Of two-byte encodings, one character
///   in seven is, so there four sequences are asked for (one text in two thousand), or that the
///   claim does not decode.
/// - Bytes that are not, but hold more UTF-8 sequences than stray bytes, four at least, are UTF-8 with
///   runs of windows-1252 in it.
/// - Else the first claim of another encoding that decodes without an error wins, then the first that
///   decodes for the most part, with U+FFFD for the rest. When there is none, what is UTF-8 is read as
///   that and every other byte as windows-1252, which has a character for nearly each.
/// - A claim of UTF-16, UTF-32 or EBCDIC about bytes that are ASCII is void; so is an unknown name.
///
/// Whenever the winner is not the one who spoke first there is a warning.
struct DecodedText: Sendable, Hashable {
  /// Valid UTF-8 without a byte-order mark, white space before the document, or characters that XML
  /// forbids. The very array of the document where that was so already: nothing is copied then. An
  /// encoding declared inside is to be ignored.
  var utf8: [UInt8]
  /// The encoding that the bytes were read in, in lower case, such as `utf-8` or `windows-1252`.
  var encoding: String
  /// What was wrong with the bytes, one a kind, in plain English.
  var warnings: [String] = []
}

extension Document {
  /// Reads the bytes as text. Never fails: what can not be read becomes U+FFFD, with a warning.
  ///
  /// Two or three passes at the speed of memory for clean UTF-8; else the cost of iconv(3).
  func decoded() -> DecodedText {
    let evidence = EncodingEvidence(self)
    var decision = EncodingDecision(bytes, evidence)
    decision.decide()
    if evidence.hasSpaceBeforeDeclaration {
      decision.warn("white space before the XML declaration")
    }
    return decision.text
  }
}
