/// What the daemon says to a command that has asked for something, one line of JSON each: events while
/// it works, then one answer.
enum ControlMessage: Sendable, Hashable, Codable {
  /// Something happened that a command without a daemon would have logged.
  case event(said: LogEvent)
  /// The answer to `poll`; with what kept it from being whole, if something did.
  case polled(summary: PollSummary, trouble: Refusal?)
  /// The answer to `digest`.
  case digested(reports: [DigestReport])
  /// The answer where nothing was done.
  case refused(reason: Refusal)

  /// Why something was not done: a sentence, and how the command ends that asked.
  struct Refusal: Sendable, Hashable, Codable {
    var sentence: String
    var code: ExitCode
  }

  /// Whether the conversation ends with it.
  var isAnswer: Bool {
    if case .event = self { false } else { true }
  }

  /// A longer line is none of the daemon's.
  static let maximumBytes = 4 << 20
}
