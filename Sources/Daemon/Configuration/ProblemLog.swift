import TOML

/// The problems of several files, as they are found.
struct ProblemLog: Sendable {
  private var problems: [ConfigurationProblem] = []
  /// The files in the order in which they are read.
  private var order: [String: Int] = [:]

  /// Whether there is anything that keeps the configuration from loading.
  private(set) var hasErrors = false

  /// Puts a file behind those that were announced before.
  mutating func announce(_ file: String) {
    if order[file] == nil { order[file] = order.count }
  }

  mutating func add(
    _ severity: ConfigurationProblem.Severity, at place: ConfigurationPlace, key: String?,
    _ message: String
  ) {
    announce(place.file)
    hasErrors = hasErrors || severity == .error
    problems.append(
      ConfigurationProblem(severity: severity, place: place, key: key, message: message))
  }

  /// The problems in the order of the files and of the places in them; what concerns a whole file
  /// comes first.
  var sorted: [ConfigurationProblem] {
    problems.enumerated().sorted { left, right in
      rank(left.element.place, left.offset) < rank(right.element.place, right.offset)
    }.map(\.element)
  }

  private func rank(_ place: ConfigurationPlace, _ offset: Int) -> (Int, Int, Int, Int) {
    let position = place.position
    return (order[place.file] ?? 0, position?.line ?? 0, position?.column ?? 0, offset)
  }
}

extension [ConfigurationProblem] {
  /// How many there are: `2 errors, 1 warning`; `no problems`.
  var summary: String {
    let counts = [ConfigurationProblem.Severity.error, .warning].compactMap { severity in
      let count = self.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity)\(count == 1 ? "" : "s")"
    }
    return counts.isEmpty ? "no problems" : counts.joined(separator: ", ")
  }
}
