import Testing

@testable import Daemon

@Suite struct NetworkWatchTests {
  private let start = ContinuousClock.now

  private func at(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

  private func words(_ verdict: NetworkWatch<String>.Verdict) -> String {
    switch verdict {
    case .hold: "hold"
    case .count(let held): "count " + held.joined(separator: " ")
    case .lost(let held): "lost " + held.joined(separator: " ")
    }
  }

  private func fail(_ watch: inout NetworkWatch<String>, _ host: String, since: Int, at now: Int)
    -> String
  {
    words(watch.failed(host, host: host, since: at(since), at: at(now)))
  }

  @Test func `five hosts without an answer between them are a lost network`() {
    var watch = NetworkWatch<String>()
    for host in ["a", "b", "c", "d", "e"] {
      #expect(fail(&watch, host, since: 0, at: 10) == "hold")
    }
    // Servers need some time to answer.
    #expect(fail(&watch, "f", since: 0, at: 14) == "hold")
    #expect(fail(&watch, "g", since: 0, at: 15) == "lost a b c d e f g")
    #expect(watch.isLost)
    #expect(fail(&watch, "h", since: 0, at: 16) == "lost h")
  }

  @Test func `very many polls are enough at once`() {
    var watch = NetworkWatch<String>()
    for number in 0..<63 { _ = watch.failed("", host: "\(number % 5)", since: at(0), at: at(10)) }
    #expect(!watch.isLost)
    _ = watch.failed("", host: "5", since: at(0), at: at(10))
    #expect(watch.isLost)
  }

  @Test func `five feeds of one host are not`() {
    var watch = NetworkWatch<String>()
    for _ in 0..<9 { _ = watch.failed("a", host: "a", since: at(0), at: at(10)) }
    #expect(!watch.isLost)
    #expect(words(watch.rest(underWay: 10)) == "hold")
    #expect(words(watch.rest(underWay: 9)) == "count a a a a a a a a a")
  }

  @Test func `a failure counts where somebody answered meanwhile`() {
    var watch = NetworkWatch<String>()
    #expect(watch.heard(at: at(5)).isEmpty)
    #expect(fail(&watch, "a", since: 0, at: 60) == "count a")
    #expect(fail(&watch, "b", since: 6, at: 20) == "count b")
    #expect(fail(&watch, "c", since: 6, at: 60) == "hold")
  }

  @Test func `an answer settles what is held back`() {
    var watch = NetworkWatch<String>()
    _ = fail(&watch, "a", since: 0, at: 10)
    _ = fail(&watch, "b", since: 0, at: 10)
    #expect(watch.heard(at: at(11)) == ["a", "b"])
    #expect(words(watch.rest(underWay: 0)) == "hold")
  }

  @Test func `at rest three hosts are enough, and two are not`() {
    var watch = NetworkWatch<String>()
    _ = fail(&watch, "a", since: 0, at: 10)
    _ = fail(&watch, "b", since: 0, at: 10)
    #expect(words(watch.rest(underWay: 2)) == "count a b")
    for host in ["a", "b", "c"] { _ = fail(&watch, host, since: 100, at: 110) }
    #expect(words(watch.rest(underWay: 3)) == "lost a b c")
  }

  @Test func `it is tried again ever more seldom, until somebody answers`() {
    var watch = NetworkWatch<String>()
    #expect(watch.patience == .seconds(60))
    for _ in 0..<9 { watch.tried() }
    #expect(watch.patience == .seconds(900))
    _ = watch.heard(at: at(0))
    #expect(watch.patience == .seconds(60))
  }
}
