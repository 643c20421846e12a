/// The editions that a folder holds, as its file names tell.
struct Archive: Sendable, Equatable {
  /// One edition and the forms that it is there in.
  struct Entry: Sendable, Equatable {
    let day: Day
    let part: Int
    var forms: Set<Form>

    /// What its files are called before the dot.
    var stem: String { part == 1 ? "\(day)" : "\(day)-\(part)" }

    func name(in form: Form) -> String { stem + "." + form.fileExtension }
  }

  /// Newest first.
  let entries: [Entry]

  /// Reads the names of a folder; those that name no edition count for nothing.
  init(names: some Sequence<String>) {
    var entries: [String: Entry] = [:]
    for name in names {
      guard let entry = Self.entry(name) else { continue }
      entries["\(entry.day)-\(entry.part)", default: entry].forms.formUnion(entry.forms)
    }
    self.entries = entries.values.sorted { ($1.day, $1.part) < ($0.day, $0.part) }
  }

  /// The newest edition that is there in a form.
  func newest(in form: Form) -> Entry? {
    entries.first { $0.forms.contains(form) }
  }

  /// The highest part of each day.
  var lastParts: [Day: Int] {
    Dictionary(entries.map { ($0.day, $0.part) }, uniquingKeysWith: max)
  }

  private static func entry(_ name: String) -> Entry? {
    let halves = name.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count == 2,
      let form = Form.allCases.first(where: { $0.fileExtension == halves[1] }),
      let day = Day(halves[0].prefix(10))
    else { return nil }
    let rest = halves[0].dropFirst(10)
    if rest.isEmpty { return Entry(day: day, part: 1, forms: [form]) }
    guard rest.first == "-", let part = Int(rest.dropFirst()), part > 1, rest == "-\(part)"
    else { return nil }
    return Entry(day: day, part: part, forms: [form])
  }
}
