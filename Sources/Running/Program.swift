/// A program that is run once: what it is given, and how long it may take.
///
/// No shell has a part in it: each argument reaches the program as it is.
public struct Program: Sendable, Hashable {
  /// An absolute path; $PATH is not looked at.
  public var path: String
  /// Without the program's own name.
  public var arguments: [String]
  /// All of the environment that it gets.
  public var environment: [String: String]
  /// After that it is ended, at first politely.
  public var timeout: Duration

  public init(
    path: String, arguments: [String], environment: [String: String] = [:],
    timeout: Duration = .seconds(120)
  ) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
    self.timeout = timeout
  }
}

/// What a program did.
public struct ProgramResult: Sendable, Hashable {
  /// How it ended.
  public enum Ending: Sendable, Hashable {
    /// By itself, with this status.
    case exit(Int32)
    /// By a signal that was not ours.
    case signal(Int32)
    /// It took too long, and was ended.
    case timedOut
    /// The task was cancelled, and it did not end within a second and a half.
    case cancelled
  }

  public var ending: Ending
  /// What it wrote to standard error, at most 64 KiB.
  public var errors: [UInt8]

  public init(ending: Ending, errors: [UInt8]) {
    self.ending = ending
    self.errors = errors
  }
}

/// Why a program did not run at all.
public enum ProgramError: Error, Sendable, Hashable {
  /// It can not be executed: a code of errno(3).
  case notStarted(code: Int32)
  /// Memory or descriptors are out: likewise.
  case noRoom(code: Int32)
}

extension Program {
  /// Runs it, and returns when it has ended, whatever processes it has left behind. No thread waits
  /// meanwhile.
  ///
  /// - Parameter input: what it finds on standard input.
  public func run(input: [UInt8]) async throws(ProgramError) -> ProgramResult {
    let child = try ChildProcess(self, input: input)
    let stop = await withTaskGroup(of: ProgramResult.Ending?.self) { group in
      group.addTask {
        await child.end()
        return nil
      }
      group.addTask { await child.stop(after: timeout) }
      var stop: ProgramResult.Ending?
      for await reason in group {
        stop = stop ?? reason
        group.cancelAll()
      }
      return stop
    }
    let result = child.result()
    return ProgramResult(ending: stop ?? result.ending, errors: result.errors)
  }
}
