import TOML

/// Reads configuration files into a draft, and notes everything that is wrong with each value.
struct ConfigurationReader {
  let files: ConfigurationFiles
  /// The main file, as the user named it.
  let main: String
  var draft = ConfigurationDraft()
  var log = ProblemLog()

  /// The absolute path of the main file.
  var mainPath: AbsolutePath { AbsolutePath(main, in: files.workingDirectory) }

  init(files: ConfigurationFiles, main: String) {
    self.files = files
    self.main = main
  }

  /// Reads the main file and all that it includes, each file once.
  mutating func read() {
    log.announce(main)
    guard let table = document(main, includedAt: nil) else { return }
    readSections(of: table, in: main)
    var seen: Set = [mainPath]
    for (pattern, place) in inclusions(table) {
      for path in paths(pattern)
      where seen.insert(AbsolutePath(path, in: files.workingDirectory)).inserted {
        if path.isOPMLPath {
          readSubscriptions(path, includedAt: place)
          continue
        }
        guard let table = document(path, includedAt: place) else { continue }
        readSections(of: table, in: path)
      }
    }
  }

  /// The patterns of `include`, relative to where the user is, with their places.
  private func inclusions(_ table: TOMLTable) -> [(String, ConfigurationPlace)] {
    let nodes = table["include"]?.node.elements ?? []
    let folder = main.lastIndex(of: "/").map { String(main[...$0]) } ?? ""
    return zip(draft.top.include ?? [], nodes).map { pattern, node in
      let path = pattern.hasPrefix("/") ? pattern : folder + pattern
      return (path, ConfigurationPlace(file: main, position: node.position))
    }
  }

  private func paths(_ pattern: String) -> [String] {
    pattern.contains { "*?[".contains($0) } ? files.matches(pattern) : [pattern]
  }
}
