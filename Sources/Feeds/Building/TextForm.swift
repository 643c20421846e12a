import FoundationEssentials

/// How the text of an element is to be read.
enum TextForm {
  /// Characters are what they are.
  case plain
  /// HTML, escaped once for XML; markup that was not escaped joins it.
  case html
  /// Markup of the document itself, written out as HTML.
  case markup
  /// Base 64 of the text, which is then plain or HTML.
  case encodedPlain, encodedHTML
  /// Neither text nor HTML, such as a picture.
  case foreign

  /// What the attributes say; without them Atom's text is plain and all else is HTML.
  ///
  /// Source: RFC 4287 §3.1, §4.1.3; Atom 0.3 §3.1. Atom 0.3 has `mode`, whose default is `xml`.
  init(_ element: XMLElement) {
    let isAtom = element.term.namespace == .atom
    let isXHTML = element.term.namespace == .xhtml
    let attributes = element.attributes
    guard isAtom || attributes.count > 0 else {
      self = isXHTML ? .markup : .html
      return
    }
    let type = attributes["type"]?.lowercased().prefix { $0 != ";" && $0 != " " }
    switch (type, attributes["mode"]?.lowercased()) {
    case (let type, "base64"?): self = TextForm.isHTML(type) ? .encodedHTML : .encodedPlain
    case (nil, _): self = isXHTML ? .markup : isAtom ? .plain : .html
    case ("text"?, _), ("text/plain"?, _): self = .plain
    case ("html"?, _), ("text/html"?, _): self = .html
    case ("xhtml"?, _), ("application/xhtml+xml"?, nil), ("application/xhtml+xml"?, "xml"?):
      self = .markup
    case ("application/xhtml+xml"?, _): self = .html
    case (let type?, let mode): self = TextForm.media(type, mode)
    }
  }

  private static func media(_ type: Substring, _ mode: String?) -> TextForm {
    if type.hasSuffix("+xml") || type.hasSuffix("/xml") {
      return mode == "escaped" ? .html : .markup
    }
    if ["image/", "audio/", "video/"].contains(where: type.hasPrefix) { return .foreign }
    // RFC 4287 §4.1.3.3 has base 64 for every other type; publishers know it for this one.
    if type == "application/octet-stream" { return .encodedHTML }
    return type.hasPrefix("text/") ? .plain : .html
  }

  private static func isHTML(_ type: Substring?) -> Bool {
    type.map { $0.contains("html") } ?? false
  }

  /// What happens to character data.
  var mode: TextBuffer.Mode {
    switch self {
    case .plain, .html, .encodedPlain, .encodedHTML: .verbatim
    case .markup: .escaped
    case .foreign: .off
    }
  }

  /// Bytes of base 64 as text; nil where they are none, or where they are no text.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    guard let data = Data(base64Encoded: Data(bytes), options: .ignoreUnknownCharacters),
      !data.contains(0)
    else { return nil }
    return XMLText(UTF8Mending(Array(data)[...]).utf8).utf8[...].validString
  }
}
