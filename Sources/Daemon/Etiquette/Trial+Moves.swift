import FoundationEssentials
import Serving
import Storage

/// FRB130 to FRB141: redirects, TLS, feeds that are one, compression.
extension Trial {
  mutating func tryMoves() async throws(StorageError) {
    for (number, status) in [(130, 301), (131, 308), (133, 302), (134, 307)] {
      try forget()
      let (old, new) = ("/old\(status)", "/new\(status)")
      await book.show(old) { _, _, _ in .redirect(status, new) }
      await book.show(new) { _, _, _ in .feed([1]) }
      let feed = self.feed(url(old), interval: .seconds(43_200))
      for day in 0..<7 {
        await poll([feed], at: Self.start.addingTimeInterval(Double(day) * 43_200))
      }
      let visits = (await book.visits(to: old).count, await book.visits(to: new).count)
      let isPermanent = status == 301 || status == 308
      note(
        number, visits == (isPermanent ? 5 : 7, 7),
        "seven polls in three days: \(visits.0) asked the old address, "
          + "\(visits.1) reached the new one")
      try await noteTelling(status, feed)
    }
  }

  private mutating func noteTelling(_ status: Int, _ feed: FeedSettings?) async throws(StorageError)
  {
    guard let feed, status == 301 || status == 302 else { return }
    let report = FeedReport(feed, try await state(feed), polling)
    if status == 301 {
      note(132, report.note?.contains("write url = ") == true, report.note ?? "nothing is told")
    } else {
      let told = report.answeredAt ?? "nothing"
      note(135, told.hasSuffix("/new302"), "`feeds --json` tells answered_at: \(told)")
    }
  }

  mutating func tryOthers() async throws(StorageError) {
    try forget()
    let secure = feed("https://127.0.0.1:\(port)/secure")
    await poll([secure], at: Self.start)
    let told = try await state(secure).failure ?? "nothing"
    note(136, told.contains("encrypted"), "told: \(told)")
    await book.show("/a") { _, _, _ in .redirect(302, "/same") }
    await book.show("/b") { _, _, _ in .redirect(302, "/same") }
    await book.show("/same") { _, _, _ in .feed([1]) }
    let pair = [feed(url("/a")), feed(url("/b"))].compactMap(\.self)
    await poll(pair, at: Self.start)
    var reports: [FeedReport] = []
    for feed in pair { reports.append(FeedReport(feed, try await state(feed), polling)) }
    note(137, reports.sameAddress.count == 1, reports.sameAddress.first ?? "nothing is told")
    await book.show("/zipped") { _, _, _ in
      ServedReply(headers: [ServedHeader("Content-Encoding", "gzip")], body: Self.zippedFeed)
    }
    let zipped = feed(url("/zipped"))
    await poll([zipped], at: Self.start)
    let title = try await state(zipped).title
    note(141, title == "Zipped", "a feed in gzip was read: \(title ?? "no title")")
  }

  /// `<rss version='2.0'><channel><title>Zipped</title></channel></rss>` in gzip.
  private static let zippedFeed = [UInt8](
    Data(
      base64Encoded:
        "H4sIAAAAAAACA7MpKi5WKEstKs7Mz7NVN9IzULezSc5IzMtLzbGzKcksyUm1i8osKEhNsdGH8Gz04dL6QL12APX7"
        + "oBJBAAAA") ?? Data())
}
