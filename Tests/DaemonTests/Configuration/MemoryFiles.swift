@testable import Daemon

extension ConfigurationFiles {
  /// Files in memory, seen from `/etc/rassegna`. Only a `*` before the end of a pattern is known.
  static func memory(_ texts: [String: String]) -> ConfigurationFiles {
    ConfigurationFiles(
      workingDirectory: "/etc/rassegna",
      read: { path throws(FileFault) in
        guard let text = texts[path] else { throw .missing }
        return ConfigurationFile(bytes: Array(text.utf8))
      },
      matches: { pattern in
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
        return texts.keys.filter { $0.hasPrefix(parts[0]) && $0.hasSuffix(parts[parts.count - 1]) }
          .sorted()
      })
  }
}

/// Loads `rassegna.toml` out of `texts`.
func load(
  _ texts: [String: String], environment: [String: String] = [:]
) throws(ConfigurationError) -> Configuration {
  try .load(path: "rassegna.toml", environment: environment, files: .memory(texts))
}

/// The problems of `texts`, as `rassegna check` prints them; warnings too where there is no error.
func problemLines(_ texts: [String: String], environment: [String: String] = [:]) -> [String] {
  do {
    return try load(texts, environment: environment).warnings.map(\.line)
  } catch {
    return error.problems.map(\.line)
  }
}

/// The problems of a configuration in one file.
func problemLines(_ text: String) -> [String] {
  problemLines(["rassegna.toml": text])
}

/// The lines of an example that make up the file, and those behind `!` that must be told of it.
func split(_ example: String) -> (text: String, told: [String]) {
  let lines = example.split(separator: "\n", omittingEmptySubsequences: false)
  let told = lines.filter { $0.hasPrefix("! ") }.map { "rassegna.toml:" + $0.dropFirst(2) }
  return (lines.filter { !$0.hasPrefix("! ") }.joined(separator: "\n") + "\n", told)
}
