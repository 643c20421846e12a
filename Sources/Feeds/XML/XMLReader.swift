// libxml2's SAX2 push parser, made safe for documents of strangers.
//
// What is switched off stays off: no option to substitute entities, to load a DTD or to lift
// libxml2's own limits is ever given, and nothing is read from a network or a file.
//
//   1. A declaration of an entity ends the reading, but for an outside set of them, which is not
//      read. A document type without one passes.
//   2. HTML's named characters are resolved here, by libxml2's table; other unknown names stay text.
//   3. Depth, attributes, namespaces and elements are counted; a tag that grows without an end is
//      looked at before libxml2, whose work on one tag is quadratic, gets to see it.
//   4. An error ends a strict reading at once: libxml2's recovery drops every later reference and
//      often the rest of the document, so the caller mends the text and reads it again, leniently.
//
// Source: XML 1.0 (fifth edition); libxml2 2.9.14, parser.c.
import CLibXML2

/// Who receives the elements of a document.
protocol XMLEvents {
  /// What an element means. Asked once a document for each name.
  ///
  /// - Parameters:
  ///   - uri: the namespace; nil when there is none, or when `prefix` was never declared.
  mutating func term(uri: String?, prefix: String?, localName: String) -> Term
  /// An element begins. `text` is the buffer that collects character data from here on.
  mutating func start(_ element: XMLElement, text: inout TextBuffer)
  /// The element that began last and did not end yet ends.
  mutating func end(text: inout TextBuffer)
}

/// What went wrong in a document, one bit a kind.
struct XMLDamage: OptionSet, Hashable {
  let rawValue: UInt8

  static let unfinished = XMLDamage(rawValue: 1)
  static let tags = XMLDamage(rawValue: 2)
  static let references = XMLDamage(rawValue: 4)
  static let afterEnd = XMLDamage(rawValue: 8)
  static let namespaces = XMLDamage(rawValue: 16)
  static let syntax = XMLDamage(rawValue: 32)
  static let undefinedEntities = XMLDamage(rawValue: 64)
  /// The document ends within an item.
  static let unfinishedItem = XMLDamage(rawValue: 128)

  /// Damage that is told but costs nothing that was written.
  static let harmless: XMLDamage = [.namespaces, .undefinedEntities]
}

enum XMLReader {
  enum Manner {
    /// Stops at the first error that could cost text.
    case strict
    /// Goes on after errors as well as libxml2 can.
    case lenient
  }

  enum Limit {
    static let depth = 200
    static let attributes = 512
    static let namespaces = 256
    static let elements = 4_000_000
    /// From here on an unfinished tag is looked at before it is parsed.
    static let pendingBytes = 32 * 1024
  }

  /// Measured: 16 to 64 KiB at a time is 1.5 to 2 times as fast as the whole at once.
  private static let chunkBytes = 32 * 1024

  /// Reads UTF-8 text and tells its elements to `events`.
  ///
  /// - Throws: `.entityDeclaration`, `.tooLarge`.
  /// - Returns: what was wrong; a strict reading ended there unless all of it is harmless.
  static func read<Events: XMLEvents>(
    _ bytes: Span<UInt8>, _ manner: Manner, into events: inout Events
  ) throws(FeedError) -> XMLDamage {
    var entity = unsafe xmlEntity()
    let (failure, damage) = unsafe withUnsafeMutablePointer(to: &entity) { entity in
      unsafe withUnsafeMutablePointer(to: &events) { events in
        var session = unsafe XMLSession(events, entity: entity, manner: manner)
        unsafe withUnsafeMutablePointer(to: &session) { session in
          unsafe bytes.withUnsafeBufferPointer { unsafe feed($0, to: session) }
        }
        return (session.failure, session.damage)
      }
    }
    if let failure { throw failure }
    return damage
  }

  /// Sets libxml2 up, once: two threads that read their first documents at the same time would each make
  /// the table of its encodings, and the mutex of its dictionary.
  private static let isReady: Void = xmlInitParser()

  private static func feed(
    _ bytes: UnsafeBufferPointer<UInt8>, to session: UnsafeMutablePointer<XMLSession>
  ) {
    isReady
    var handler = unsafe handler()
    guard let parser = unsafe xmlCreatePushParserCtxt(&handler, session, nil, 0, nil) else {
      unsafe session.pointee.stop(.tooLarge(limit: "memory"))
      return
    }
    defer { unsafe release(parser) }
    let options = [
      XML_PARSE_RECOVER, XML_PARSE_NONET, XML_PARSE_NOERROR, XML_PARSE_NOWARNING,
      XML_PARSE_IGNORE_ENC,
    ].reduce(0) { $0 | $1.rawValue }
    // It returns the options that it does not know; these are all known to 2.9.
    _ = unsafe xmlCtxtUseOptions(parser, Int32(options))
    unsafe session.pointee.parser = unsafe parser
    var suspicion = Limit.pendingBytes
    var offset = 0
    while offset < bytes.count, !(unsafe session.pointee.isStopped) {
      let chunk = unsafe UnsafeBufferPointer(
        rebasing: bytes[offset..<min(offset + chunkBytes, bytes.count)])
      unsafe chunk.withMemoryRebound(to: CChar.self) {
        // An error comes by the callback.
        _ = unsafe xmlParseChunk(parser, $0.baseAddress, Int32($0.count), 0)
      }
      offset += chunk.count
      unsafe session.pointee.inspectUnfinishedTag(above: &suspicion)
    }
    if !(unsafe session.pointee.isStopped) { _ = unsafe xmlParseChunk(parser, nil, 0, 1) }
  }

  /// An entity that a document declares makes libxml2 keep a document of its own, although no
  /// callback asked for one.
  private static func release(_ parser: xmlParserCtxtPtr) {
    if let document = unsafe parser.pointee.myDoc { unsafe xmlFreeDoc(document) }
    unsafe xmlFreeParserCtxt(parser)
  }

  /// The user data of each callback is the session, which `read` keeps alive.
  private static func handler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
    unsafe handler.startElementNs = {
      context, name, prefix, uri, namespaces, declarations, attributes, _, pointers in
      guard let name = unsafe name else { return }
      unsafe session(context).pointee.start(
        name, prefix, uri,
        UnsafeMutableBufferPointer(start: declarations, count: Int(namespaces) * 2),
        XMLAttributes(count: Int(attributes), pointers))
    }
    unsafe handler.endElementNs = { context, _, _, _ in unsafe session(context).pointee.end() }
    unsafe handler.characters = { context, text, count in
      guard let text = unsafe text else { return }
      unsafe session(context).pointee.add(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    unsafe handler.ignorableWhitespace = unsafe handler.characters
    unsafe handler.cdataBlock = unsafe handler.characters
    unsafe handler.getEntity = { context, name in
      guard let name = unsafe name else { return nil }
      return unsafe session(context).pointee.entity(named: name)
    }
    unsafe handler.entityDecl = { context, _, kind, _, _, _ in
      // A set of character names outside, which is not fetched: nothing can come of it.
      if kind == Int32(XML_EXTERNAL_PARAMETER_ENTITY.rawValue) { return }
      unsafe session(context).pointee.stop(.entityDeclaration)
    }
    unsafe handler.unparsedEntityDecl = { context, _, _, _, _ in
      unsafe session(context).pointee.stop(.entityDeclaration)
    }
    unsafe handler.serror = { context, error in
      guard let error = unsafe error else { return }
      unsafe session(context).pointee.note(error.pointee.code, level: error.pointee.level)
    }
    return unsafe handler
  }
}

/// The session behind the user data of a callback.
private func session(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLSession> {
  unsafe context.unsafelyUnwrapped.assumingMemoryBound(to: XMLSession.self)
}

/// One reading: the state that libxml2's callbacks work on.
@safe
private struct XMLSession {
  var parser: xmlParserCtxtPtr?
  private(set) var failure: FeedError?
  private(set) var damage: XMLDamage = []
  private(set) var isStopped = false

  private let manner: XMLReader.Manner
  private var text = TextBuffer()
  private var terms = TermCache()
  private var depth = 0
  private var elements = 0
  /// What libxml2 gets for a name that was dealt with here.
  private let entity: UnsafeMutablePointer<xmlEntity>

  private let meaning: (String?, String?, String) -> Term
  private let begin: (XMLElement, inout TextBuffer) -> Void
  private let finish: (inout TextBuffer) -> Void

  /// The memory behind both pointers must outlive the session.
  init<Events: XMLEvents>(
    _ events: UnsafeMutablePointer<Events>, entity: UnsafeMutablePointer<xmlEntity>,
    manner: XMLReader.Manner
  ) {
    self.manner = manner
    unsafe self.entity = unsafe entity
    meaning = { unsafe events.pointee.term(uri: $0, prefix: $1, localName: $2) }
    begin = { unsafe events.pointee.start($0, text: &$1) }
    finish = { unsafe events.pointee.end(text: &$0) }
  }

  mutating func start(
    _ name: UnsafePointer<UInt8>, _ prefix: UnsafePointer<UInt8>?, _ uri: UnsafePointer<UInt8>?,
    _ declarations: UnsafeMutableBufferPointer<UnsafePointer<UInt8>?>, _ attributes: XMLAttributes
  ) {
    depth += 1
    elements += 1
    if depth > XMLReader.Limit.depth { return stop(.tooLarge(limit: "depth")) }
    if elements > XMLReader.Limit.elements { return stop(.tooLarge(limit: "elements")) }
    if attributes.count > XMLReader.Limit.attributes
      || declarations.count / 2 > XMLReader.Limit.namespaces
    {
      return stop(.tooLarge(limit: "attributes"))
    }
    if isStopped { return }
    let term = unsafe terms.term(name, uri ?? prefix) {
      unsafe meaning(
        uri.map { unsafe String(cString: $0) }, prefix.map { unsafe String(cString: $0) },
        String(cString: name))
    }
    let element = unsafe XMLElement(
      term, name: name, uri: uri, declarations: declarations, attributes: attributes)
    begin(element, &text)
  }

  mutating func end() {
    depth -= 1
    if !isStopped { finish(&text) }
  }

  mutating func add(_ characters: UnsafeBufferPointer<UInt8>) {
    if text.mode != .off { unsafe text.add(characters.span) }
  }

  /// Resolves a name that is not one of XML's five.
  ///
  /// In content the text is added here, and an entity without content tells libxml2 that all is
  /// well. In an attribute an entity without content stays `&name;`, to be resolved with the value.
  mutating func entity(named name: UnsafePointer<UInt8>) -> UnsafeMutablePointer<xmlEntity>? {
    damage.insert(.undefinedEntities)
    guard let parser = unsafe parser else { return nil }
    unsafe entity.pointee.name = unsafe name
    if unsafe parser.pointee.instate == XML_PARSER_ATTRIBUTE_VALUE {
      unsafe entity.pointee.etype = XML_INTERNAL_GENERAL_ENTITY
    } else {
      unsafe entity.pointee.etype = XML_INTERNAL_PREDEFINED_ENTITY
      let reference = unsafe "&" + String(cString: name) + ";"
      text.add(CharacterReference.resolved(Array(reference.utf8)).span)
    }
    return unsafe entity
  }

  mutating func note(_ code: Int32, level: xmlErrorLevel) {
    guard level != XML_ERR_WARNING else { return }
    let kind = XMLDamage(code: xmlParserErrors(UInt32(code)), depth: depth)
    damage.insert(kind)
    if manner == .strict, !XMLDamage.harmless.contains(kind) { halt() }
  }

  mutating func stop(_ error: FeedError) {
    if failure == nil { failure = error }
    halt()
  }

  private mutating func halt() {
    isStopped = true
    if let parser = unsafe parser { unsafe xmlStopParser(parser) }
  }

  /// Stops when the tag that libxml2 waits to see the end of has too many attributes; looks again
  /// when twice as much has come.
  mutating func inspectUnfinishedTag(above bound: inout Int) {
    guard !isStopped, let input = unsafe parser?.pointee.input else { return }
    let pending = unsafe UnsafeBufferPointer(
      start: input.pointee.cur, count: input.pointee.end - input.pointee.cur)
    guard pending.count > bound else {
      if pending.count < XMLReader.Limit.pendingBytes { bound = XMLReader.Limit.pendingBytes }
      return
    }
    bound = pending.count * 2
    guard unsafe pending[0] == UInt8(ascii: "<"), unsafe pending[1].lowered >= UInt8(ascii: "a")
    else { return }
    var values = 0
    for index in 2..<pending.count where unsafe pending[index - 1] == UInt8(ascii: "=") {
      let quote = unsafe pending[index]
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") { values += 1 }
    }
    if values > XMLReader.Limit.attributes { stop(.tooLarge(limit: "attributes")) }
  }
}

extension XMLDamage {
  fileprivate init(code: xmlParserErrors, depth: Int) {
    switch code {
    case XML_ERR_DOCUMENT_END: self = depth > 0 ? .unfinished : .afterEnd
    case XML_ERR_TAG_NOT_FINISHED, XML_ERR_CDATA_NOT_FINISHED, XML_ERR_COMMENT_NOT_FINISHED:
      self = .unfinished
    case XML_ERR_TAG_NAME_MISMATCH, XML_ERR_GT_REQUIRED, XML_ERR_LTSLASH_REQUIRED: self = .tags
    case XML_ERR_ENTITYREF_NO_NAME, XML_ERR_ENTITYREF_SEMICOL_MISSING, XML_ERR_UNDECLARED_ENTITY,
      XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_DEC_CHARREF, XML_ERR_INVALID_HEX_CHARREF:
      self = .references
    case XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_UNDEFINED_NAMESPACE, XML_NS_ERR_QNAME,
      XML_NS_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_EMPTY, XML_NS_ERR_COLON:
      self = .namespaces
    default: self = .syntax
    }
  }
}

/// The meanings of the names of one document, found by libxml2's pointers: equal names of a document
/// are one string in its dictionary.
private struct TermCache {
  private struct Slot {
    var name = 0
    var qualifier = 0
    var term = Term.unknown
  }

  private static let size = 512
  private static let probes = 8
  private var slots = [Slot](repeating: Slot(), count: TermCache.size)

  /// The term of a name with its URI or prefix; `find` is called when it is new.
  mutating func term(
    _ name: UnsafePointer<UInt8>, _ qualifier: UnsafePointer<UInt8>?, find: () -> Term
  ) -> Term {
    let name = Int(bitPattern: name)
    let qualifier = Int(bitPattern: qualifier)
    let start = (name &>> 2) ^ (qualifier &>> 4)
    for probe in 0..<TermCache.probes {
      let index = (start &+ probe) & (TermCache.size - 1)
      if slots[index].name == name && slots[index].qualifier == qualifier {
        return slots[index].term
      }
      if slots[index].name == 0 {
        let term = find()
        slots[index] = Slot(name: name, qualifier: qualifier, term: term)
        return term
      }
    }
    return find()
  }
}

/// HTML's named characters, from libxml2's table.
enum HTMLCharacters {
  /// The character of a name such as `eacute`, XML's five included; nil where HTML 4 has none.
  static func named(_ name: String) -> Unicode.Scalar? {
    if name == "apos" { return "'" }
    guard let entity = unsafe htmlEntityLookup(name) else { return nil }
    return unsafe Unicode.Scalar(entity.pointee.value)
  }
}
