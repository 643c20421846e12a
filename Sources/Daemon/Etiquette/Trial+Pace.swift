import FoundationEssentials
import Serving
import Storage

/// FRB020 to FRB037: how often a server is asked.
extension Trial {
  mutating func tryHints() async throws(StorageError) {
    let hints: [(Int, String, ServedReply, Double)] = [
      (
        20, "HTTP 429 with Retry-After: 14400",
        ServedReply(status: 429, headers: [ServedHeader("Retry-After", "14400")]), 14_400
      ),
      (21, "HTTP 429 without a hint", ServedReply(status: 429), 6_480),
      (
        22, "Cache-Control: max-age=10800",
        .feed([], "", [ServedHeader("Cache-Control", "max-age=10800")]), 10_800
      ),
      (24, "<ttl>240</ttl>", .feed([], "<ttl>240</ttl>"), 14_400),
    ]
    for (number, words, reply, least) in hints {
      try forget()
      await book.show("/hint\(number)") { _, _, _ in reply }
      let wait = try await follow(feed(url("/hint\(number)")), polls: 1).last?.wait ?? 0
      note(number, wait >= least, "\(words): the next poll came \(minutes(wait)) later, not 60 min")
    }
  }

  /// Two feeds for four days: one has an item every twenty minutes, the other none.
  mutating func tryRhythm() async throws(StorageError) {
    try forget()
    await book.show("/busy") { _, _, now in
      let latest = Int(now.timeIntervalSince1970 / 1200)
      return .feed((latest - 20)...latest)
    }
    await book.show("/quiet") { _, _, _ in .feed([1]) }
    var waits: [Double] = []
    for path in ["/busy", "/quiet"] {
      await book.set(now: Self.start)
      let feed = self.feed(url(path))
      var last = FeedState(id: 0, url: "")
      for _ in 0..<500 {
        guard let state = try await follow(feed, polls: 1).last else { break }
        last = state
        if state.nextPollAt > Self.start.addingTimeInterval(4 * 86_400) { break }
        await book.set(now: state.nextPollAt)
      }
      waits.append(last.wait)
    }
    note(
      23, waits[0] * 4 < waits[1],
      "after four days a feed of 72 items a day is polled every \(minutes(waits[0])), "
        + "one without news every \(minutes(waits[1]))")
  }

  mutating func tryOneHost(gap: Duration) async throws(StorageError) {
    try forget()
    polling.hostGap = gap
    for path in ["/one", "/two", "/three"] { await book.show(path) { _, _, _ in .feed([1]) } }
    await poll(["/one", "/two", "/three"].map { feed(url($0)) }, at: Self.start)
    let own = await gaps(["/one", "/two", "/three"])
    let proxied = ["http://a.example.org/feed", "http://b.example.org/feed"]
    for target in proxied { await book.show(target) { _, _, _ in .feed([1]) } }
    await poll(proxied.map { feed($0, proxy: url("/")) }, at: Self.start)
    let others = await gaps(proxied)
    polling.hostGap = .zero
    let told = "between two requests lay at least \(shortest(own))"
    note(33, own.count == 2 && own.allSatisfy { $0 >= gap }, "three feeds of one host: \(told)")
    note(34, own.count == 2 && own.allSatisfy { $0 >= gap }, "one at a time: \(told)")
    note(
      35, others.count == 1 && others.allSatisfy { $0 >= gap },
      "a.example.org and b.example.org, through a proxy: \(shortest(others)) apart, as one site; "
        + "strangers behind one address of a CDN are not told apart from it")
  }

  mutating func tryOneRequest() async throws(StorageError) {
    try forget()
    await book.show("/new") { _, _, _ in .feed([1, 2, 3]) }
    let feed = self.feed(url("/new"))
    let state = try await follow(feed, polls: 1).last
    let visits = await book.visits
    let first = visits.count { $0.request.path == "/new" }
    note(36, first == 1, "a feed that was never polled: \(first) request")
    let rest = state?.wait ?? 0
    note(
      37, rest > 3000 && rest.truncatingRemainder(dividingBy: 3600) != 0,
      "due by the database \(minutes(rest)) after its poll, whoever calls more often; "
        + "the moment is moved by chance, so that not all come at the full hour")
    await poll([feed], at: state?.nextPollAt ?? Self.start)
    let others = await book.visits.filter { $0.request.path.hasPrefix("/post") }
    note(30, others.isEmpty, "the three items of a feed: none of their pages was asked for")
    note(32, others.isEmpty, "no item's page, picture or file is ever asked for")
    skip(31, because: "nothing but feeds is fetched")
  }

  private func gaps(_ paths: [String]) async -> [Duration] {
    let moments = await book.visits.filter { paths.contains(String($0.request.path)) }.map(\.moment)
    return zip(moments, moments.dropFirst()).map { $1 - $0 }
  }

  private func shortest(_ gaps: [Duration]) -> String {
    gaps.min().map { "\(Int(($0.seconds * 1000).rounded())) ms" } ?? "nothing"
  }

  func minutes(_ seconds: Double) -> String { Duration.seconds(seconds).words }
}
