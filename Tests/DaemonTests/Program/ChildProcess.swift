import Confinement
import Dispatch
import FoundationEssentials
import Glibc

/// A process of the real program, built beside these tests.
actor ChildProcess {
  /// What one of the child's standard descriptors is.
  enum Stream {
    /// Added to a file, which is made.
    case file(String)
    case descriptor(Int32)
    case closed
  }

  /// How it ended.
  enum Ending: Hashable {
    case exit(Int32)
    case signal(Int32)
  }

  struct NotStarted: Error { var code: Int32 }

  /// The program `rassegna` of this build.
  static let program =
    folder(of: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path)
    + "/rassegna"

  nonisolated let id: pid_t
  private let confined = ConfinedQueue(label: "test.child")
  private var ending: Ending?

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe confined.asUnownedSerialExecutor()
  }

  init(
    _ arguments: [String], of program: String = ChildProcess.program,
    environment: [String: String] = [:], output: Stream = .file("/dev/null"),
    errors: Stream = .file("/dev/null")
  ) throws {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    for (number, stream) in [(Int32(1), output), (2, errors)] {
      switch stream {
      case .file(let path):
        unsafe posix_spawn_file_actions_addopen(
          &actions, number, path, O_WRONLY | O_CREAT | O_APPEND, 0o600)
      case .descriptor(let other):
        unsafe posix_spawn_file_actions_adddup2(&actions, other, number)
      case .closed: unsafe posix_spawn_file_actions_addclose(&actions, number)
      }
    }
    // The threads of a test may hold signals back; a program begins with none held back.
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let variables = environment.map { "\($0)=\($1)" }
    var child = pid_t()
    let code = unsafe withCStrings([program] + arguments) { arguments in
      unsafe withCStrings(variables) { variables in
        unsafe posix_spawn(&child, program, &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else { throw NotStarted(code: code) }
    id = child
  }

  /// Sends it a signal.
  nonisolated func send(_ signal: Int32) { _ = kill(id, signal) }

  /// Waits for its end, on a thread of its own.
  func end() -> Ending {
    if let ending { return ending }
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
    return end(status)
  }

  /// Whether it has ended by itself; it is not waited for.
  var hasEnded: Bool {
    if ending != nil { return true }
    var status: Int32 = 0
    guard unsafe waitpid(id, &status, WNOHANG) == id else { return false }
    _ = end(status)
    return true
  }

  private func end(_ status: Int32) -> Ending {
    let ending = status & 0x7F == 0 ? Ending.exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
    self.ending = ending
    return ending
  }

  private static func folder(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
  }
}

/// Lends strings as the array that exec(3) wants.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  var copies = unsafe strings.map { unsafe strdup($0) } + [nil]
  defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
  return unsafe copies.withUnsafeMutableBufferPointer { buffer in
    // An array with a nil at its end is not empty.
    guard let start = buffer.baseAddress else { preconditionFailure() }
    return unsafe body(start)
  }
}

/// What a run of the program did.
struct Run {
  var ending: ChildProcess.Ending
  var output: String
  var errors: String

  /// Runs the program to its end.
  init(_ arguments: [String], environment: [String: String] = [:], in folder: String) async throws {
    let names = ["out", "err"].map { folder + "/" + UUID().uuidString + "." + $0 }
    let child = try ChildProcess(
      arguments, environment: environment, output: .file(names[0]), errors: .file(names[1]))
    ending = await child.end()
    output = try text(of: names[0])
    errors = try text(of: names[1])
  }
}

/// What a file holds, which may be nothing: FoundationEssentials never frees the page into which it
/// reads an empty file.
func text(of path: String) throws -> String {
  var status = stat()
  if unsafe stat(path, &status) == 0, status.st_size == 0 { return "" }
  return try String(contentsOfFile: path, encoding: .utf8)
}
