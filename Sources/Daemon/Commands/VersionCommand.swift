import Invocation

/// `rassegna version`.
enum VersionCommand: Command {
  static let name = "version"
  static let summary = "print the version"
  static let discussion = "Prints the version of the program."

  /// The version of the program, as in CHANGELOG.md.
  static let version = "0.1.0"

  static func run(_ arguments: Arguments) async -> ExitCode {
    Terminal.print("rassegna \(version)")
    return .ok
  }
}
