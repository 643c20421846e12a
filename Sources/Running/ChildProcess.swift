import Dispatch
import Glibc

/// A program that runs, as a process group of its own.
///
/// The process stays known to the kernel until `result`, so that no signal can reach another one which
/// has got its number.
final class ChildProcess: Sendable {
  private static let step: Duration = .milliseconds(50)
  private static let grace = 30

  private let process: SpawnedProcess
  private let queue = DispatchQueue(label: "rassegna.running")

  init(_ program: Program, input: [UInt8]) throws(ProgramError) {
    process = try SpawnedProcess(program, input: input)
  }

  /// Waits until the process has ended by itself or was stopped.
  func end() async {
    await withCheckedContinuation { waiting in
      guard let descriptor = process.watchable else { return waiting.resume() }
      let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
      // The handler keeps the source until it is cancelled.
      source.setEventHandler { source.cancel() }
      source.setCancelHandler { waiting.resume() }
      source.activate()
    }
  }

  /// Stops the process when its time is over, or a moment after the task was cancelled.
  ///
  /// - Returns: why it was stopped; nil where it ended before.
  func stop(after timeout: Duration) async -> ProgramResult.Ending? {
    // A sleep that is cut short means that the task was cancelled: this one, because the process has
    // ended, or all.
    let isCancelled = (try? await Task.sleep(for: timeout, clock: .continuous)) == nil
    if isCancelled, await hasEndedInTime() { return nil }
    process.send(SIGTERM)
    if await !hasEndedInTime() { process.send(SIGKILL) }
    return isCancelled ? .cancelled : .timedOut
  }

  /// How it ended, and what it said; to be called once, after its end.
  func result() -> ProgramResult {
    ProgramResult(ending: process.reap(), errors: process.errors())
  }

  /// Waits for the end for a second and a half at most, whether the task is cancelled or not.
  private func hasEndedInTime() async -> Bool {
    for _ in 0..<Self.grace where !process.hasEnded {
      // This task is nobody's to cancel.
      await Task { _ = try? await Task.sleep(for: Self.step, clock: .continuous) }.value
    }
    return process.hasEnded
  }
}
