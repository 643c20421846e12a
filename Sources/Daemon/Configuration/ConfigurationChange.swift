/// What a reload changes: exactly what a person has written otherwise.
struct ConfigurationChange: Sendable, Equatable {
  /// One change a line, for people; in order: feeds, digests, then the rest by name.
  let lines: [String]

  /// - Parameters:
  ///   - old: the settings of what the daemon loaded last.
  ///   - new: those of what it would load now.
  init(from old: [String: String], to new: [String: String]) {
    let added = Set(new.keys.filter(Self.isWhole)).subtracting(old.keys)
    let removed = Set(old.keys.filter(Self.isWhole)).subtracting(new.keys)
    let titles = Set(removed.compactMap { old[$0 + " title"] })
    var lines = added.sorted(by: Self.feedsFirst).map { name in
      "+ \(Self.shown(name)): " + Self.addition(name, title: new[name + " title"], titles)
    }
    lines += removed.sorted(by: Self.feedsFirst).map { name in
      "- \(Self.shown(name)): "
        + (Self.isFeed(name)
          ? "polled no more; its items stay until they are old"
          : "written no more; its editions stay")
    }
    let whole = added.union(removed)
    for name in Set(old.keys).union(new.keys).sorted() where old[name] != new[name] {
      if whole.contains(name) || whole.contains(Self.owner(of: name)) { continue }
      let standard = ConfigurationKeys.standard(of: name) ?? "nothing"
      let (before, after) = (old[name] ?? standard, new[name] ?? standard)
      lines.append("~ \(Self.shown(name)): \(Self.shown(before)) → \(Self.shown(after))")
    }
    self.lines = lines
  }

  /// What is told of a new feed or digest.
  private static func addition(_ name: String, title: String?, _ removed: Set<String>) -> String {
    guard isFeed(name) else { return "a new digest" }
    guard let title, removed.contains(title) else { return "a new feed" }
    return "a new feed to the store, although its title \(title) is known: its address changed"
  }

  private static func isFeed(_ name: String) -> Bool { name.hasPrefix("feed ") }

  /// Whether a name is that of a feed or digest, not of a key of it.
  private static func isWhole(_ name: String) -> Bool { owner(of: name) == name }

  /// The name of the feed or digest that a setting is of.
  private static func owner(of name: String) -> String {
    if isFeed(name) { return name.split(separator: " ").prefix(2).joined(separator: " ") }
    guard name.hasPrefix("digest.") else { return "" }
    return name.split(separator: ".").prefix(2).joined(separator: ".")
  }

  private static func feedsFirst(_ one: String, _ other: String) -> Bool {
    isFeed(one) == isFeed(other) ? one < other : isFeed(one)
  }

  /// A name or value for people; a feed is named by its address.
  private static func shown(_ text: String) -> String {
    let name = isWhole(text) && isFeed(text) ? String(text.dropFirst("feed ".count)) : text
    return name.withoutUserinfo.printable
  }
}
