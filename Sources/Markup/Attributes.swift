/// The attributes of one start tag that matter, with their values in one buffer.
struct Attributes {
  enum Name: UInt8, CaseIterable, Sendable {
    case alt, cite, colspan, datetime, dir, height, hidden, href, lang, open, poster, reversed
    case rowspan, src, srcset, start, style, title, type, value, width
    /// Where pictures that a script loads keep their address.
    case lazySource

    /// The name as it is written.
    var bytes: [UInt8] { Self.spellings[Int(rawValue)] }

    private static let spellings = allCases.map { Array("\($0)".utf8) }
  }

  private var values: [UInt8] = []
  private var entries: [(name: Name, range: Range<Int>)] = []

  /// The name as the writer knows it; nil for all the others, which are never written.
  static func name(_ name: NameKey?) -> Name? {
    name.flatMap { table[$0] }
  }

  private static let table = NameTable(
    Name.allCases.filter { $0 != .lazySource }.map { ("\($0)", $0) }
      + ["data-src", "data-lazy-src", "data-original"].map { ($0, .lazySource) })

  mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }

  mutating func add(_ name: Name, _ value: borrowing Span<UInt8>) {
    let start = values.count
    values.append(value)
    entries.append((name, start..<values.count))
  }

  /// The value, decoded; nil when the tag has no such attribute, or had it without a value.
  subscript(_ name: Name) -> ArraySlice<UInt8>? {
    for entry in entries where entry.name == name { return values[entry.range] }
    return nil
  }

  func has(_ name: Name) -> Bool {
    entries.contains { $0.name == name }
  }

  var isEmpty: Bool { entries.isEmpty }

  /// Whether the element and its content are meant to be invisible.
  var areHiding: Bool {
    if isEmpty { return false }
    if has(.hidden) { return true }
    guard let style = self[.style] else { return false }
    return Style(style).isInvisible
  }
}
