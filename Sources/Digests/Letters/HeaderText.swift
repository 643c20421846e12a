import FoundationEssentials

/// Text within a header of a message: one line, whatever it holds.
///
/// What is not plain ASCII is written in encoded words of UTF-8; a line holds one of them, and none is
/// longer than 76 characters. Source: RFC 5322 §2.2.3, RFC 2047 §2 and §5.
enum HeaderText {
  /// Bytes of an encoded word: with the name of the header before it, its line stays below 76.
  private static let bytesPerWord = 36

  /// Free text, such as a subject.
  static func unstructured(_ text: String) -> String {
    let line = Line(text, limit: 300).string
    return isPlain(line) ? folded(line) : encoded(line)
  }

  /// A name before an address or an identifier.
  static func phrase(_ text: String) -> String {
    let line = Line(text, limit: 100).string
    guard isPlain(line), line.utf8.count <= 60 else { return encoded(line) }
    let escaped = line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"" + escaped + "\""
  }

  /// A mailbox in a header.
  static func mailbox(_ mailbox: Mailbox) -> String {
    mailbox.name.map { "\(phrase($0)) <\(mailbox.address)>" } ?? mailbox.address
  }

  /// Whether text can stand as it is; what looks like an encoded word can not.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?")
      && text.split(separator: " ").allSatisfy { $0.utf8.count <= 60 }
  }

  private static func folded(_ text: String) -> String {
    var result = ""
    var column = 0
    for word in text.split(separator: " ") {
      if column > 0 && column + word.utf8.count > 60 {
        result += "\r\n "
        column = 0
      } else if !result.isEmpty {
        result += " "
      }
      result += word
      column += word.utf8.count + 1
    }
    return result
  }

  private static func encoded(_ text: String) -> String {
    var words: [[UInt8]] = [[]]
    for character in text.unicodeScalars {
      let bytes = Array(String(character).utf8)
      if words[words.count - 1].count + bytes.count > bytesPerWord { words.append([]) }
      words[words.count - 1] += bytes
    }
    return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }
      .joined(separator: "\r\n ")
  }
}
