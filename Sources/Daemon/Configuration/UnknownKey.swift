import TOML

/// A key or section that the program does not know.
struct UnknownKey {
  let key: String
  /// Whether it was written as a section.
  let isSection: Bool
  /// The header of the section that it stands in; empty for the top of the file.
  let header: String

  init(_ entry: TOMLEntry, in header: String) {
    key = entry.key
    self.header = header
    isSection =
      switch entry.node.value {
      case .table: true
      case .array(let elements): elements.contains { $0.value.table != nil }
      default: false
      }
  }

  private static let sections = [
    "polling": "[polling]", "retention": "[retention]", "stories": "[stories]",
    "metrics": "[metrics]", "digest": "[digest.NAME]", "feed": "[[feed]]",
    "filter": "[[digest.NAME.filter]] or [[feed.filter]]",
  ]

  /// What is wrong, and what may have been meant.
  var message: String {
    let place = header.isEmpty ? "" : " in \(header)"
    return "unknown \(isSection ? "section" : "key") '\(key)'\(place): \(advice)"
  }

  private var advice: String {
    let known = ConfigurationKeys.descriptions
    let here = known.filter { $0.section == header }.map(\.name)
    if let home = Self.sections[key], !header.isEmpty {
      return "\(home) is a section of its own"
    }
    if let home = known.first(where: { $0.name == key })?.section {
      return home.isEmpty
        ? "it belongs at the top of the file, before the first section" : "it belongs into \(home)"
    }
    if let meant = meantSection { return "did you mean \(meant)?" }
    if !isSection, let meant = key.nearest(of: here) { return "did you mean '\(meant)'?" }
    if !isSection, let meant = known.first(where: { key.nearest(of: [$0.name]) != nil }) {
      let home = meant.section.isEmpty ? "at the top of the file" : "in \(meant.section)"
      return "did you mean '\(meant.name)' \(home)?"
    }
    return header.isEmpty
      ? "the sections are [polling], [retention], [stories], [metrics], [digest.NAME] and "
        + "[[feed]]; the keys before them are "
        + here.joined(separator: ", ")
      : "the keys there are " + here.joined(separator: ", ")
  }

  /// The header that was meant by a section's name, at the top of the file.
  private var meantSection: String? {
    guard header.isEmpty else { return nil }
    return key.nearest(of: Self.sections.keys.sorted()).flatMap { Self.sections[$0] }
  }
}
