import Testing

@testable import Fetching

@Suite struct PolitenessTests {
  private let start = ContinuousClock.now

  private func queue(
    transfers: Int = 32, perHost: Int = 1, gap: Duration = .seconds(2)
  ) -> Politeness<String> {
    Politeness(limits: .init(transfers: transfers, perHost: perHost, hostGap: gap))
  }

  @Test func `a job starts at once when nothing else does`() {
    var queue = queue()
    queue.add("a1", host: "a")
    #expect(queue.nextOpening().map { $0 <= .now } == true)
    #expect(queue.next(at: start) == "a1")
    #expect(queue.next(at: start) == nil)
    #expect(queue.inFlight == 1)
    #expect(queue.waiting == 0)
  }

  @Test func `two jobs of one host wait for the gap after the end of the first`() {
    var queue = queue()
    queue.add("a1", host: "a")
    queue.add("a2", host: "a")
    #expect(queue.next(at: start) == "a1")
    #expect(queue.next(at: start + .seconds(10)) == nil)
    #expect(queue.nextOpening() == nil)
    queue.finished(host: "a", at: start + .seconds(10))
    #expect(queue.nextOpening() == start + .seconds(12))
    #expect(queue.next(at: start + .seconds(11)) == nil)
    #expect(queue.next(at: start + .seconds(12)) == "a2")
  }

  @Test func `the gap holds for a job that comes after the host was idle`() {
    var queue = queue()
    queue.add("a1", host: "a")
    #expect(queue.next(at: start) == "a1")
    queue.finished(host: "a", at: start)
    #expect(queue.next(at: start + .seconds(1)) == nil)
    queue.add("a2", host: "a")
    #expect(queue.next(at: start + .seconds(1)) == nil)
    #expect(queue.next(at: start + .seconds(2)) == "a2")
  }

  @Test func `hosts take turns`() {
    var queue = queue(transfers: 100, perHost: 2, gap: .zero)
    for job in ["a1", "a2", "a3"] { queue.add(job, host: "a") }
    queue.add("b1", host: "b")
    #expect(queue.next(at: start) == "a1")
    #expect(queue.next(at: start) == "b1")
    #expect(queue.next(at: start) == "a2")
    #expect(queue.next(at: start) == nil)
    queue.finished(host: "a", at: start)
    #expect(queue.next(at: start) == "a3")
  }

  @Test func `no more transfers run than allowed`() {
    var queue = queue(transfers: 2)
    for host in ["a", "b", "c"] { queue.add(host, host: host) }
    #expect(queue.next(at: start) == "a")
    #expect(queue.next(at: start) == "b")
    #expect(queue.next(at: start) == nil)
    #expect(queue.nextOpening() == nil)
    queue.finished(host: "a", at: start)
    #expect(queue.next(at: start) == "c")
  }

  @Test func `all waiting jobs can be taken back`() {
    var queue = queue()
    for job in ["1", "2", "3"] { queue.add(job, host: job == "3" ? "b" : "a") }
    #expect(queue.removeAll().sorted() == ["1", "2", "3"])
    #expect(queue.waiting == 0)
    #expect(queue.next(at: start) == nil)
    #expect(queue.nextOpening() == nil)
  }

  @Test func `a finish that was never started counts for nothing`() {
    var queue = queue()
    queue.finished(host: "a", at: start)
    #expect(queue.inFlight == 0)
  }

  @Test func `a host that has rested is forgotten`() {
    var queue = queue()
    queue.add("a1", host: "a")
    #expect(queue.next(at: start) == "a1")
    queue.finished(host: "a", at: start)
    #expect(queue.next(at: start + .seconds(1)) == nil)
    #expect(queue.hostCount == 1)
    #expect(queue.next(at: start + .seconds(3)) == nil)
    #expect(queue.hostCount == 0)
  }

  @Test
  func `twenty thousand jobs on a thousand hosts all run, each host in order, never too soon`() {
    var queue = Politeness<Int>(limits: .init(transfers: 64, perHost: 1, hostGap: .seconds(2)))
    for job in 0..<20_000 { queue.add(job, host: "host\(job % 1_000)") }
    var now = start
    var last: [Int: (job: Int, at: ContinuousClock.Instant)] = [:]
    var count = 0
    while queue.waiting > 0 {
      guard let job = queue.next(at: now) else {
        guard let opening = queue.nextOpening() else { break }
        now = max(now, opening)
        continue
      }
      if let before = last[job % 1_000] {
        #expect(before.job < job && now - before.at >= .seconds(2))
      }
      last[job % 1_000] = (job, now)
      queue.finished(host: "host\(job % 1_000)", at: now)
      count += 1
    }
    #expect(count == 20_000)
  }
}
