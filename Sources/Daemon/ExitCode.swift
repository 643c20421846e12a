/// How the process ends, for scripts and for systemd. Source: sysexits(3).
enum ExitCode: Int32, CaseIterable, Sendable, Codable {
  case ok = 0
  /// The command did its work, and found something that needs a look: `status`, `doctor`, and
  /// `poll` where every feed failed.
  case needsALook = 1
  /// The command was called wrongly.
  case usage = 64
  /// The input is not what it should be, such as a file that is no feed.
  case dataError = 65
  /// A file or feed that was named does not exist or can not be read.
  case noInput = 66
  /// Something else is needed that is not there, such as the database's lock.
  case unavailable = 69
  /// A defect of the program.
  case software = 70
  /// The system refused something: no descriptors, no memory.
  case systemError = 71
  /// A file could not be written.
  case cannotCreate = 73
  case ioError = 74
  /// It may work later: another process has the database, the network or a host is not to be had.
  case temporaryFailure = 75
  case noPermission = 77
  /// The configuration can not work; starting again will not help.
  case configuration = 78
}
