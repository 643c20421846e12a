/// What a document is by its content. What the server calls it is never asked: feeds are sent as
/// `text/html`, and pages as feeds.
enum DocumentKind: Equatable {
  case empty
  case json
  /// XML or something like it, from an offset on: what stands before is no markup.
  case markup(start: Int)
  /// Neither; what it looks like.
  case other(String)

  /// An XML declaration is not longer.
  private static let declarationBytes = 1024

  init(_ utf8: [UInt8]) {
    let text = utf8[...].trimmed
    guard let first = text.first else {
      self = .empty
      return
    }
    if first == UInt8(ascii: "{") {
      self = .json
    } else if let start = DocumentKind.firstTag(in: text) {
      self = .markup(start: DocumentKind.afterDeclaration(utf8, from: start))
    } else {
      self = .other(first == UInt8(ascii: "[") ? "a JSON array" : "text without markup")
    }
  }

  private static func firstTag(in text: ArraySlice<UInt8>) -> Int? {
    var rest = text
    while let index = rest.firstIndex(of: UInt8(ascii: "<")), index + 1 < rest.endIndex {
      let next = rest[index + 1]
      if next.startsXMLName || next == UInt8(ascii: "?") || next == UInt8(ascii: "!") {
        return index
      }
      rest = rest[(index + 1)...]
    }
    return nil
  }

  /// The XML declaration is passed over: the encoding is settled, and the version of no use.
  private static func afterDeclaration(_ utf8: [UInt8], from start: Int) -> Int {
    let head = utf8[start...].prefix(declarationBytes)
    guard head.starts(with: "<?xml".utf8), let end = head.range(of: "?>") else { return start }
    return end.upperBound
  }
}

extension FeedError {
  /// What markup is in which no feed was found.
  init(markup: ArraySlice<UInt8>) {
    let head = markup.prefix(64 * 1024)
    guard head.range(of: "<html") != nil || head.range(of: "<!doctype html") != nil else {
      self = .notAFeed("markup without a feed in it")
      return
    }
    var title: String?
    if let opening = head.range(of: "<title"),
      let start = head[opening.upperBound...].firstIndex(of: UInt8(ascii: ">")),
      let end = head[start...].range(of: "</title")
    {
      title = nonEmpty(plainLine(html: head[(start + 1)..<end.lowerBound]))
    }
    self = .webPage(title: title)
  }
}

extension ArraySlice<UInt8> {
  /// Where an ASCII text in lower case stands for the first time, in any case; nil where it does not.
  func range(of text: StaticString) -> Range<Int>? {
    let wanted = Array(text.description.utf8)
    guard let first = wanted.first, count >= wanted.count else { return nil }
    for start in startIndex...(endIndex - wanted.count)
    where self[start].lowered == first
      && wanted.indices.allSatisfy({ self[start + $0].lowered == wanted[$0] })
    {
      return start..<(start + wanted.count)
    }
    return nil
  }
}

extension UInt8 {
  /// Whether a name may begin with it. Source: XML 1.0 §2.3, without the gaps beyond ASCII.
  var startsXMLName: Bool {
    switch self {
    case 0x61...0x7A, 0x41...0x5A, 0x80...0xFF, UInt8(ascii: "_"), UInt8(ascii: ":"): true
    default: false
    }
  }

  /// Whether a name may go on with it.
  var continuesXMLName: Bool {
    switch self {
    case 0x30...0x39, UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: startsXMLName
    }
  }
}
