import Links

/// Takes the parts of HTML as the reader finds them and writes both results in one pass: the safe
/// HTML and the text.
struct Composer {
  /// What the parser has open; libxml2's own frame is the first.
  private var depth = 0
  /// The depth of the element that is dropped with its content; nil outside of one.
  private var droppedFrom: Int?

  private(set) var attributes = Attributes()
  private var standIns = StandIns()
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
    standIns = scanner.standIns
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

  // MARK: What the parser hands over

  /// Forgets the attributes of the tag before.
  mutating func removeAttributes() {
    attributes.removeAll()
  }

  /// Takes an attribute of the tag that begins; its value may be a stand-in.
  mutating func add(_ name: Attributes.Name, _ value: borrowing Span<UInt8>) {
    if value.count == StandIns.length, let piece = standIns.piece(value, at: 0) {
      let source = standIns.source
      attributes.add(name, source.span.extracting(piece))
    } else {
      attributes.add(name, value)
    }
  }

  /// Takes text in which there may be stand-ins.
  mutating func parsedText(_ bytes: borrowing Span<UInt8>) {
    var run = 0
    var at = 0
    while at < bytes.count {
      guard bytes[at] == 0xF3, let piece = standIns.piece(bytes, at: at) else {
        at += 1
        continue
      }
      if at > run { text(bytes.extracting(run..<at)) }
      let source = standIns.source
      text(source.span.extracting(piece))
      at += StandIns.length
      run = at
    }
    if at > run { text(bytes.extracting(run..<at)) }
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
