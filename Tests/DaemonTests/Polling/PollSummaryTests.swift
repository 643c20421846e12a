import Testing

@testable import Daemon

@Suite struct PollSummaryTests {
  @Test(arguments: [
    (PollSummary(), ExitCode.ok), (PollSummary(polled: 1, notModified: 1), .ok),
    (PollSummary(polled: 3, modified: 1, failed: 2), .ok),
    (PollSummary(polled: 1, failed: 1), .needsALook),
    (PollSummary(polled: 2, failed: 2, postponed: 1), .needsALook),
    (PollSummary(postponed: 2), .temporaryFailure),
    (PollSummary(polled: 1, modified: 1, postponed: 2), .ok),
  ])
  func `a script learns when nothing at all could be read`(summary: PollSummary, code: ExitCode) {
    #expect(summary.exitCode == code)
  }
}
