import FoundationEssentials
import Invocation
import Storage

extension Command {
  static let backup = Command(
    name: "backup",
    summary: "copy the database to a file, safely beside the daemon",
    operands: "FILE",
    discussion: """
      Copies the database as it is at this moment, checks the copy, and only then gives it the name
      FILE; an older backup of that name is replaced, any other file is not. The daemon goes on meanwhile.
      Editions are in the database: `rassegna digest --date DATE` writes them again.
      """,
    options: [.config]
  ) { arguments in
    await attempt("backup") { () async throws(Session.Failure) in
      let file = try arguments.onlyFile()
      let session = try await Session.reading(arguments)
      let size: Int64
      do throws(StorageError) {
        try await session.store.backUp(to: file) {
          Terminal.showProgress("copied \(Int($0 * 100)) %")
        }
        size = try await session.store.size()
      } catch {
        Terminal.endProgress()
        throw Session.Failure(error)
      }
      Terminal.endProgress()
      Terminal.print("\(file.printable): \(ByteCount(bytes: Int(size)).rounded), checked.")
      return .ok
    }
  }

  static let restore = Command(
    name: "restore",
    summary: "put a backup in the database's place",
    operands: "FILE",
    discussion: """
      Checks the backup FILE and puts a copy of it in the place of the database. What stood there is
      set aside beside it, never removed. The daemon must not run. What came after the backup will be
      polled again as far as the feeds still have it, and told again.
      """,
    options: [.config]
  ) { arguments in
    await attempt("restore") { () async throws(Session.Failure) in
      let file = try arguments.onlyFile()
      let (configuration, lock) = try Session.alone(arguments)
      defer { withExtendedLifetime(lock) {} }
      let now = Clock.system.now().rfc3339.filter { !"-:".contains($0) }
      let aside: String?
      do throws(StorageError) {
        aside = try Store.restore(
          file, to: configuration.database, settingAside: "aside-" + now)
      } catch {
        throw Session.Failure(error)
      }
      Terminal.print("\(configuration.database) is now \(file.printable).")
      if let aside { Terminal.print("What stood there is \(aside).") }
      return .ok
    }
  }
}

extension Arguments {
  /// The number that an option has; nil when it is not given.
  func number(_ option: String, in range: ClosedRange<Int>) throws(Session.Failure) -> Int? {
    guard let text = value(option) else { return nil }
    if let number = Int(text), range.contains(number) { return number }
    throw Session.Failure(
      sentence: "--\(option) needs a number from \(range.lowerBound) to \(range.upperBound)",
      code: .usage)
  }

  /// The FILE of a command that has one operand.
  func onlyFile() throws(Session.Failure) -> String {
    guard let file = operands.first, operands.count == 1, !file.isEmpty else {
      throw Session.Failure(sentence: "name one FILE; see --help", code: .usage)
    }
    return file
  }
}
