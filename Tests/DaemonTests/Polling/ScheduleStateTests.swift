import Digests
import Feeds
import Fetching
import FoundationEssentials
import Storage
import Testing

@testable import Daemon

@Suite struct ScheduleStateTests {
  /// 2026-11-24 07:00 UTC.
  private let now = Date(timeIntervalSince1970: 1_795_503_600)
  private let schedule = Schedule(
    interval: .seconds(3600), floor: .seconds(900), ceiling: .seconds(86_400))

  private func state(_ change: (inout FeedState) -> Void = { _ in }) -> FeedState {
    var state = FeedState(id: 7, url: "https://a.example/feed")
    state.checkedAt = now
    change(&state)
    return state
  }

  @Test func `the decision can be made again from what is remembered`() {
    let state = state { $0.maxAge = .seconds(7200) }
    #expect(schedule.next(after: state) == schedule.next(after: state))
    #expect(schedule.next(after: state)?.reasons.contains(.maxAge(.seconds(7200))) == true)
    #expect(schedule.next(after: FeedState(id: 7, url: "x")) == nil)
  }

  @Test func `the life of an old answer does not count after a failure`() {
    let failed = state {
      $0.maxAge = .seconds(50_000)
      $0.failures = 1
    }
    let reasons = schedule.next(after: failed)?.reasons.dropLast()
    #expect(reasons == [.interval(.seconds(3600)), .backoff(failures: 1, .seconds(7200))])
  }

  @Test(arguments: [
    (FetchError.timeout(.waiting, CurlFailure(code: 28, text: "")), 0.25),
    (.resolve(CurlFailure(code: 6, text: "")), 0.25),
    (.truncated(CurlFailure(code: 18, text: "")), 0.25),
    (.tls(CurlFailure(code: 60, text: "")), 2), (.tooLarge(limitBytes: 1), 2),
  ])
  func `what may pass by itself is tried again soon`(error: FetchError, hours: Double) throws {
    let failed = state {
      $0.failures = 1
      $0.failureCode = error.reason.code
    }
    try expect(failed, hours)
  }

  @Test(arguments: [(500, 0.25), (503, 0.25), (408, 0.25), (429, 2), (404, 2), (403, 2)])
  func `a status says whether it may pass by itself`(status: Int, hours: Double) throws {
    let failed = state {
      $0.failures = 1
      $0.failureCode = "status-\(status)"
    }
    try expect(failed, hours)
  }

  private func expect(_ state: FeedState, _ hours: Double) throws {
    let next = try #require(schedule.next(after: state)).date.timeIntervalSince(now) / 3600
    #expect((hours * 0.9...hours * 1.1).contains(next), "\(next)")
  }

  @Test func `the chance is spread evenly, and another one at each poll`() {
    let chances = (0..<1000).map {
      Schedule.chance(of: 7, at: now.addingTimeInterval(Double($0)))
    }
    #expect(chances.allSatisfy { (-1...1).contains($0) })
    #expect((450...550).contains(chances.count { $0 < 0 }))
    let sixths = Dictionary(grouping: chances) { Int(($0 + 1) * 3) }.mapValues(\.count)
    #expect(sixths.values.allSatisfy { (120...215).contains($0) })
    #expect(Schedule.chance(of: 7, at: now) != Schedule.chance(of: 8, at: now))
  }

  @Test func `a silent 304 keeps what the document's answer said`() {
    var state = state()
    state.remember(Freshness(maxAge: .seconds(7200), age: .seconds(200)), ofStatus: 200)
    #expect(state.maxAge == .seconds(7000))
    state.remember(Freshness(), ofStatus: 304)
    #expect(state.maxAge == .seconds(7000))
    state.remember(Freshness(expiresIn: .seconds(300)), ofStatus: 304)
    #expect(state.maxAge == nil)
    #expect(state.expiresIn == .seconds(300))
    state.remember(Freshness(retryAfter: .seconds(60)), ofStatus: 200)
    #expect(state.expiresIn == nil)
    #expect(state.retryAfter == .seconds(60))
  }

  @Test func `the first document is no arrival`() {
    var state = state()
    state.remember(arrivals: [now, now], at: now)
    #expect(state.rhythm == Rhythm(from: now))
    state.firstPolledAt = now
    state.remember(arrivals: [now], at: now)
    #expect(state.rhythm?.hours[7] == 1)
  }

  @Test func `active hours move a poll, and spread those that they move`() throws {
    var schedule = schedule
    schedule.activeHours = ActiveHours("09:00-23:00")
    for (chance, minutes) in [(-1.0, 120.0), (0, 150), (1, 186)] {
      let next = schedule.next(after: .init(now: now, chance: chance))
      let wait = next.date.timeIntervalSince(now) / 60
      #expect(abs(wait - minutes) <= 6, "\(chance): \(wait)")
      #expect(next.reasons.last.map { if case .activeHours = $0 { true } else { false } } == true)
    }
  }

  @Test func `reasons are told in words`() {
    let reasons: [(Schedule.Reason, String)] = [
      (.interval(.seconds(3600)), "every 60 min"),
      (.rhythm(.seconds(900), perDay: 60.2), "15 min by its rhythm of 60 items a day"),
      (.rhythm(.seconds(36_000), perDay: 0.15), "10 h by its rhythm of 1 item a week"),
      (.rhythm(.seconds(64_800), perDay: 0.1), "18 h by its rhythm of 3 items a month"),
      (.floor(.seconds(900)), "raised to the floor of 15 min"),
      (.maxAge(.seconds(7200)), "raised to 2 h by max-age"),
      (.expires(.seconds(9000)), "raised to 2 h 30 min by Expires"),
      (.retryAfter(.seconds(90)), "raised to 90 s by Retry-After"),
      (.secondTry(.seconds(900)), "lowered to 15 min after a first failure"),
      (.backoff(failures: 1, .seconds(7200)), "2 h after a failure"),
      (.backoff(failures: 3, .seconds(28_800)), "8 h after 3 failures"),
      (.ceiling(.seconds(86_400)), "lowered to the ceiling of 24 h"),
      (.jitter(.seconds(240)), "+4 min jitter"), (.jitter(.seconds(-240)), "-4 min jitter"),
      (.skip(.seconds(180_000)), "+2 d 2 h for skipHours or skipDays"),
    ]
    for (reason, words) in reasons {
      let decision = Schedule.Decision(date: now, reasons: [reason])
      #expect(decision.reasonsInWords == words)
    }
  }
}
