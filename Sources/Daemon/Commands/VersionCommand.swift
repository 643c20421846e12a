import Invocation

extension Command {
  static let version = Command(
    name: "version",
    summary: "print the version",
    discussion: "Prints the version of the program."
  ) { _ in
    Terminal.print("rassegna \(Rassegna.version)")
    return .ok
  }
}
