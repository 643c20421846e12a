extension Configuration {
  /// The keys of a feed that say what is polled when, and what it is called.
  private static let feedKeys: Set = ["title", "tags", "interval", "allow_private"]

  /// What the daemon loaded last, as far as looking at it needs that: how feeds are polled and when
  /// digests are due, without mail, themes and secrets.
  ///
  /// - Parameters:
  ///   - settings: `ConfigurationDraft.settings` of it. What can not be read is left out.
  ///   - state: the absolute path of the database's folder.
  init(remembered settings: [String: String], state: String) {
    let text = Self.sections(settings).map { ([$0.header] + $0.lines).joined(separator: "\n") }
    let whole = text.joined(separator: "\n")
    let files = ConfigurationFiles(
      workingDirectory: "/",
      read: { _ throws(FileFault) in ConfigurationFile(bytes: Array(whole.utf8)) },
      matches: { _ in [] })
    do {
      self = try .load(
        path: "remembered.toml", environment: ["STATE_DIRECTORY": state], files: files)
    } catch {
      // An older version remembered otherwise.
      self.init(
        state: state, contact: nil, polling: PollingSettings(), digests: [], feeds: [], warnings: []
      )
    }
  }

  /// The sections of a configuration file that has these settings.
  private static func sections(_ settings: [String: String]) -> [(header: String, lines: [String])]
  {
    var sections: [String: [String]] = [:]
    for (name, value) in settings {
      let words = name.split(separator: " ").map { String($0) }
      let parts = name.split(separator: ".").map { String($0) }
      if words.first == "feed", words.count > 1 {
        let isKept = words.count == 3 && feedKeys.contains(words[2])
        sections[words[1], default: []] += isKept ? ["\(words[2]) = \(value)"] : []
      } else if parts.first == "digest", parts.count <= 3 {
        let isKept = parts.count == 3 && parts[2] != "theme" && !name.hasSuffix("\"")
        sections["[digest.\(parts[1])]", default: []] += isKept ? ["\(parts[2]) = \(value)"] : []
      } else if parts.count == 2 {
        sections["[\(parts[0])]", default: []].append("\(parts[1]) = \(value)")
      }
    }
    return sections.sorted { $0.key < $1.key }.map { name, lines in
      name.hasPrefix("[") ? (name, lines) : ("[[feed]]", ["url = \(quoted(name))"] + lines)
    }
  }
}
