import TOML

/// A place in the configuration files.
struct ConfigurationPlace: Sendable, Hashable {
  /// The file's path as the user wrote it, or found by a pattern that the user wrote.
  let file: String
  /// Nil: the file as a whole.
  let position: TOMLPosition?
}

/// Something that is wrong with the configuration, told to the sysadmin.
struct ConfigurationProblem: Sendable, Equatable {
  /// What a problem does.
  enum Severity: String, Sendable {
    /// The configuration does not load.
    case error
    /// It loads, but probably does something else than was meant.
    case warning
  }

  let severity: Severity
  let place: ConfigurationPlace
  /// The key's path, such as `polling.interval`; nil where no key is concerned.
  let key: String?
  /// What is wrong: what was expected, what was found, and what to write.
  let message: String

  /// The problem on one line, as compilers print it:
  /// `rassegna.toml:3:12: error: polling.interval: expected …`. Control characters are escaped.
  var line: String {
    var parts = [place.file]
    if let position = place.position {
      parts[0] += ":\(position.line):\(position.column)"
    }
    parts += [severity.rawValue] + (key.map { [$0] } ?? []) + [message]
    return parts.joined(separator: ": ").escapingControlCharacters
  }
}

/// A configuration that does not load.
struct ConfigurationError: Error, Sendable, Equatable {
  /// Everything that is wrong, warnings too, in the order of the files; at least one error.
  let problems: [ConfigurationProblem]
  /// The folder of the database, as far as it could be told.
  var state = TopDraft().state
}

extension String {
  /// The text with control and direction characters written as `\u{…}`, so that a terminal or a
  /// log shows them instead of obeying them.
  var escapingControlCharacters: String {
    String(
      unicodeScalars.lazy.map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator:
          "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        default: String(scalar)
        }
      }.joined())
  }
}
