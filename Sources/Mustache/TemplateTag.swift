/// A tag of a template: `{{name}}` and what else stands in braces.
struct TemplateTag: Equatable {
  enum Kind: Equatable {
    case value, section, inverted, end, file, comment
  }

  let kind: Kind
  let name: String
  /// With its braces; of anything but a value that stands alone on a line, the line.
  let range: Range<String.Index>
  let start: String.Index

  /// The tag without the line that it stood on. The library leaves an empty line where a section is
  /// left out whose tags stand on lines of their own.
  var text: String {
    switch kind {
    case .value: "{{\(name)}}"
    case .section: "{{#\(name)}}"
    case .inverted: "{{^\(name)}}"
    case .end: "{{/\(name)}}"
    case .file, .comment: ""
    }
  }
}

/// The tags of a template in their order.
///
/// Source: mustache(5). Of its tags, the one that changes the delimiters is refused.
struct TagScanner {
  let file: String
  let text: String

  func tags() throws(TemplateError) -> [TemplateTag] {
    var tags: [TemplateTag] = []
    // Scalars: braces with a combining mark are braces for the library, too.
    var rest = text.unicodeScalars[...]
    while let start = rest.firstRange(of: "{{".unicodeScalars)?.lowerBound {
      let tag = try tag(at: start)
      tags.append(tag)
      rest = text.unicodeScalars[tag.range.upperBound...]
    }
    return tags
  }

  /// The error for something at a place.
  func fault(_ reason: TemplateFault.Reason, at place: String.Index) -> TemplateError {
    let before = text[..<place]
    let line = before.reduce(1) { $1.isNewline ? $0 + 1 : $0 }
    let lineStart = before.lastIndex(where: \.isNewline).map { text.index(after: $0) }
    let column = text.distance(from: lineStart ?? text.startIndex, to: place) + 1
    return .malformed(TemplateFault(file: file, line: line, column: column, reason: reason))
  }

  private func tag(at start: String.Index) throws(TemplateError) -> TemplateTag {
    let inner = text.unicodeScalars[start...].dropFirst(2)
    let isTriple = inner.first == "{"
    guard let end = inner.firstRange(of: (isTriple ? "}}}" : "}}").unicodeScalars) else {
      throw fault(.unclosedTag, at: start)
    }
    let content = text[inner.startIndex..<end.lowerBound].dropFirst(isTriple ? 1 : 0)
    let range = start..<end.upperBound
    guard let sigil = content.first else { throw fault(.unreadableTag(""), at: start) }
    if sigil == "!" && !isTriple {
      return TemplateTag(kind: .comment, name: "", range: wholeLine(range), start: start)
    }
    if sigil == "=" { throw fault(.delimiters, at: start) }
    let kind = isTriple ? .value : Self.kinds[sigil] ?? .value
    let hasSigil = !isTriple && (Self.kinds[sigil] != nil || sigil == "&")
    let name = content.dropFirst(hasSigil ? 1 : 0).trimmed
    guard Self.isName(name) else { throw fault(.unreadableTag(String(content)), at: start) }
    return TemplateTag(
      kind: kind, name: name, range: kind == .value ? range : wholeLine(range), start: start)
  }

  private static let kinds: [Character: TemplateTag.Kind] = [
    "#": .section, "^": .inverted, "/": .end, ">": .file,
  ]

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy { byte in
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
          || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "_-.".utf8.contains(byte)
      }
  }

  /// The line of a tag that stands alone on it, with its end; else the tag.
  private func wholeLine(_ tag: Range<String.Index>) -> Range<String.Index> {
    let before = text[..<tag.lowerBound]
    let lineStart =
      before.lastIndex(where: \.isNewline).map { text.index(after: $0) } ?? text.startIndex
    let after = text[tag.upperBound...]
    let lineEnd =
      after.firstIndex(where: \.isNewline).map { text.index(after: $0) } ?? text.endIndex
    let isAlone =
      text[lineStart..<tag.lowerBound].allSatisfy(\.isWhitespace)
      && text[tag.upperBound..<lineEnd].allSatisfy(\.isWhitespace)
    return isAlone ? lineStart..<lineEnd : tag
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
