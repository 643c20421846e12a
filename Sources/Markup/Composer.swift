import Links

/// Takes the parts of HTML as the reader finds them and writes both results in one pass: the safe
/// HTML and the text.
struct Composer {
  /// What the parser has open; libxml2's own frame is the first.
  private var depth = 0
  /// The depth of the element that is dropped with its content; nil outside of one.
  private var droppedFrom: Int?

  var attributes = Attributes()
  /// The reader has met an ampersand and waits for the name behind it.
  var holdsAmpersand = false
  /// Nil when only the text is wanted.
  private(set) var html: HTMLWriter?
  var plain: TextWriter

  init(html: HTMLWriter?, plain: TextWriter) {
    self.html = html
    self.plain = plain
  }

  /// Reads all of it.
  mutating func read(_ source: [UInt8]) {
    guard Self.hasMarkup(source) else { return text(source.span) }
    var scanner = TagScanner(source)
    scanner.scan()
    HTMLReader.read(scanner.output, into: &self)
  }

  /// Whether the text needs the parser: it has a tag or a reference, a zero byte, or a carriage
  /// return, which ends a line.
  private static func hasMarkup(_ source: [UInt8]) -> Bool {
    source.contains { byte in
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: "&"), 0, 0x0D: true
      default: false
      }
    }
  }

  /// Begins an element; its attributes are in `attributes`.
  mutating func start(_ tag: Tag) {
    writeAmpersand()
    depth += 1
    guard droppedFrom == nil else { return }
    switch tag {
    case .element(let element) where !attributes.areHiding:
      plain.start(element, attributes)
      html?.start(element, attributes)
    case .transparent where !attributes.areHiding, .page, .wordBreak:
      plain.startNothing()
      html?.startNothing()
    case .element, .transparent, .dropped, .rawText, .droppedVoid:
      droppedFrom = depth
    }
  }

  /// Ends elements until no more than `count` are open.
  mutating func close(to count: Int) {
    writeAmpersand()
    while depth > max(count, 0) {
      depth -= 1
      if let from = droppedFrom {
        if depth < from { droppedFrom = nil }
      } else {
        plain.end()
        html?.end()
      }
    }
  }

  private mutating func writeAmpersand() {
    guard holdsAmpersand else { return }
    holdsAmpersand = false
    text([UInt8(ascii: "&")].span)
  }

  mutating func text(_ bytes: borrowing Span<UInt8>) {
    guard droppedFrom == nil else { return }
    plain.text(bytes)
    html?.text(bytes)
  }
}
