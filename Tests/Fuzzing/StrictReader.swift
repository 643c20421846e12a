/// Reads the small language that safe HTML is in, and nothing else: elements and attributes of the
/// list, nested, closed, quoted, escaped. Bytes, not characters, are compared: a mark that combines
/// with the semicolon of a reference makes it no other reference.
public struct StrictReader {
  private static let void: Set<String> = ["br", "hr", "img", "source"]
  private static let elements = words(
    """
    a abbr audio b bdi bdo blockquote caption cite code dd del details dfn div dl dt em figcaption
    figure h1 h2 h3 h4 h5 h6 i ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub
    summary sup table tbody td tfoot th thead time tr u ul var video
    """)
  private static let attributes = words(
    """
    alt cite colspan controls datetime dir height href lang loading open poster preload
    referrerpolicy reversed rowspan src start title type value width
    """)
  private static let parents: [String: Set<String>] = [
    "tr": ["tbody", "thead", "tfoot"], "td": ["tr"], "th": ["tr"], "tbody": ["table"],
    "thead": ["table"], "tfoot": ["table"], "caption": ["table"],
  ]
  private static let frames: Set<String> = ["table", "tbody", "thead", "tfoot", "tr"]

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  private var rest: ArraySlice<UInt8>
  private var open: [String] = []

  public init(_ html: String) { rest = Array(html.utf8)[...] }

  /// Whether all of it is in the language; reads it up to the first fault.
  public mutating func isSound() -> Bool {
    while !rest.isEmpty {
      let text = rest.prefix { $0 != UInt8(ascii: "<") }
      rest = rest.dropFirst(text.count)
      if !text.isEmpty, !isText(text) || Self.frames.contains(open.last ?? "") { return false }
      if !rest.isEmpty, !readTag() { return false }
    }
    return open.isEmpty
  }

  /// No `>`, no bare ampersand.
  private func isText(_ text: ArraySlice<UInt8>) -> Bool {
    let references = ["&amp;", "&lt;", "&gt;", "&quot;"]
    return !text.contains(UInt8(ascii: ">"))
      && text.indices.allSatisfy { index in
        text[index] != UInt8(ascii: "&")
          || references.contains { text[index...].starts(with: $0.utf8) }
      }
  }

  private mutating func readTag() -> Bool {
    guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return false }
    let tag = rest[..<close].dropFirst()
    rest = rest[close...].dropFirst()
    if tag.first == UInt8(ascii: "/") { return open.popLast() == name(tag.dropFirst()) }
    let word = tag.prefix { $0 != UInt8(ascii: " ") }
    let name = name(word)
    guard areSound(tag.dropFirst(word.count)), isPlaced(name) else { return false }
    if Self.void.contains(name) { return true }
    open.append(name)
    return Self.elements.contains(name)
  }

  private func name(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private func isPlaced(_ name: String) -> Bool {
    if let parents = Self.parents[name] { return parents.contains(open.last ?? "") }
    return !Self.frames.contains(open.last ?? "")
  }

  /// Each is ` name` or ` name="value"`.
  private func areSound(_ text: ArraySlice<UInt8>) -> Bool {
    var text = text
    while !text.isEmpty {
      guard text.first == UInt8(ascii: " ") else { return false }
      let word = text.dropFirst().prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "=") }
      guard Self.attributes.contains(name(word)) else { return false }
      text = text.dropFirst(1 + word.count)
      guard text.first == UInt8(ascii: "=") else { continue }
      let value = text.dropFirst(2).prefix { $0 != UInt8(ascii: "\"") }
      guard text.starts(with: "=\"".utf8), isText(value), !value.contains(UInt8(ascii: "<"))
      else { return false }
      text = text.dropFirst(3 + value.count)
    }
    return true
  }
}
