import CLibXML2

/// libxml2's HTML parser, driven through its SAX interface: no tree is built, so that depth costs no
/// stack and the text is passed once.
///
/// The only file of the module that sees the C library. A lent pointer becomes a Span at the door.
enum HTMLReader {
  /// Reads HTML that `TagScanner` has prepared and hands its parts to `composer`, balanced: each
  /// start has its end, in order.
  static func read(_ html: [UInt8], into composer: inout Composer) {
    unsafe html.withUnsafeBufferPointer { bytes in unsafe parse(bytes, into: &composer) }
    composer.close(to: 0)
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, into composer: inout Composer) {
    isReady
    let start = unsafe UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
    guard let parser = unsafe htmlCreateMemoryParserCtxt(start, Int32(bytes.count)) else { return }
    defer { unsafe htmlFreeParserCtxt(parser) }
    _ = unsafe htmlCtxtUseOptions(parser, options)
    // The bytes come from a String; with this, no `meta` and no guess can make another of them.
    unsafe parser.pointee.charset = Int32(XML_CHAR_ENCODING_UTF8.rawValue)
    unsafe parser.pointee.sax.pointee = handler()
    unsafe withUnsafeMutablePointer(to: &composer) { composer in
      unsafe parser.pointee._private = UnsafeMutableRawPointer(composer)
      // The result says whether the document is valid, which none is.
      _ = unsafe htmlParseDocument(parser)
    }
  }

  /// Sets libxml2 up, once: two threads that made their first contexts at the same time would each
  /// make the mutex of its dictionary, and wait for ever.
  private static let isReady: Void = xmlInitParser()

  private static let options =
    Int32(HTML_PARSE_RECOVER.rawValue) | Int32(HTML_PARSE_NOERROR.rawValue)
    | Int32(HTML_PARSE_NOWARNING.rawValue) | Int32(HTML_PARSE_NONET.rawValue)
    | Int32(HTML_PARSE_NOIMPLIED.rawValue) | Int32(HTML_PARSE_IGNORE_ENC.rawValue)

  private static func handler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.startElement = { parser, name, attributes in
      guard let reading = unsafe Reading(parser), let name = unsafe name else { return }
      unsafe reading.start(name, attributes)
    }
    unsafe handler.endElement = { parser, _ in
      guard let reading = unsafe Reading(parser) else { return }
      reading.end()
    }
    unsafe handler.characters = { parser, text, count in
      guard let reading = unsafe Reading(parser), let text = unsafe text else { return }
      unsafe reading.text(text, count: Int(count))
    }
    return unsafe handler
  }
}

/// What a callback finds in the parser's context: the composer, which `HTMLReader.parse` keeps alive,
/// and how many elements the parser has open, with the one that is starting or ending.
@safe private struct Reading {
  /// Deeper than any input gets past the scanner, but by two rules that disagree; parsing ends there.
  private static let maximumDepth = 2 * TagScanner.maximumDepth

  private let parser: xmlParserCtxtPtr
  private let composer: UnsafeMutablePointer<Composer>

  init?(_ context: UnsafeMutableRawPointer?) {
    guard let parser = unsafe context?.assumingMemoryBound(to: xmlParserCtxt.self),
      let composer = unsafe parser.pointee._private
    else { return nil }
    unsafe self.parser = unsafe parser
    unsafe self.composer = unsafe composer.assumingMemoryBound(to: Composer.self)
  }

  private var depth: Int { Int(unsafe parser.pointee.nameNr) }

  /// Begins an element. `attributes` is a list of names and values that ends with nil.
  func start(
    _ name: UnsafePointer<UInt8>, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    // libxml2 forgets to say that a tag which the input cuts has ended.
    unsafe composer.pointee.close(to: depth - 1)
    if depth > Self.maximumDepth { unsafe xmlStopParser(parser) }
    unsafe composer.pointee.removeAttributes()
    var next = unsafe attributes
    while let pair = unsafe next, let name = unsafe pair[0] {
      unsafe add(name, pair[1])
      unsafe next = unsafe pair + 2
    }
    let name = unsafe Span(_unsafeStart: name, count: Int(xmlStrlen(name)))
    unsafe composer.pointee.start(Tag.named(NameKey(name)))
  }

  private func add(_ name: UnsafePointer<UInt8>, _ value: UnsafePointer<UInt8>?) {
    let name = unsafe Span(_unsafeStart: name, count: Int(xmlStrlen(name)))
    // A stand-in of the others is passed over.
    guard let known = Attributes.name(NameKey(name)) else { return }
    if let value = unsafe value {
      let value = unsafe Span(_unsafeStart: value, count: Int(xmlStrlen(value)))
      unsafe composer.pointee.add(known, value)
    } else {
      unsafe composer.pointee.add(known, Span())
    }
  }

  /// Whether the parser has just read a name: `&amp;` ends with a semicolon, a bare `&` with itself.
  private var isBeforeName: Bool {
    guard let at = unsafe parser.pointee.input?.pointee.cur else { return false }
    return unsafe at[-1] != UInt8(ascii: ";") && at[-1] != UInt8(ascii: "&")
  }

  /// The character of Latin-1 with this name, which ends with a zero byte.
  private func latin(_ name: UnsafePointer<UInt8>) -> Character? {
    guard let entity = unsafe htmlEntityLookup(name) else { return nil }
    let value = unsafe entity.pointee.value
    // `&apos` is younger, and needs its semicolon.
    return value > 0xFF || value == 0x27 ? nil : Character(UnicodeScalar(UInt8(value)))
  }

  func end() {
    unsafe composer.pointee.close(to: depth - 1)
  }

  /// Takes text. libxml2 hands over a reference without a semicolon as `&` and a name; a name of
  /// Latin-1 is a character even so. Source: HTML standard §13.5, named character references.
  func text(_ text: UnsafePointer<UInt8>, count: Int) {
    if unsafe composer.pointee.holdsAmpersand {
      unsafe composer.pointee.holdsAmpersand = false
      if let character = unsafe latin(text) {
        let bytes = Array(String(character).utf8)
        return unsafe composer.pointee.text(bytes.span)
      }
      unsafe composer.pointee.text([UInt8(ascii: "&")].span)
    } else if count == 1, unsafe text[0] == UInt8(ascii: "&"), isBeforeName {
      unsafe composer.pointee.holdsAmpersand = true
      return
    }
    let bytes = unsafe Span(_unsafeStart: text, count: count)
    unsafe composer.pointee.parsedText(bytes)
  }
}
