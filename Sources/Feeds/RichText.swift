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

  /// Makes it safe to show; the cost of an HTML parser.
  public func cleaned() -> CleanHTML {
    CleanHTML(source, base: base)
  }
}
