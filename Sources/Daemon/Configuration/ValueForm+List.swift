import Digests
import TOML

extension ValueForm {
  /// A list of at least one value, none twice; one value alone is a list of it. Each element that is
  /// wrong is told.
  ///
  /// - Parameter noun: what the elements are, in the plural: `times of day`.
  static func list<Element: Hashable>(
    of noun: String, _ element: ValueForm<Element>
  ) -> ValueForm where Value == [Element] {
    let example = "[\(element.example)]"
    let expected = "a list of \(noun) such as \(example), or one alone"
    return ValueForm(
      expected: expected, example: example,
      read: { node, context throws(Complaints) in
        guard case .array(let nodes) = node.value else {
          guard node.value.isScalar else { throw Complaints(node, expected: expected) }
          return [try element.read(node, context)]
        }
        guard !nodes.isEmpty else {
          throw Complaints(node, expected: expected, advice: "leave the key out for its default")
        }
        return try elements(nodes, of: element, context)
      },
      write: { "[" + $0.map(element.write).joined(separator: ", ") + "]" })
  }

  private static func elements<Element: Hashable>(
    _ nodes: [TOMLNode], of form: ValueForm<Element>, _ context: ReadingContext
  ) throws(Complaints) -> [Element] where Value == [Element] {
    var complaints: [Complaint] = []
    var elements: [Element] = []
    for node in nodes {
      do {
        let element = try form.read(node, context)
        if elements.contains(element) {
          let message = "\(node.value.summary) stands in this list twice"
          complaints.append(Complaint(position: node.position, message: message))
        }
        elements.append(element)
      } catch {
        complaints += error.all
      }
    }
    if !complaints.isEmpty { throw Complaints(all: complaints) }
    return elements
  }
}

extension ValueForm where Value == String {
  /// What feeds are chosen and grouped by.
  static var tag: ValueForm {
    .text(
      "a tag, one line of 1 to 64 characters", example: "news",
      parse: { text, _ in text.isLine(maximum: 64) ? text : nil },
      advice: { $0.quotedText }, write: { $0 })
  }

  /// The language of a digest, with or without a region.
  static var language: ValueForm {
    let languages = Edition.languages.sorted().map { quoted($0) }.joined(separator: ", ")
    return .text(
      "one of \(languages), with a region or without such as \"en-GB\"", example: "en",
      parse: { text, _ in
        LanguageTag(text).flatMap { Edition.languages.contains($0.primary) ? $0.string : nil }
      }, write: { $0 })
  }

  /// The files that a configuration includes: a path or a pattern of glob(7), ending in `.toml` or
  /// `.opml`.
  static var inclusion: ValueForm {
    .text(
      "the path or pattern of .toml or .opml files such as \"feeds.d/*.toml\"",
      example: "feeds.d/*.toml",
      parse: { text, _ in text.hasSuffix(".toml") || text.isOPMLPath ? text : nil },
      write: { $0 })
  }
}

extension String {
  /// Whether the name of a file says that it is OPML.
  var isOPMLPath: Bool { hasSuffix(".opml") }
}

extension TOMLNode {
  /// The values of a list, or the one that stands in its place.
  var elements: [TOMLNode] { value.array ?? [self] }
}

extension TOMLValue {
  /// Whether it might be the only element of a list.
  fileprivate var isScalar: Bool { if case .boolean = self { false } else { writtenText != nil } }
}
