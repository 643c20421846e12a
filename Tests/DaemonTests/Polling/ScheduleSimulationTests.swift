import Fetching
import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct ScheduleSimulationTests {
  @Test func `ten thousand feeds in thirty days need fewer requests and are seen sooner`() async {
    let simulation = ScheduleSimulation(
      schedule: Schedule(
        interval: .seconds(3600), floor: .seconds(900), ceiling: .seconds(86_400),
        followsRhythm: true))
    let feeds = Array(ScheduleSimulation.feeds(10_000).enumerated())
    typealias Result = ScheduleSimulation.Result
    let (own, fixed) = await withTaskGroup { group in
      for worker in 0..<2 {
        group.addTask {
          var (own, fixed) = (Result(), Result())
          for (number, feed) in feeds where number % 2 == worker {
            simulation.run(feed, number: number, own: &own, fixed: &fixed)
            // The other tests have the same few threads.
            await Task.yield()
          }
          return (own, fixed)
        }
      }
      return await group.reduce(into: (Result(), Result())) {
        $0.0.add($1.0)
        $0.1.add($1.1)
      }
    }
    #expect(own.items > 0 && Double(own.items) > 0.99 * Double(fixed.items))
    #expect(Double(own.requests) <= 0.6 * Double(fixed.requests))
    #expect(own.medianDelay <= fixed.medianDelay)
  }

  @Test func `no host has two requests in two seconds, from a start with all feeds due`() async {
    var day = HostSimulation(feeds: 2_000, hosts: 300)
    await day.run(hours: 2)
    #expect(day.requests > 2_000)
    #expect(day.shortestGap >= .seconds(2))
    // The start is no burst: what is polled in its first minute is a small part.
    #expect(day.requestsInFirstMinute < 1_500)
  }
}

/// Feeds with their hosts, from the daemon's start on: what is due, spread, and held back.
private struct HostSimulation {
  private let feeds: Int
  private let hosts: Int
  private let wall = Date(timeIntervalSince1970: ScheduleSimulation.start)
  private let steady = ContinuousClock.now
  private let schedule = Schedule(
    interval: .seconds(3600), floor: .seconds(900), ceiling: .seconds(86_400))
  private var last: [String: ContinuousClock.Instant] = [:]
  private var timetable = Timetable()
  private var queue = Politeness<Int>(limits: .init())
  private var running: [(feed: Int, host: String)] = []
  private(set) var requests = 0
  private(set) var requestsInFirstMinute = 0
  private(set) var shortestGap = Duration.seconds(86_400)

  init(feeds: Int, hosts: Int) {
    self.feeds = feeds
    self.hosts = hosts
    for feed in 0..<feeds { timetable.set("\(feed)", at: wall) }
  }

  /// Every tenth feed is at one host.
  private func host(of feed: Int) -> String { feed % 10 == 0 ? "big" : "\(feed % hosts)" }

  /// Half a second a step, and as long for each request.
  mutating func run(hours: Int) async {
    for step in 0..<(hours * 7200) {
      let (now, moment) = (
        wall.addingTimeInterval(Double(step) / 2), steady + .milliseconds(step * 500)
      )
      for (feed, host) in running {
        queue.finished(host: host, at: moment)
        let chance = Schedule.chance(of: Int64(feed), at: now)
        timetable.set("\(feed)", at: schedule.next(after: .init(now: now, chance: chance)).date)
      }
      running = []
      if step % 100 == 0 { await Task.yield() }
      let plan = CatchUp.plan(timetable.takeDue(at: now), at: now)
      for (feed, date) in plan.later { timetable.set(feed, at: date) }
      for feed in plan.now.compactMap({ Int($0) }) { queue.add(feed, host: host(of: feed)) }
      while let feed = queue.next(at: moment) { begin(feed, at: moment, in: step) }
    }
  }

  private mutating func begin(_ feed: Int, at moment: ContinuousClock.Instant, in step: Int) {
    let host = host(of: feed)
    if let last = last[host] { shortestGap = min(shortestGap, moment - last) }
    last[host] = moment
    requests += 1
    if step < 120 { requestsInFirstMinute += 1 }
    running.append((feed, host))
  }
}
