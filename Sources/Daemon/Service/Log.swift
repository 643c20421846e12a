import FoundationEssentials

/// Something that happened, as a line of the log.
struct LogEvent: Sendable, Hashable, Codable {
  var priority: Log.Priority
  /// Without what a reader's log puts before it.
  var line: String

  /// Values that are nil are left out.
  init(
    _ priority: Log.Priority, _ event: String, _ values: KeyValuePairs<String, String?> = [:]
  ) {
    self.priority = priority
    line = Log.line(event, values)
  }
}

/// Writes one line an event to standard error: `poll feed=https://… new=3`.
///
/// Under systemd each line begins with the journal's priority (`<6>`); on a terminal with the time.
/// Values that hold blanks are quoted; control characters can not end a line (invariant 6).
struct Log: Sendable {
  /// Source: sd-daemon(3).
  enum Priority: Int, Sendable, Codable {
    case error = 3
    case warning = 4
    case notice = 5
    case info = 6
    case debug = 7
  }

  /// Where the lines go, which decides how they begin.
  enum Reader: Sendable {
    case journal
    case person(Clock)
    /// Nobody: for commands whose output is their own.
    case nobody
  }

  private let reader: Reader

  init(_ reader: Reader) {
    self.reader = reader
  }

  /// For the daemon: the journal where systemd has connected standard error to it.
  init(environment: [String: String], clock: Clock) {
    self.init(Terminal.isJournal(named: environment["JOURNAL_STREAM"]) ? .journal : .person(clock))
  }

  /// Writes one event; values that are nil are left out.
  func callAsFunction(
    _ priority: Priority, _ event: String, _ values: KeyValuePairs<String, String?> = [:]
  ) {
    write(LogEvent(priority, event, values))
  }

  /// Writes one event.
  func write(_ event: LogEvent) {
    // It may come from another process; nothing but a line is written all the same.
    let line = event.line.printable
    switch reader {
    case .journal: Terminal.complain("<\(event.priority.rawValue)>" + line)
    case .person(let clock):
      let time = String(clock.now().rfc3339.dropFirst(11))
      Terminal.complain(time + mark(event.priority) + " " + line)
    case .nobody: break
    }
  }

  /// What a person is shown before a line that deserves a look.
  private func mark(_ priority: Priority) -> String {
    switch priority {
    case .error: " " + Terminal.coloured("error", .red)
    case .warning: " " + Terminal.coloured("warning", .yellow)
    default: ""
    }
  }

  /// The event and its values, without what stands before them.
  static func line(_ event: String, _ values: KeyValuePairs<String, String?>) -> String {
    let pairs = values.compactMap { key, value in value.map { "\(key)=\(quoted($0))" } }
    return ([event] + pairs).joined(separator: " ")
  }

  private static func quoted(_ value: String) -> String {
    let value = value.printable
    guard value.isEmpty || value.contains(where: { " \"=".contains($0) }) else { return value }
    let escaped = value.reduce(into: "") { result, character in
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return "\"\(escaped)\""
  }
}
