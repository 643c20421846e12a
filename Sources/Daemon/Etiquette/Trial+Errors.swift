import FoundationEssentials
import Serving
import Storage

/// FRB110 to FRB120: what fails is asked ever more seldom, and told. What may pass by itself is tried
/// once more, not before the floor.
extension Trial {
  mutating func tryErrors() async throws(StorageError) {
    let page = ServedReply("text/html", "<html><title>For sale</title></html>")
    let answers: [(Int, String, ServedReply)] = [
      (110, "a web page", page), (112, "HTTP 403", ServedReply(status: 403)),
      (113, "HTTP 404", ServedReply(status: 404)), (115, "HTTP 418", ServedReply(status: 418)),
      (118, "HTTP 500", ServedReply(status: 500)),
    ]
    var all: [[Double]] = []
    for (number, words, reply) in answers {
      await book.show("/error\(number)") { _, _, _ in reply }
      all.append(try await trySlowing(number, words, url("/error\(number)")))
    }
    all.append(try await trySlowing(116, "a name without address", "http://nothing.invalid/feed"))
    all.append(try await trySlowing(117, "no connection", "http://127.0.0.1:1/feed"))
    note(
      119, all.allSatisfy(isGrowing),
      "each of \(all.count) kinds of failure makes the wait longer than the interval, then doubles it"
    )
    let state = try await self.state(feed("http://127.0.0.1:1/feed"))
    note(
      120, state.failures == 3 && state.failure != nil && state.failingSince != nil,
      "`status`, the log and the digests tell: \(state.failure ?? "nothing")")
  }

  private mutating func trySlowing(_ number: Int, _ words: String, _ url: String)
    async throws(StorageError) -> [Double]
  {
    try forget()
    await book.set(now: Self.start)
    let waits = try await follow(feed(url), polls: 3).map(\.wait)
    let told = waits.map(minutes).joined(separator: ", ")
    note(number, waits.count == 3 && isGrowing(waits), "\(words): asked again after \(told)")
    return waits
  }

  /// Whether each wait is longer by half at least, all are longer than the interval, but for one second
  /// try, and none is shorter than the floor.
  private func isGrowing(_ waits: [Double]) -> Bool {
    guard let first = waits.first, first >= 900 else { return false }
    return waits.dropFirst().allSatisfy { $0 > 6000 }
      && zip(waits, waits.dropFirst()).allSatisfy { $1 > $0 * 1.5 }
  }

  mutating func tryGone() async throws(StorageError) {
    try forget()
    await book.set(now: Self.start)
    await book.show("/gone") { _, _, _ in ServedReply(status: 410) }
    let feed = self.feed(url("/gone"))
    let first = try await follow(feed, polls: 1).last
    note(111, first?.failure?.contains("410") == true, "told: \(first?.failure ?? "nothing")")
    await poll([feed], at: Self.start.addingTimeInterval(100_000))
    let state = try await self.state(feed)
    let visits = await book.visits(to: "/gone").count
    note(
      114, state.isStopped && visits == 2,
      "HTTP 410 on two days: \(visits) requests, then no next poll; `status` asks to take it out")
  }
}
