import FoundationEssentials
import Serving
import Storage

/// FRB001 to FRB016: what a server said of its document is said back to it.
extension Trial {
  mutating func tryValidators() async throws(StorageError) {
    try forget()
    let (etag, date) = ("W/\"odd, value\"", "yesterday, about noon")
    await book.show("/validators") { _, number, _ in
      let pair = [ServedHeader("ETag", etag), ServedHeader("Last-Modified", date)]
      return switch number {
      case 1: .feed([1], "", pair)
      case 3: ServedReply(status: 429)
      case 5: .feed([2], "", [ServedHeader("ETag", "\"new\"")])
      default: ServedReply(status: 304)
      }
    }
    let feed = self.feed(url("/validators"))
    _ = try await follow(feed, polls: 3)
    try await restart()
    let now = try await state(feed).nextPollAt
    for number in 0..<3 { await poll([feed], at: now.addingTimeInterval(Double(number) * 90_000)) }
    let asked = await book.visits(to: "/validators").map(\.request)
    guard asked.count == 6 else { return note(1, false, "\(asked.count) requests instead of 6") }
    noteValidators(asked, etag, date)
    let pair = (asked[5][header: "If-None-Match"], asked[5][header: "If-Modified-Since"])
    note(
      14, pair.0 == "\"new\"" && pair.1 == nil,
      "after an answer with ETag: \"new\" alone the next request had If-None-Match: "
        + "\(pair.0 ?? "none"), If-Modified-Since: \(pair.1 ?? "none")")
  }

  private mutating func noteValidators(_ asked: [ServedRequest], _ etag: String, _ date: String) {
    let tags = asked.map { $0[header: "If-None-Match"] }
    let dates = asked.map { $0[header: "If-Modified-Since"] }
    let (tag, since) = ("If-None-Match: " + etag, "If-Modified-Since: " + date)
    note(1, dates[1] == date, "second request: If-Modified-Since: \(dates[1] ?? "none")")
    note(2, dates[0] == nil && dates[1] == date, "the first request had none, the second \(since)")
    note(3, tags[1] == etag, "second request: If-None-Match: \(tags[1] ?? "none")")
    note(4, tags[0] == nil && tags[1] == etag, "the first request had none, the second \(tag)")
    note(10, tags[2] == etag && dates[2] == date, "after a 304 without them: \(tag), \(since)")
    note(11, tags[3] == etag && dates[3] == date, "by a process that began anew: \(tag), \(since)")
    note(12, dates.dropFirst().prefix(4).allSatisfy { $0 == date }, "byte for byte: \(date)")
    note(13, tags.dropFirst().prefix(4).allSatisfy { $0 == etag }, "byte for byte: \(etag)")
    note(
      15, tags[3] == etag,
      "they stand in the database, which an upgrade migrates in place; read again: \(etag)")
    note(16, tags[3] == etag && dates[3] == date, "after HTTP 429: \(tag), \(since)")
  }
}
