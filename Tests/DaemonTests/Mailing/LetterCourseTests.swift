import Fetching
import FoundationEssentials
import Storage
import Testing

@testable import Daemon

@Suite struct LetterCourseTests {
  private let now = Date(timeIntervalSince1970: 1_795_500_000)

  private func letter(_ state: OutboxLetter.State = .sending, attempts: Int = 1) -> OutboxLetter {
    OutboxLetter(
      digest: "daily", number: 1, state: state, attempts: attempts, isDoubtful: false, putAt: now,
      nextAttemptAt: now)
  }

  @Test(arguments: [
    (1, 60.0), (2, 120), (3, 240), (8, 7_680), (9, 14_400), (20, 14_400), (23, 14_400),
  ]) func `pauses double to four hours`(attempts: Int, seconds: Double) {
    let next = LetterCourse.ending(letter(attempts: attempts), .failed("x"), at: now)
    #expect(next.state == .waiting)
    #expect(next.nextAttemptAt.timeIntervalSince(now) == seconds)
    #expect(next.failure == "x")
    #expect(!next.isDoubtful)
  }

  @Test(arguments: [LetterCourse.Outcome.failed("x"), .refused("x"), .unknown("x")])
  func `a letter is given up after twenty-four attempts`(outcome: LetterCourse.Outcome) {
    #expect(LetterCourse.ending(letter(attempts: 24), outcome, at: now).state == .givenUp)
    var seconds = 0.0
    for attempt in 1..<24 {
      let next = LetterCourse.ending(letter(attempts: attempt), .failed("x"), at: now)
      seconds += next.nextAttemptAt.timeIntervalSince(now)
    }
    #expect((2.5...3).contains(seconds / 86_400))
  }

  @Test func `a refusal for good is not asked again within the hour`() {
    let next = LetterCourse.ending(letter(), .refused("x"), at: now)
    #expect(next.nextAttemptAt.timeIntervalSince(now) == 3_600)
  }

  @Test func `a letter that was sent is not in doubt`() {
    let sent = LetterCourse.ending(letter(), .sent, at: now)
    #expect(sent.state == .sent)
    #expect(!sent.isDoubtful)
  }

  @Test func `no word after the message leaves a doubt that stays`() {
    let tried = LetterCourse.ending(letter(), .unknown("x"), at: now)
    #expect(tried.isDoubtful)
    let sent = LetterCourse.ending(LetterCourse.beginning(tried), .sent, at: now)
    #expect(sent.isDoubtful)
    #expect(sent.attempts == 2)
  }

  @Test func `an attempt that a crash cut short leaves a doubt`() {
    #expect(LetterCourse.beginning(letter(.sending)).isDoubtful)
    #expect(!LetterCourse.beginning(letter(.waiting)).isDoubtful)
  }

  @Test(arguments: [
    (MailError.refused(code: 550, CurlFailure(code: 55, text: "t")), "refused"),
    (.refused(code: 450, CurlFailure(code: 55, text: "t")), "failed"),
    (.notSent(CurlFailure(code: 7, text: "t")), "failed"), (.cancelled, "failed"),
    (.unknown(CurlFailure(code: 56, text: "t")), "unknown"),
  ]) func `each error says what to do next`(error: MailError, kind: String) {
    #expect("\(LetterCourse.Outcome(error))".hasPrefix(kind))
  }

  @Test func `rounds of the postman do not overlap, and none is forgotten`() {
    var round = PostRound(startedAt: now)
    func begins(_ seconds: TimeInterval = 0) -> Bool {
      round.begin(at: now.addingTimeInterval(seconds))
    }
    #expect(begins())
    #expect(!begins())
    round.call(at: now)
    #expect(round.next == nil)
    round.end(at: now, next: nil)
    #expect(round.next == now)
    #expect(begins())
    round.end(at: now, next: now.addingTimeInterval(60))
    #expect(!begins(59))
    #expect(begins(60))
  }
}
