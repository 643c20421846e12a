import Links
import Markup

/// Text of an item or a feed as it was sent: plain, or HTML of any quality.
public struct RichText: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case plain
    case html
  }

  public var kind: Kind
  /// As sent, in UTF-8. XHTML of Atom is written out as HTML.
  public var source: String
  /// What its relative links resolve against; nil when unknown.
  public var base: WebURL?

  public init(_ kind: Kind, _ source: String, base: WebURL? = nil) {
    self.kind = kind
    self.source = source
    self.base = base
  }

  /// Makes it safe to show; the cost of an HTML parser. Plain text comes out as one paragraph.
  public func cleaned() -> CleanHTML {
    switch kind {
    case .html: CleanHTML(source, base: base)
    case .plain: CleanHTML("<p>" + escaped + "</p>", base: base)
    }
  }

  /// The text for people, of either kind.
  public var plainText: String {
    switch kind {
    case .html: cleaned().text
    case .plain: source
    }
  }

  private var escaped: String {
    var result: [UInt8] = []
    for byte in source.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += "&amp;".utf8
      case UInt8(ascii: "<"): result += "&lt;".utf8
      case UInt8(ascii: ">"): result += "&gt;".utf8
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
