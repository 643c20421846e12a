import FoundationEssentials
import Testing

@testable import Daemon

@Suite struct TimetableTests {
  private func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: seconds) }

  @Test func `feeds come up in the order of their moments`() {
    var table = Timetable()
    for (feed, moment) in [("c", 30.0), ("a", 10), ("d", 40), ("b", 20)] {
      table.set(feed, at: at(moment))
    }
    #expect(table.next() == at(10))
    #expect(table.takeDue(at: at(30)) == ["a", "b", "c"])
    #expect(table.next() == at(40))
  }

  @Test func `a feed that was moved comes up once, at its last moment`() {
    var table = Timetable()
    table.set("a", at: at(10))
    table.set("a", at: at(50))
    #expect(table.takeDue(at: at(20)).isEmpty)
    #expect(table.takeDue(at: at(50)) == ["a"])
    #expect(table.next() == nil)
  }

  @Test func `a feed that was moved forward comes up once`() {
    var table = Timetable()
    table.set("a", at: at(50))
    table.set("a", at: at(10))
    #expect(table.takeDue(at: at(60)) == ["a"])
  }

  @Test func `a feed that was removed does not come up`() {
    var table = Timetable()
    table.set("a", at: at(10))
    table.set("b", at: at(20))
    table.remove("a")
    #expect(table.next() == at(20))
    #expect(table.takeDue(at: at(60)) == ["b"])
  }

  @Test func `ten thousand feeds in any order come up sorted`() {
    var table = Timetable()
    for number in 0..<10_000 {
      table.set("\(number)", at: at(Double(number * 7919 % 10_007)))
    }
    let moments = table.takeDue(at: at(20_000)).compactMap { Int($0) }.map { $0 * 7919 % 10_007 }
    #expect(moments.count == 10_000)
    #expect(moments == moments.sorted())
  }
}
