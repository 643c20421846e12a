/// The elements that the output may have. A case is spelt as its element.
enum Element: UInt8, CaseIterable, Sendable {
  case a, abbr, audio, b, bdi, bdo, blockquote, br, caption, cite, code, dd, del, details, dfn, div
  case dl, dt, em, figcaption, figure, h1, h2, h3, h4, h5, h6, hr, i, img, ins, kbd, li, mark, ol, p
  case pre, q, rp, rt, ruby, s, samp, small, source, span, strong, sub, summary, sup, table, tbody
  case td, tfoot, th, thead, time, tr, u, ul, `var`, video

  /// The name as it is written.
  var name: [UInt8] { Self.names[Int(rawValue)] }

  private static let names = allCases.map { Array("\($0)".utf8) }
}

/// How the elements nest. Source: HTML standard §13.2.6, tree construction.
extension Element {
  /// Has no content and no end tag.
  var isVoid: Bool {
    switch self {
    case .br, .hr, .img, .source: true
    default: false
    }
  }

  /// Is opened again after a block has ended it.
  var isFormatting: Bool {
    switch self {
    case .a, .b, .code, .em, .i, .s, .small, .strong, .u: true
    default: false
    }
  }

  var isHeading: Bool {
    switch self {
    case .h1, .h2, .h3, .h4, .h5, .h6: true
    default: false
    }
  }

  var isCell: Bool { self == .td || self == .th }

  var isRowGroup: Bool { self == .tbody || self == .thead || self == .tfoot }

  /// Belongs into a table and nowhere else.
  var isTablePart: Bool { isCell || isRowGroup || self == .tr || self == .caption }

  /// Takes no text: only rows, groups, cells.
  var isTableFrame: Bool { self == .table || isRowGroup || self == .tr }

  /// Ends an open paragraph before it begins.
  var endsParagraph: Bool {
    switch self {
    case .blockquote, .dd, .details, .div, .dl, .dt, .figcaption, .figure, .hr, .li, .ol, .p, .pre,
      .summary, .table, .ul:
      true
    default: isHeading
    }
  }

  /// Stops the search for an open paragraph.
  var isScope: Bool { isCell || self == .table || self == .caption }

  /// Stops the search for the list item that a new one ends. Parsers do not agree about the newer
  /// elements of HTML 5; the item is ended across them, which all of them read alike.
  var isSpecial: Bool {
    switch self {
    case .details, .div, .figcaption, .p, .summary: false
    default: endsParagraph || isTablePart
    }
  }

  /// Ends by itself where the parser looks for a parent.
  var hasOptionalEnd: Bool {
    switch self {
    case .dd, .dt, .li, .p, .rp, .rt: true
    default: false
    }
  }

  /// Whether libxml2 ends this element, the innermost, when `next` begins. The output is read again
  /// by the same parser (what is stored may be cleaned twice), so the writer ends it first.
  /// Source: htmlStartClose in libxml2's HTMLparser.c.
  func ends(before next: Element) -> Bool {
    switch self {
    case .a: next == .table
    case .b, .i, .u, .s, .small: next == .p
    case .dl: next == .li
    case .dt: next == .dl
    case .h1, .h2, .h3, .h4, .h5, .h6: next == .p || next == .li || next == .table
    case .ol: next == .ul
    case .ul: next == .ol || next == .pre
    case .pre:
      next == .dd || next == .dl || next == .dt || next == .li || next == .table || next == .ul
    default: false
    }
  }
}
