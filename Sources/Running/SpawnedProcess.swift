import CSpawn
import Glibc

/// The system calls of a child process: its start, its signals, its end.
///
/// The input lies in a file of memory before the process begins, and its errors go into a pipe that
/// takes 64 KiB and drops the rest: a program that does not read, or that writes without end, holds
/// nobody up.
@safe final class SpawnedProcess: Sendable {
  private static let maximumErrorBytes = 64 * 1024

  private let id: pid_t
  private let input: OwnedDescriptor
  private let output: OwnedDescriptor
  private let handle: OwnedDescriptor?

  init(_ program: Program, input bytes: [UInt8]) throws(ProgramError) {
    input = try OwnedDescriptor(holding: bytes)
    let pipe = try OwnedDescriptor.pipe()
    output = pipe.reading
    id = try Self.spawn(program, input: input, errors: pipe.writing)
    handle = OwnedDescriptor(pidfd_open(id, 0))
    // What can not be watched is not left alone; that only happens where descriptors are out.
    if handle == nil { _ = kill(-id, SIGKILL) }
  }

  /// A descriptor that is readable when the process has ended; nil where it was ended at once.
  var watchable: Int32? { handle?.number }

  /// Whether it has ended.
  var hasEnded: Bool {
    guard let handle else { return true }
    var question = pollfd(fd: handle.number, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&question, 1, 0) != 0
  }

  /// Sends a signal to it and to what it has started.
  func send(_ signal: Int32) { _ = kill(-id, signal) }

  /// How it ended; waits until it has.
  func reap() -> ProgramResult.Ending {
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) < 0 && errno == EINTR {}
    return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }

  /// What it has written to standard error so far.
  func errors() -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: Self.maximumErrorBytes) { buffer, count in
      count = max(0, unsafe read(output.number, buffer.baseAddress, buffer.count))
    }
  }

  private static func spawn(
    _ program: Program, input: OwnedDescriptor, errors: OwnedDescriptor
  ) throws(ProgramError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    let steps = unsafe [
      posix_spawn_file_actions_adddup2(&actions, input.number, 0),
      posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0),
      posix_spawn_file_actions_adddup2(&actions, errors.number, 2),
      posix_spawn_file_actions_addclosefrom_np(&actions, 3),
      posix_spawn_file_actions_addchdir_np(&actions, "/"),
      unlock(&attributes),
    ]
    if let code = steps.first(where: { $0 != 0 }) { throw .noRoom(code: code) }
    var child = pid_t()
    let variables = program.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    let code = unsafe withCStrings([program.path] + program.arguments) { arguments in
      unsafe withCStrings(variables) { variables in
        // Neither is empty: each ends with a nil.
        guard let arguments = unsafe arguments, let variables = unsafe variables else {
          return EINVAL
        }
        return unsafe posix_spawn(
          &child, program.path, &actions, &attributes, arguments, variables)
      }
    }
    guard code == 0 else { throw .notStarted(code: code) }
    return child
  }

  /// No signal is held back or ignored, as the daemon does with some; a process group of its own.
  private static func unlock(_ attributes: inout posix_spawnattr_t) -> Int32 {
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
    return unsafe posix_spawnattr_setsigmask(&attributes, &none)
      | posix_spawnattr_setsigdefault(&attributes, &all)
      | posix_spawnattr_setpgroup(&attributes, 0)
      | posix_spawnattr_setflags(&attributes, Int16(flags))
  }
}

/// Lends strings as the array that exec(3) wants.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Result
) -> Result {
  var copies = unsafe strings.map { unsafe strdup($0) } + [nil]
  defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
  return unsafe copies.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress) }
}
