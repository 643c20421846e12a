import Digests
import Glibc
import Running

/// How a message goes through a program such as sendmail, and what its ending means: pure functions.
///
/// The call is the one that sendmail, Postfix, Exim, msmtp and dma all take: `-i` so that a lone dot
/// ends nothing, `-f` with the sender of the envelope, `--` so that no address is read as an option, and
/// the recipients, which are never taken out of the message.
struct Sendmail: Sendable, Equatable {
  /// The absolute path of the program.
  var path: String

  /// The variables of ours that the program may need: its own configuration, a password.
  private static let handedOn = ["CREDENTIALS_DIRECTORY", "HOME", "LOGNAME", "USER"]
  private static let searchPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

  /// The program with what it is called with.
  func program(from: String, to: [String], environment: [String: String]) -> Program {
    var variables = environment.filter { Self.handedOn.contains($0.key) }
    variables["PATH"] = Self.searchPath
    variables["LC_ALL"] = "C"
    return Program(
      path: path, arguments: ["-i", "-f", from, "--"] + to, environment: variables)
  }

  /// A message as such programs read it: lines ended by LF, as those of any file here.
  static func input(_ message: [UInt8]) -> [UInt8] {
    var input: [UInt8] = []
    input.reserveCapacity(message.count)
    for (index, byte) in message.enumerated() {
      let isBreak = byte == 13 && index + 1 < message.count && message[index + 1] == 10
      if !isBreak { input.append(byte) }
    }
    return input
  }

  /// What has become of a message.
  ///
  /// A program that ends by itself with anything but success has taken nothing. Source: sysexits(3).
  func outcome(_ result: ProgramResult) -> LetterCourse.Outcome {
    let said = Line(String(decoding: result.errors, as: UTF8.self), limit: 300).string
    let reason = said.isEmpty ? "" : ": " + said
    switch result.ending {
    case .exit(0): return .sent
    case .exit(let status):
      let told = "\(path) did not take it (exit status \(status))\(reason)"
      return Self.isForGood(status) ? .refused(told) : .failed(told)
    case .signal(let number): return .unknown("\(path) was ended by signal \(number)\(reason)")
    case .timedOut: return .unknown("\(path) took too long and was ended\(reason)")
    case .cancelled: return .unknown("\(path) was ended with the daemon\(reason)")
    }
  }

  /// What has become of a message whose program did not run.
  func outcome(_ error: ProgramError) -> LetterCourse.Outcome {
    switch error {
    // What sets the mode of the file right, or installs it, may come within a minute.
    case .notStarted(EACCES):
      .failed("\(path) may not be executed; for the service see Sendmail in rassegna(8)")
    case .notStarted(let code): .failed("\(path) can not be executed: \(systemMessage(code))")
    case .noRoom(let code):
      .failed("no memory or descriptors to run \(path): \(systemMessage(code))")
    }
  }

  /// Whether the next minutes will not change the answer.
  ///
  /// EX_NOHOST and EX_UNAVAILABLE are not among them: msmtp says the one without a network, the other
  /// where a server answers 451.
  private static func isForGood(_ status: Int32) -> Bool {
    switch status {
    case 64, 65, 66, 67, 72, 76, 77, 78: true
    default: false
    }
  }
}
