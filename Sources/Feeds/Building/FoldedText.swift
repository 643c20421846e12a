import Markup

/// Text on one line, with single blanks and none at its ends.
func folded(_ text: String) -> String {
  folded(Array(text.utf8)[...])
}

/// The same for bytes that are valid UTF-8. Only ASCII's white space is folded.
func folded(_ bytes: ArraySlice<UInt8>) -> String {
  let trimmed = bytes.trimmed
  var previous: UInt8 = 0
  var isFolded = true
  for byte in trimmed {
    if byte <= 0x20, byte != 0x20 || previous == 0x20 {
      isFolded = false
      break
    }
    previous = byte
  }
  if isFolded { return trimmed.validString }
  let words = trimmed.split { $0.isXMLSpace || $0 == 0x0C }
  return Array(words.joined(separator: [0x20]))[...].string
}

/// The text of HTML on one line. Text without markup and references costs one pass.
func plainLine(html bytes: ArraySlice<UInt8>) -> String {
  let isText = bytes.allSatisfy { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "&") }
  guard !isText else { return folded(bytes) }
  let text = plainText(bytes.validString)
  // Nothing but a made-up tag, such as `</example>`, is what somebody wrote about.
  return text.isEmpty && !bytes.contains(UInt8(ascii: "=")) ? folded(bytes) : text
}
