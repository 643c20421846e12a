/// The line that an agency opens its texts with, such as `ROMA (AgenPress) – `, which a copy may have
/// lost: recognised by what surrounds the agency's name, in canonical form.
enum Dateline {
  /// The longest dateline, in bytes.
  static let maximumBytes = 90

  /// The text without the dateline it starts with and the agency's name in brackets it ends with.
  /// Text that would have nothing left stays as it is.
  static func removed(from text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var start = text.startIndex
    while let end = end(of: text[start...]), end < text.endIndex { start = end }
    return text[start..<signatureStart(in: text[start...])]
  }

  /// Agencies whose name opens a text without brackets too.
  private static let agencies: Set<String> = [
    "adnkronos", "aea", "aga", "agenpress", "agi", "agenzia dire", "agenzia nova", "ansa", "apa",
    "askanews", "dire", "italpress", "lapresse", "nova", "radiocor", "teleborsa", "mf-dj",
    "9colonne",
    "ap", "afp", "dpa", "efe", "reuters", "upi", "bloomberg", "pa media", "xinhua", "kyodo", "tass",
    "interfax", "belga", "ats", "keystone-sda", "tanjug", "anadolu", "europa press", "lusa",
    "ritzau",
    "тасс", "риа новости", "интерфакс", "απε", "απε-μπε", "共同", "時事",
  ]

  /// Where the text goes on after a dateline at its start; nil without one.
  ///
  /// The shapes are `(name) - `, `place (name) - `, `place, 24 nov (name) - `, `name - ` of an agency
  /// above, and `【name】`; after one with a name, `place, 24 nov - ` too.
  private static func end(of text: ArraySlice<UInt8>) -> Int? {
    let head = text.prefix(maximumBytes)
    if let end = bracketEnd(of: head) { return end }
    guard let dash = firstDash(in: head) else { return nil }
    let before = head[head.startIndex..<dash.start]
    if isAgency(before) || (isBracketed(before)) || (isPlaceAndDay(before)) { return dash.end }
    return nil
  }

  /// The end of `【name】` at the start.
  private static func bracketEnd(of head: ArraySlice<UInt8>) -> Int? {
    let open = Array("【".utf8)
    let close = Array("】".utf8)
    guard head.starts(with: open) else { return nil }
    let inner = head.dropFirst(open.count).prefix(40)
    guard let end = inner.indices.first(where: { inner[$0...].starts(with: close) }) else {
      return nil
    }
    return end + close.count
  }

  /// The first ` - `, ` -`, `- ` that ends a dateline.
  private static func firstDash(in head: ArraySlice<UInt8>) -> (start: Int, end: Int)? {
    let dash = UInt8(ascii: "-")
    guard
      let at = head.indices.dropFirst().first(where: {
        head[$0] == dash && $0 + 1 < head.endIndex
          && (head[$0 - 1] == 0x20 || head[$0 - 1] == UInt8(ascii: ")")) && head[$0 + 1] == 0x20
      })
    else { return nil }
    let start = head[at - 1] == 0x20 ? at - 1 : at
    return (start, at + 2)
  }

  /// Whether this is the name of an agency and nothing else.
  private static func isAgency(_ bytes: ArraySlice<UInt8>) -> Bool {
    agencies.contains(String(decoding: bytes, as: UTF8.self))
  }

  /// Whether this ends with a name in brackets: of an agency after a place, or of anyone when it
  /// stands alone. A bracket after more than a place belongs to the sentence.
  private static func isBracketed(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.last == UInt8(ascii: ")"),
      let open = bytes.lastIndex(of: UInt8(ascii: "("))
    else { return false }
    let name = bytes[(open + 1)..<(bytes.endIndex - 1)]
    let place = bytes[bytes.startIndex..<open]
    guard !name.isEmpty, name.count <= 30 else { return false }
    if place.isEmpty { return isAgency(name) || !name.contains(0x20) }
    return isAgency(name) && place.count <= 50 && !place.contains(UInt8(ascii: "."))
      || isAgency(name) && isPlaceAndDay(place.dropLast())
  }

  /// Whether this looks like `roma, 24 nov` or `washington, nov. 24`: few words with one number of at
  /// most two digits among them, after a comma.
  private static func isPlaceAndDay(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count <= 50, let comma = bytes.firstIndex(of: UInt8(ascii: ",")) else {
      return false
    }
    let day = bytes[(comma + 1)...].split(separator: 0x20)
    let numbers = day.filter { $0.allSatisfy { (0x30...0x39).contains($0) } && $0.count <= 2 }
    return (2...3).contains(day.count) && numbers.count == 1
      && bytes[..<comma].allSatisfy { !(0x30...0x39).contains($0) }
  }

  /// Where ` (name)` or ` (name).` of an agency starts at the end; else the end.
  private static func signatureStart(in text: ArraySlice<UInt8>) -> Int {
    var tail = text
    if tail.last == UInt8(ascii: ".") { tail = tail.dropLast() }
    guard tail.last == UInt8(ascii: ")"),
      let open = tail.suffix(40).lastIndex(of: UInt8(ascii: "(")), open > text.startIndex,
      isAgency(tail[(open + 1)..<(tail.endIndex - 1)])
    else { return text.endIndex }
    return text[open - 1] == 0x20 ? open - 1 : open
  }
}
