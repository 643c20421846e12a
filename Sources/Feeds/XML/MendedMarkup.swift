/// Markup that is no XML, made XML without leaving out anything that was said.
///
/// libxml2 goes on after an error, but drops references, text and whole items as it does. So a
/// damaged document goes through here first, in one pass:
///
///   1. Declarations, comments and processing instructions go; text outside the root goes.
///   2. `&` and `<` that begin nothing are escaped; HTML's named characters become characters.
///   3. Attributes get quotes; a second one of a name goes.
///   4. An end tag closes what is open inside its element, and goes where there is no such element.
///      A second item inside an item, or a field inside a field of one line, closes the first.
///   5. All stands in one new root, so that there may be several or none.
///   6. A name, an address or a date that the end of the document cuts goes: half of one would be taken
///      for another. Text that is cut stays.
///
/// What the result is read as is the same reader's matter; nothing here knows what a feed is but
/// for the names in 4.
struct MendedMarkup {
  private(set) var bytes: [UInt8] = []
  private(set) var damage: XMLDamage = []

  private let source: ArraySlice<UInt8>
  private var position: Int
  private var open: [Open] = []
  private var hadRoot = false
  /// Where one was found that has no end.
  private var endlessComment = Int.max
  private var endlessInstruction = Int.max
  private var endlessDeclaration = Int.max

  /// An element without its end tag, and where its start tag was written.
  private struct Open {
    var name: ArraySlice<UInt8>
    var start: Int
  }

  init(_ source: ArraySlice<UInt8>) {
    self.source = source
    position = source.startIndex
    bytes.reserveCapacity(source.count + source.count / 8)
    write("<mended>")
    // A deeper document is refused by the reader anyhow.
    while position < source.endIndex, open.count <= XMLReader.Limit.depth { step() }
    finish()
  }

  private mutating func step() {
    let start = position
    while position < source.endIndex, source[position] != UInt8(ascii: "<"),
      source[position] != UInt8(ascii: "&")
    {
      position += 1
    }
    write(text: source[start..<position])
    guard position < source.endIndex else { return }
    if source[position] == UInt8(ascii: "&") {
      writeReference()
    } else {
      writeMarkup()
    }
  }

  private mutating func finish() {
    if !open.isEmpty { damage.insert(.unfinished) }
    if open.contains(where: { MendedMarkup.role(of: $0.name) == .item }) {
      damage.insert(.unfinishedItem)
    }
    if let cut = open.last, MendedMarkup.role(of: cut.name) == .exact {
      bytes.removeSubrange(cut.start...)
      open.removeLast()
    }
    while !open.isEmpty { closeInnermost() }
    write("</mended>")
  }

  // MARK: Text

  private mutating func write(text: ArraySlice<UInt8>) {
    guard !open.isEmpty else {
      if !text.trimmed.isEmpty { damage.insert(.syntax) }
      return
    }
    var rest = text
    while let bracket = rest.firstIndex(of: UInt8(ascii: ">")) {
      bytes += rest[..<bracket]
      // Alone it is text; behind `]]` XML does not have it.
      write("&gt;")
      rest = rest[(bracket + 1)...]
    }
    bytes += rest
  }

  private mutating func writeReference() {
    let text = source[position...]
    let reference = MendedReference(text)
    if reference.isDamaged { damage.insert(.references) }
    if !open.isEmpty { reference.write(text, to: &bytes) }
    position += reference.length
  }

  // MARK: Markup

  private mutating func writeMarkup() {
    let rest = source[position...]
    let next = rest.dropFirst().first ?? 0
    switch next {
    case UInt8(ascii: "/"): writeEndTag()
    case UInt8(ascii: "?"): skip(to: "?>", \.endlessInstruction)
    case UInt8(ascii: "!"):
      if rest.starts(with: "<!--".utf8) {
        skip(to: "-->", \.endlessComment)
      } else if rest.starts(with: "<![CDATA[".utf8) {
        writeCharacterData()
      } else {
        skipDeclaration()
      }
    case _ where next.startsXMLName: writeStartTag()
    default: escapeBracket()
    }
  }

  private mutating func escapeBracket() {
    damage.insert(.syntax)
    if !open.isEmpty { write("&lt;") }
    position += 1
  }

  private mutating func skip(
    to end: StaticString, _ endless: WritableKeyPath<MendedMarkup, Int>
  ) {
    // What has no end here has none further on: it is looked for once only.
    if position < self[keyPath: endless], let end = source[(position + 2)...].range(of: end) {
      position = end.upperBound
    } else {
      self[keyPath: endless] = min(self[keyPath: endless], position)
      escapeBracket()
    }
  }

  /// A document type, with what stands in its brackets.
  private mutating func skipDeclaration() {
    var depth = 0
    for index in position..<(position < endlessDeclaration ? source.endIndex : position) {
      switch source[index] {
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ">") where depth <= 0:
        position = index + 1
        return
      default: break
      }
    }
    endlessDeclaration = min(endlessDeclaration, position)
    escapeBracket()
  }

  private mutating func writeCharacterData() {
    let rest = source[position...]
    let end = rest.range(of: "]]>")
    if end == nil { damage.insert(.unfinished) }
    if !open.isEmpty {
      bytes += source[position..<(end?.lowerBound ?? source.endIndex)]
      write("]]>")
    }
    position = end?.upperBound ?? source.endIndex
  }

  private mutating func writeStartTag() {
    guard let tag = MendedTag(source[position...]) else {
      // Cut off in the middle of a tag.
      if source[position...].contains(UInt8(ascii: ">")) {
        escapeBracket()
      } else {
        damage.insert(.unfinished)
        position = source.endIndex
      }
      return
    }
    if tag.isDamaged { damage.insert(.syntax) }
    if open.isEmpty {
      if hadRoot { damage.insert(.afterEnd) }
      hadRoot = true
    }
    position = tag.end
    closeImplied(by: tag.name)
    let start = bytes.count
    bytes += tag.bytes
    if tag.isEmpty || tag.isVoid {
      write("/>")
    } else {
      write(">")
      open.append(Open(name: tag.name, start: start))
    }
  }

  private mutating func writeEndTag() {
    let name = source[(position + 2)...].prefix { $0.continuesXMLName }
    let end = source[name.endIndex...].firstIndex { $0 == 0x3E || $0 == 0x3C }
    guard !name.isEmpty else { return escapeBracket() }
    if let index = open.lastIndex(where: { $0.name.isSameName(as: name) }) {
      if index < open.count - 1 { damage.insert(.tags) }
      while open.count > index { closeInnermost() }
    } else if !MendedTag.isVoid(name) {
      damage.insert(.tags)
    }
    guard let end else {
      position = source.endIndex
      return
    }
    position = source[end] == UInt8(ascii: ">") ? end + 1 : end
  }

  // MARK: Elements

  private mutating func closeInnermost() {
    guard let innermost = open.popLast() else { return }
    write("</")
    bytes += innermost.name
    write(">")
  }

  /// Closes what a start tag can not stand in.
  private mutating func closeImplied(by name: ArraySlice<UInt8>) {
    let role = MendedMarkup.role(of: name)
    guard role != .other else { return }
    // An item ends whatever was left open by the one before, or by a field of the feed; a field ends
    // no more than a field of one line, right around it.
    let isOneLine = open.last.map { MendedMarkup.role(of: $0.name).isOneLine } ?? false
    let index =
      role == .item
      ? open.firstIndex { MendedMarkup.role(of: $0.name) != .other }
      : isOneLine ? open.count - 1 : nil
    guard let index else { return }
    damage.insert(.tags)
    while open.count > index { closeInnermost() }
  }

  /// What an element is to those that could stand inside it.
  private enum Role {
    case item
    /// A field of one line, which holds no other field.
    case line
    /// One of which a part means something else than the whole.
    case exact
    case text
    case other

    var isOneLine: Bool { self == .line || self == .exact }
  }

  private static func role(of name: ArraySlice<UInt8>) -> Role {
    // By its length first: nearly all names are told apart so.
    guard let names = roles[name.count] else { return .other }
    return names.first { name.isSameName(as: $0.name) }?.role ?? .other
  }

  private static let roles: [Int: [(name: ArraySlice<UInt8>, role: Role)]] = {
    let known: [(String, Role)] = [
      ("item", .item), ("entry", .item), ("title", .line), ("link", .exact), ("guid", .exact),
      ("id", .exact), ("pubDate", .exact), ("published", .exact), ("updated", .exact),
      ("issued", .exact), ("modified", .exact), ("dc:date", .exact), ("description", .text),
      ("summary", .text), ("content:encoded", .text),
    ]
    return Dictionary(grouping: known.map { (Array($0.0.utf8)[...], $0.1) }, by: \.0.count)
  }()

  private mutating func write(_ text: StaticString) {
    bytes.append(contentsOf: text.description.utf8)
  }
}

extension ArraySlice<UInt8> {
  /// Whether two names are the same, in any case.
  fileprivate func isSameName(as other: ArraySlice<UInt8>) -> Bool {
    count == other.count && elementsEqual(other) { $0.lowered == $1.lowered }
  }
}
