import Bytes

/// What is taken out of HTML before the parser sees it, and the limits that keep the parser linear.
///
/// libxml2's HTML parser knows HTML 4: to it only `script` and `style` hold raw text, and a comment
/// ends where SGML says. It takes time that grows with the square of the attributes of a tag and of
/// the depth of the tree. So a first pass finds the tags by the standard's rules and leaves out
///
/// - comments, declarations and processing instructions (HTML standard §13.2.5.41 to 13.2.5.54),
/// - raw-text elements with their content, elements without content that are never written, and the
///   frame of a page (see `Tag`),
/// - tags over `maximumTagBytes` or `maximumAttributes`, and a tag that the end of the input cuts,
/// - start tags below `maximumDepth`, so that what is deeper comes out flat,
/// - zero bytes, which would end the input,
///
/// and puts `StandIns` in the place of text and values that the parser need not read. All else is
/// copied as it is, in runs.
struct TagScanner {
  static let maximumTagBytes = 16 * 1024
  static let maximumAttributes = 100
  static let maximumDepth = 256

  private var input: [UInt8]
  private(set) var output: [UInt8] = []
  /// The start of what is read but neither copied nor cut.
  private var run = 0
  private var nesting = Nesting(limit: maximumDepth)
  private(set) var standIns = StandIns()
  /// The values of the tag that was read last, without quotes.
  private var values: [Range<Int>] = []

  init(_ html: [UInt8]) {
    input = Self.isNormal(html.span) ? html : Self.normalized(html)
    output.reserveCapacity(input.count + 64)
    // An element around all of it keeps libxml2 from inventing a paragraph around bare text.
    output.append("<body>")
  }

  /// Whether there is neither a zero byte nor a carriage return.
  private static func isNormal(_ html: Span<UInt8>) -> Bool {
    var at = html.index(from: 0) { word, _ in word.equal(0) | word.equal(0x0D) == 0 }
    while at < html.count {
      let end = min(at + 8, html.count)
      while at < end {
        if html[at] == 0 || html[at] == 0x0D { return false }
        at += 1
      }
      at = html.index(from: at) { word, _ in word.equal(0) | word.equal(0x0D) == 0 }
    }
    return true
  }

  /// Takes zero bytes out and makes every end of a line a line feed. Source: HTML standard §13.2.3.5.
  private static func normalized(_ html: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(html.count)
    var last: UInt8 = 0
    for byte in html where byte != 0 {
      if byte == 0x0D {
        result.append(0x0A)
      } else if byte != 0x0A || last != 0x0D {
        result.append(byte)
      }
      last = byte
    }
    return result
  }

  /// Reads the whole input into `output`.
  mutating func scan() {
    var at = 0
    while true {
      let end = endOfPiece(from: at)
      if end > at { replace(at..<end) }
      guard end < input.count else { break }
      at =
        input[end] == UInt8(ascii: "&") ? scanReference(at: end) : scanMarkup(at: end)
    }
    cut(from: input.count, to: input.count, putting: "</body>")
    standIns.source = input
  }

  /// The place of the next tag or reference.
  private func endOfPiece(from start: Int) -> Int {
    let bytes = input.span
    var at = start
    while at < bytes.count {
      at = bytes.index(from: at) { word, _ in
        word.equal(UInt8(ascii: "<")) | word.equal(UInt8(ascii: "&")) == 0
      }
      let end = min(at + 8, bytes.count)
      while at < end {
        if bytes[at] == UInt8(ascii: "<") || bytes[at] == UInt8(ascii: "&") { return at }
        at += 1
      }
    }
    return bytes.count
  }

  /// Puts a stand-in in the place of a piece, unless that is white space, which the parser weighs.
  private mutating func replace(_ piece: Range<Int>) {
    guard StandIns.areWorth(piece, in: input), !input.span.extracting(piece).isBlank else { return }
    output.append(contentsOf: input[run..<piece.lowerBound])
    standIns.stand(for: piece, in: &output)
    run = piece.upperBound
  }

  /// Passes what may be the name of a character.
  private mutating func scanReference(at ampersand: Int) -> Int {
    if let end = StandIns.endOfReference(in: input, at: ampersand) {
      return cut(from: ampersand, to: end)
    }
    var at = ampersand + 1
    while at < input.count, TagEnd.isName(input[at]) || input[at] == UInt8(ascii: "#") { at += 1 }
    if at < input.count, input[at] == UInt8(ascii: ";") { at += 1 }
    return at
  }

  /// Puts stand-ins in the place of the values of a tag that is kept.
  private mutating func replaceValues() {
    for value in values {
      if input[value].contains(UInt8(ascii: "&")) {
        let isForged = value.contains {
          input[$0] == UInt8(ascii: "&") && StandIns.endOfReference(in: input, at: $0) != nil
        }
        if isForged { cut(from: value.lowerBound, to: value.upperBound) }
      } else if StandIns.areWorth(value, in: input) {
        replace(value)
      }
    }
  }

  /// Reads what begins with `<` at `open`; the result is where to go on.
  private mutating func scanMarkup(at open: Int) -> Int {
    guard open + 1 < input.count else { return open + 1 }
    switch input[open + 1] {
    case UInt8(ascii: "!") where !isText(behind: open + 1):
      return cut(from: open, to: endOfDeclaration(at: open))
    case UInt8(ascii: "?"): return cut(from: open, to: after(UInt8(ascii: ">"), from: open))
    case UInt8(ascii: "/"): return scanEndTag(at: open)
    case let byte where byte.isLetter: return scanStartTag(at: open)
    default: return cut(from: open, to: open + 1, putting: "&lt;")
    }
  }

  /// Whether `<!` begins nothing that anybody ever declared. To the standard it is a comment all the
  /// same; what somebody wrote so is worth more to a reader.
  private func isText(behind mark: Int) -> Bool {
    guard mark + 1 < input.count else { return false }
    let next = input[mark + 1]
    return !next.isLetter && !"-[>".utf8.contains(next)
  }

  private mutating func scanStartTag(at open: Int) -> Int {
    let name = endOfName(from: open + 1)
    var tag = TagEnd(at: name)
    values.removeAll(keepingCapacity: true)
    guard tag.find(in: &input, values: &values) else { return cut(from: open, to: input.count) }
    let key = NameKey(input[(open + 1)..<name])
    let kind = Tag.named(key)
    switch kind {
    case .rawText where !tag.isSelfClosing:
      return cut(from: open, to: endOfRawText(name: (open + 1)..<name, from: tag.position))
    case .rawText, .droppedVoid, .page: return cut(from: open, to: tag.position)
    case .wordBreak:
      return cut(from: open, to: tag.position, putting: "\u{200B}")
    case .element, .transparent, .dropped: break
    }
    let isTooLong = tag.position - open > Self.maximumTagBytes
    if isTooLong || tag.attributes > Self.maximumAttributes {
      return cut(from: open, to: tag.position)
    }
    if kind == .element(.source) {
      replaceValues()
      return tag.isSelfClosing ? tag.position : close(tag.position, putting: "</source>")
    }
    let isEmpty =
      tag.isSelfClosing || kind == .element(.br) || kind == .element(.hr)
      || kind == .element(.img)
    if !isEmpty, !nesting.open(key) { return cut(from: open, to: tag.position) }
    replaceValues()
    return tag.position
  }

  private mutating func scanEndTag(at open: Int) -> Int {
    guard open + 2 < input.count, input[open + 2].isLetter else {
      return cut(from: open, to: after(UInt8(ascii: ">"), from: open))
    }
    let name = endOfName(from: open + 2)
    let end = after(UInt8(ascii: ">"), from: name)
    let isWhole = input[end - 1] == UInt8(ascii: ">") && end - open <= Self.maximumTagBytes
    let key = NameKey(input[(open + 2)..<name])
    // Browsers read `</br>` as `<br>`. Source: HTML standard §13.2.6.4.7.
    if isWhole, Tag.named(key) == .element(.br) { return cut(from: open, to: end, putting: "<br>") }
    guard isWhole, Tag.named(key).hasEndTag, nesting.close(key) else {
      return cut(from: open, to: end)
    }
    return end
  }

  // MARK: Places

  private func index(of byte: UInt8, from start: Int) -> Int? {
    var at = start
    while at < input.count {
      if input[at] == byte { return at }
      at += 1
    }
    return nil
  }

  /// Just behind the next `byte`, or the end of the input.
  private func after(_ byte: UInt8, from start: Int) -> Int {
    index(of: byte, from: start).map { $0 + 1 } ?? input.count
  }

  /// The end of a tag's name as libxml2 reads it.
  private func endOfName(from start: Int) -> Int {
    var at = start
    while at < input.count, TagEnd.isName(input[at]) { at += 1 }
    return at
  }

  /// Source: HTML standard §13.2.5.42 to 13.2.5.52: `-->` and `--!>` end a comment, as `>` does at
  /// its very start.
  private func endOfDeclaration(at open: Int) -> Int {
    let dash = UInt8(ascii: "-")
    guard open + 3 < input.count, input[open + 2] == dash, input[open + 3] == dash else {
      return after(UInt8(ascii: ">"), from: open)
    }
    var at = open + 4
    if at < input.count, input[at] == UInt8(ascii: ">") { return at + 1 }
    if at + 1 < input.count, input[at] == dash, input[at + 1] == UInt8(ascii: ">") { return at + 2 }
    while let close = index(of: UInt8(ascii: ">"), from: at) {
      at = close + 1
      let isBang = input[close - 1] == UInt8(ascii: "!")
      let end = isBang ? close - 1 : close
      if end >= open + 6, input[end - 1] == dash, input[end - 2] == dash { return at }
    }
    return input.count
  }

  /// Behind the end tag of a raw-text element, or the end of the input.
  private func endOfRawText(name: Range<Int>, from start: Int) -> Int {
    var at = start
    while let open = index(of: UInt8(ascii: "<"), from: at) {
      at = open + 1
      let end = open + 2 + name.count
      guard end < input.count, input[at] == UInt8(ascii: "/") else { continue }
      let isSame = zip(input[(open + 2)..<end], input[name]).allSatisfy {
        $0.lowercased == $1.lowercased
      }
      if isSame, !TagEnd.isName(input[end]) { return after(UInt8(ascii: ">"), from: end) }
    }
    return input.count
  }

  // MARK: Output

  /// Copies the run before `start` and leaves out what lies between it and `end`.
  @discardableResult
  private mutating func cut(from start: Int, to end: Int, putting text: StaticString = "") -> Int {
    output.append(contentsOf: input[run..<start])
    output.append(text)
    run = end
    return end
  }

  private mutating func close(_ position: Int, putting text: StaticString) -> Int {
    cut(from: position, to: position, putting: text)
  }
}

extension Tag {
  /// Whether an end tag of this name can end anything that the parser sees.
  fileprivate var hasEndTag: Bool {
    switch self {
    case .element(let element): !element.isVoid
    case .transparent, .dropped: true
    case .rawText, .droppedVoid, .page, .wordBreak: false
    }
  }
}
