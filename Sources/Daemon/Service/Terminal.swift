import Glibc

/// Standard output and standard error, unbuffered, for what a command says to a person or a program.
///
/// What comes from a feed goes through `printable` first (invariant 6).
enum Terminal {
  private static let output: Int32 = 1
  private static let error: Int32 = 2

  /// Writes a text and a line break to standard output.
  static func print(_ text: String) {
    write(text + "\n", to: output)
  }

  /// Writes a text and a line break to standard error.
  static func complain(_ text: String) {
    write(text + "\n", to: error)
  }

  /// Whether standard error is a terminal that a person looks at.
  static var isInteractive: Bool { isatty(error) == 1 }

  /// Ends the process.
  static func exit(_ code: ExitCode) -> Never {
    Glibc.exit(code.rawValue)
  }

  /// Ends early when the reader is gone (EPIPE): there is nobody left to tell.
  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
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
