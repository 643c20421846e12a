import Links

/// What `xml:base` and `xml:lang` say at the place that is being read.
///
/// Source: XML Base (second edition) §4; XML 1.0 §2.12.
struct Scopes {
  private struct Scope {
    var depth: Int
    var base: WebURL?
    var language: String?
  }

  private var scopes: [Scope]
  /// How many elements are open.
  private(set) var depth = 0

  /// `base` is the address of the document.
  init(base: WebURL?) {
    scopes = [Scope(depth: 0, base: base)]
  }

  var base: WebURL? { scopes.last?.base }

  /// The language of the innermost `xml:lang`; nil where there is none, or an empty one.
  var language: String? { scopes.last?.language }

  /// Whether the innermost base or language was given inside an element that stands `depth` deep.
  func isInside(_ depth: Int) -> Bool { scopes.last.map { $0.depth > depth } ?? false }

  /// An element begins.
  mutating func enter(_ attributes: XMLAttributes) {
    depth += 1
    guard attributes.count > 0 else { return }
    let base = attributes.xml("base")
    let language = attributes.xml("lang")
    guard base != nil || language != nil else { return }
    var scope = Scope(depth: depth, base: self.base, language: self.language)
    // A script is no place that an address could start from.
    if let url = base.flatMap({ WebURL($0, relativeTo: self.base) }),
      !url.host.isEmpty || url.scheme == self.base?.scheme
    {
      scope.base = url
    }
    if let language { scope.language = language.isEmpty ? nil : language }
    scopes.append(scope)
  }

  /// The element that began last ends.
  mutating func leave() {
    if let last = scopes.last, last.depth == depth, scopes.count > 1 { scopes.removeLast() }
    depth -= 1
  }
}
