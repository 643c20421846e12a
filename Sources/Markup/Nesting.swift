/// The elements that libxml2 will have open, as far as end tags tell, to keep their number down.
///
/// An end tag ends the innermost element of its name with all that is in it, unless an element of a
/// higher rank stands between. Source: htmlEndPriority in libxml2's HTMLparser.c.
struct Nesting {
  private struct Open {
    let name: NameKey
    let rank: UInt8
  }

  private let limit: Int
  private var open: [Open] = []
  /// Elements below the limit, whose tags are left out.
  private var below = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// False when the element is too deep: its tag is then left out.
  mutating func open(_ name: NameKey?) -> Bool {
    guard let name else { return true }
    if let last = open.last, last.name == name, Self.siblings[name] != nil { open.removeLast() }
    guard open.count < limit else {
      below += 1
      return false
    }
    open.append(Open(name: name, rank: Self.ranks[name] ?? 0))
    return true
  }

  /// False when the end tag ends nothing: it is then left out.
  mutating func close(_ name: NameKey?) -> Bool {
    guard let name else { return true }
    if below > 0 {
      below -= 1
      return false
    }
    let rank = Self.ranks[name] ?? 0
    for index in open.indices.reversed() {
      if open[index].name == name {
        open.removeSubrange(index...)
        return true
      }
      if open[index].rank > rank { return false }
    }
    return false
  }

  private static let ranks = NameTable<UInt8>([
    ("div", 1), ("td", 2), ("th", 2), ("tr", 3), ("thead", 4), ("tbody", 4), ("tfoot", 4),
    ("table", 5),
  ])

  /// Elements that end when the next of the same name begins.
  private static let siblings = NameTable(
    ["a", "dd", "dt", "li", "option", "p", "td", "th", "tr"].map { ($0, true) })
}
