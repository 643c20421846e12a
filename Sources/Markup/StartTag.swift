/// One start tag as it is written: the attributes that its element may have, checked, in one order.
///
/// Pictures get `loading` and `referrerpolicy`, players `controls` and `preload`, here and not where
/// a page is made: whoever shows a stored piece of HTML then loads late, tells the site nothing, and
/// need not read it again.
struct StartTag {
  private let element: Element
  private let attributes: Attributes
  private let links: AddressReader
  /// What the element leads to or shows; nil when it has no such address, or none that is allowed.
  let address: Address?

  /// Nil for what means nothing without an address, and for pictures that nobody is to see.
  init?(_ element: Element, _ attributes: Attributes, _ links: AddressReader) {
    self.element = element
    self.attributes = attributes
    self.links = links
    switch element {
    case .a: address = links.link(attributes[.href])
    case .img: address = links.picture(attributes)
    case .audio, .video: address = links.media(attributes[.src])
    case .source: address = links.media(attributes[.src])
    case .blockquote, .q, .ins, .del: address = links.link(attributes[.cite])
    default: address = nil
    }
    switch element {
    case .a: if address == nil, attributes[.title] == nil { return nil }
    case .source: if address == nil { return nil }
    case .img:
      guard let address, !Beacon.isOne(address.bytes, attributes) else { return nil }
    default: break
    }
  }

  func write(to output: inout [UInt8]) {
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: element.name)
    writeAddress(to: &output)
    if !attributes.isEmpty {
      writeOwn(to: &output)
      writeCommon(to: &output)
    }
    output.append(fixed)
    output.append(UInt8(ascii: ">"))
  }

  private func writeAddress(to output: inout [UInt8]) {
    guard let address else { return }
    switch element {
    case .a: output.append(" href=\"")
    case .blockquote, .q, .ins, .del: output.append(" cite=\"")
    default: output.append(" src=\"")
    }
    Escape.write(address.bytes.span, in: .attribute, into: &output)
    output.append(UInt8(ascii: "\""))
  }

  /// What the element alone may have.
  private func writeOwn(to output: inout [UInt8]) {
    switch element {
    case .img:
      text(.alt, to: &output)
      number(.width, 1...99_999, to: &output)
      number(.height, 1...99_999, to: &output)
    case .video:
      if let poster = links.media(attributes[.poster]) { write(.poster, poster.bytes, to: &output) }
      number(.width, 1...99_999, to: &output)
      number(.height, 1...99_999, to: &output)
    case .source: word(.type, to: &output)
    case .td, .th:
      number(.colspan, 2...1_000, to: &output)
      number(.rowspan, 2...1_000, to: &output)
    case .ol:
      number(.start, 0...999_999, to: &output)
      flag(.reversed, to: &output)
    case .li: number(.value, 0...999_999, to: &output)
    case .time, .ins, .del: text(.datetime, to: &output)
    case .details: flag(.open, to: &output)
    default: break
    }
  }

  private func writeCommon(to output: inout [UInt8]) {
    text(.title, to: &output)
    word(.lang, to: &output)
    word(.dir, to: &output)
  }

  /// What every element of its kind gets.
  private var fixed: StaticString {
    switch element {
    case .img: " loading=\"lazy\" referrerpolicy=\"no-referrer\""
    case .audio, .video: " controls preload=\"none\""
    default: ""
    }
  }

  // MARK: Attributes

  private func write(_ name: Attributes.Name, _ value: ArraySlice<UInt8>, to output: inout [UInt8])
  {
    output.append(UInt8(ascii: " "))
    output.append(contentsOf: name.bytes)
    output.append("=\"")
    Escape.write(value.span, in: .attribute, into: &output)
    output.append(UInt8(ascii: "\""))
  }

  private func text(_ name: Attributes.Name, to output: inout [UInt8]) {
    if let value = attributes[name] { write(name, value, to: &output) }
  }

  /// A value of letters, digits and `-/.+` only: a language, a direction, a media type.
  private func word(_ name: Attributes.Name, to output: inout [UInt8]) {
    guard let value = attributes[name]?.trimmed, !value.isEmpty, value.count <= 64 else { return }
    let isWord = value.allSatisfy { $0.isLetter || $0.isDigit || "-/.+".utf8.contains($0) }
    if isWord { write(name, value, to: &output) }
  }

  private func number(_ name: Attributes.Name, _ range: ClosedRange<Int>, to output: inout [UInt8])
  {
    guard let value = attributes[name]?.number, range.contains(value) else { return }
    write(name, Array(String(value).utf8)[...], to: &output)
  }

  private func flag(_ name: Attributes.Name, to output: inout [UInt8]) {
    guard attributes.has(name) else { return }
    output.append(UInt8(ascii: " "))
    output.append(contentsOf: name.bytes)
  }
}
