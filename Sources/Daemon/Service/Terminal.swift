import FoundationEssentials
import Glibc
import Synchronization

/// Standard output and standard error, unbuffered, for what a command says to a person or a program.
///
/// What comes from a feed goes through `printable` first (invariant 6).
enum Terminal {
  private static let output: Int32 = 1
  private static let error: Int32 = 2
  /// The errno of the first write to standard output that failed; 0 while there is none.
  private static let outputFailure = Atomic<Int32>(0)
  /// Whether the last that was written to the terminal is a line of progress.
  private static let isShowingProgress = Atomic<Bool>(false)

  /// Makes the process safe against a standard descriptor that is closed, or whose reader goes: once,
  /// before anything is opened.
  ///
  /// A closed one is filled with what can not be used, else the database, a socket or a digest would
  /// get its number and be written to. A reader that has gone is an error of write(2), not the end of
  /// a poll.
  static func prepare() {
    for descriptor in [0, output, error] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is given: the one that is missing.
      _ = unsafe open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Writes a text and a line break to standard output.
  ///
  /// After a failure nothing more is written; the command goes on, and `exit` tells.
  static func print(_ text: String) {
    guard isHeard else { return }
    endProgress()
    let failure = write(text + "\n", to: output)
    if failure != 0 { outputFailure.store(failure, ordering: .relaxed) }
  }

  /// Whether standard output still takes what is printed.
  static var isHeard: Bool { outputFailure.load(ordering: .relaxed) == 0 }

  /// Writes a text and a line break to standard error.
  static func complain(_ text: String) {
    endProgress()
    // Nobody is left to be told of a failure.
    _ = write(text + "\n", to: error)
  }

  /// Shows how far long work has come, in place of what it showed before, until something else is
  /// written. Only on a terminal.
  static func showProgress(_ text: String) {
    guard isInteractive else { return }
    isShowingProgress.store(true, ordering: .relaxed)
    _ = write("\r\u{1B}[K" + text, to: error)
  }

  /// Takes the progress away.
  static func endProgress() {
    guard isShowingProgress.exchange(false, ordering: .relaxed) else { return }
    _ = write("\r\u{1B}[K", to: error)
  }

  /// Whether standard error is a terminal that a person looks at, and which can write over a line.
  static var isInteractive: Bool { isatty(error) == 1 && environment["TERM"] != "dumb" }

  /// The text in a colour, where standard error has some.
  static func coloured(_ text: String, _ colour: Colour) -> String {
    guard isInteractive, allowsColour(environment) else { return text }
    return "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m"
  }

  /// Whether the user wants colours. Source: https://no-color.org
  static func allowsColour(_ environment: [String: String]) -> Bool {
    environment["NO_COLOR"]?.isEmpty ?? true
  }

  /// Source: ECMA-48 §8.3.117 (SGR).
  enum Colour: Int {
    case red = 31
    case yellow = 33
  }

  private static var environment: [String: String] { ProcessInfo.processInfo.environment }

  /// Writes why the command has failed to standard error; each line has the priority of an error
  /// where that is the journal.
  static func fail(_ text: String) {
    let mark = isJournal(named: environment["JOURNAL_STREAM"]) ? "<3>" : ""
    complain(text.split(separator: "\n").map { mark + $0 }.joined(separator: "\n"))
  }

  /// Whether standard error is the journal. A program inherits `$JOURNAL_STREAM` from a terminal that
  /// systemd has started, so the file that it names is compared. Source: systemd.exec(5).
  static func isJournal(named stream: String?) -> Bool {
    guard let stream else { return false }
    var status = stat()
    guard unsafe fstat(error, &status) == 0 else { return false }
    return stream == "\(status.st_dev):\(status.st_ino)"
  }

  /// Ends the process: with 74 where all was well but standard output did not take what was printed.
  /// A reader that has seen enough (EPIPE) is told nothing.
  static func exit(_ code: ExitCode) -> Never {
    endProgress()
    guard code == .ok, !isHeard else { Glibc.exit(code.rawValue) }
    let failure = outputFailure.load(ordering: .relaxed)
    if failure != EPIPE { complain("rassegna: standard output: \(systemMessage(failure))") }
    Glibc.exit(ExitCode.ioError.rawValue)
  }

  /// Ends the process without its own tidying up, which may hang too.
  static func exitAtOnce(_ code: ExitCode) -> Never {
    Glibc._exit(code.rawValue)
  }

  /// Writes all of it. Returns 0, or the errno that it ended with.
  private static func write(_ text: String, to descriptor: Int32) -> Int32 {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}

extension String {
  /// The text without what could move a cursor or end a line: C0, DEL, C1 and bidi controls become
  /// U+FFFD. Text from feeds is shown in terminals and logs only like this.
  var printable: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars { result.append(scalar.isControl ? "\u{FFFD}" : scalar) }
    return String(result)
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
