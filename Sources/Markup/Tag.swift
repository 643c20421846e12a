/// What becomes of an element of the source.
enum Tag: Equatable, Sendable {
  /// It is written, perhaps under the name of a plainer element.
  case element(Element)
  /// Its content stays, it goes.
  case transparent
  /// It goes with its content.
  case dropped
  /// It goes with its content, which is not markup: it ends at its end tag and nowhere else.
  case rawText
  /// It goes; it has no content.
  case droppedVoid
  /// A place where a word may break.
  case wordBreak
  /// The frame of a page: its tags mean nothing here.
  case page

  /// The tag with this name.
  static func named(_ name: NameKey?) -> Tag {
    name.flatMap { table[$0] } ?? .transparent
  }

  private static let table = NameTable(
    Element.allCases.map { ("\($0)", Tag.element($0)) }
      + aliases.flatMap { names, element in words(names).map { ($0, Tag.element(element)) } }
      + words("svg math template").map { ($0, .dropped) }
      + words("iframe noembed noframes noscript plaintext script style textarea title xmp")
      .map { ($0, .rawText) }
      + words(
        "area base basefont bgsound col embed frame input isindex keygen link meta nextid param"
      )
      .map { ($0, .droppedVoid) }
      + words("command spacer track").map { ($0, .droppedVoid) }
      + words("body head html").map { ($0, .page) } + [("wbr", .wordBreak)])

  /// Sectioning says nothing in a piece of a page, and would meet the page's own style.
  private static let aliases: [(String, Element)] = [
    (
      "address article aside center fieldset footer form header hgroup main nav search section",
      .div
    ),
    ("optgroup option select", .div), ("dir menu", .ul), ("listing", .pre), ("image", .img),
    ("acronym", .abbr), ("strike", .s), ("tt", .samp),
  ]

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map { String($0) }
  }
}
