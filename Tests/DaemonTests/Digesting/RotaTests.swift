import FoundationEssentials
import Storage
import Testing

@testable import Daemon

/// Seven in the morning in Greenwich, 24 November 2026.
private let seven = Date(timeIntervalSince1970: 1_795_503_600)
private let day: TimeInterval = 86_400

@Suite struct RotaTests {
  private let digest = DigestSettings(name: "daily")

  private func rota(last: Date, at now: Date) -> Rota {
    var rota = Rota()
    rota.plan(
      [digest], [DigestState(name: "daily", registeredAt: last, lastDueAt: nil)], at: now)
    return rota
  }

  @Test func `an edition that is due is a task once`() {
    var rota = rota(last: seven - day, at: seven - 60)
    #expect(rota.next()?.date == seven)
    #expect(rota.takeDue([digest], at: seven - 1, pollsUnderWay: 9).isEmpty)
    let tasks = rota.takeDue([digest], at: seven, pollsUnderWay: 9)
    #expect(tasks == [Rota.Assignment(digest: digest, editions: [seven])])
    for task in tasks { rota.finished(task) }
    #expect(rota.takeDue([digest], at: seven + 1, pollsUnderWay: 0).isEmpty)
    #expect(rota.next()?.date == seven + day)
  }

  @Test func `a missed edition waits for the polls that are under way, five minutes at most`() {
    let late = seven + 7_200
    var waits = rota(last: seven - day, at: late)
    #expect(waits.takeDue([digest], at: late, pollsUnderWay: 3).isEmpty)
    #expect(waits.next()?.date == late + 300)
    var ended = waits
    ended.pollsEnded(at: late + 10)
    #expect(ended.takeDue([digest], at: late + 10, pollsUnderWay: 0).map(\.editions) == [[seven]])
    #expect(waits.takeDue([digest], at: late + 300, pollsUnderWay: 3).map(\.editions) == [[seven]])
    var idle = rota(last: seven - day, at: late)
    #expect(idle.takeDue([digest], at: late, pollsUnderWay: 0).map(\.editions) == [[seven]])
  }

  @Test func `what failed is tried again after a minute, unless it was fixed`() {
    var digest = digest
    digest.missedEditions = .each
    var rota = Rota()
    let before = DigestState(name: "daily", registeredAt: seven - 3 * day, lastDueAt: nil)
    rota.plan([digest], [before], at: seven)
    let tasks = rota.takeDue([digest], at: seven, pollsUnderWay: 0)
    #expect(tasks.map(\.editions) == [[seven - 2 * day, seven - day, seven]])
    for task in tasks { rota.failed(task, after: 0, at: seven) }
    #expect(rota.next()?.date == seven + 60)
    let again = rota.takeDue([digest], at: seven + 60, pollsUnderWay: 0)
    #expect(again == tasks)
    for task in again { rota.failed(task, after: 2, at: seven + 60) }
    let rest = rota.takeDue([digest], at: seven + 120, pollsUnderWay: 0)
    #expect(rest.map(\.editions) == [[seven]])
    for task in rest { rota.failed(task, after: 1, at: seven + 120) }
    #expect(rota.takeDue([digest], at: seven + 180, pollsUnderWay: 0).isEmpty)
    #expect(rota.next()?.date == seven + day)
  }

  @Test func `a digest that is configured no more, or not known yet, has no task`() {
    var rota = rota(last: seven - day, at: seven)
    #expect(rota.takeDue([], at: seven, pollsUnderWay: 0).isEmpty)
    rota.plan([digest], [], at: seven)
    #expect(rota.next() == nil)
  }
}
