import Feeds
import Fetching
import FoundationEssentials
import Links
import Serving
import Storage

/// FRB060, FRB061, FRB100 to FRB106: addresses that users write, and feeds that pages name.
extension Trial {
  mutating func tryAddresses() async throws(StorageError) {
    var told: [String] = []
    for url in ["htp://example.org/feed", "example.org/feed", "https://", "javascript:alert(1)"] {
      do throws(ConfigurationError) {
        _ = try Self.configuration("[[feed]]\nurl = \"\(url)\"")
      } catch {
        told += error.problems.map(\.line)
      }
    }
    note(
      60, told.count == 4, "four wrong addresses: \(told.count) errors, such as \(told.first ?? "")"
    )
    note(100, told.count == 4, "a configuration with one of them does not load")
    let secret = feed("http://me:hunter2@127.0.0.1:1/feed")
    try forget()
    await poll([secret], at: Self.start)
    let report = secret.map { FeedReport($0, nil, polling) }
    let shown = (report?.url ?? "hunter2") + (try await state(secret).failure ?? "")
    note(106, !shown.contains("hunter2"), "name and password are left out: \(report?.url ?? "")")
  }

  mutating func tryPages() async throws(StorageError) {
    try forget()
    let head =
      "<title>A site</title>"
      + "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/comments/feed\">"
      + "<link rel=\"alternate\" type=\"application/rss+xml\" href=\"/named\">"
    await book.show("/site") { _, _, _ in
      ServedReply("text/html", "<html><head>\(head)</head></html>")
    }
    await book.show("/named") { _, _, _ in .feed([1]) }
    await book.show("/bare") { _, _, _ in
      ServedReply("text/html", "<html><title>Bare</title></html>")
    }
    let before = await book.visits.count
    await poll([feed(url("/bare")), feed(url("/nothing"))], at: Self.start)
    let bare = try await state(feed(url("/bare")))
    let tried = await book.visits.dropFirst(before).map(\.request.target).sorted()
    let guessed =
      "a page without a feed and a missing one: asked for \(tried.joined(separator: " "))"
    for number in [61, 104, 105] { note(number, tried == ["/bare", "/nothing"], guessed) }
    note(101, bare.failure?.contains("Bare") == true, "told: \(bare.failure ?? "nothing")")
    note(102, bare.failures == 1, "a page with status 200 is a failure: \(bare.failure ?? "")")
    let site = feed(url("/site"))
    await poll([site], at: Self.start)
    await poll([site], at: Self.start.addingTimeInterval(60))
    let title = try await state(site).title
    let comments = await book.visits(to: "/comments/feed").count
    note(
      103, title == "A feed" && comments == 0,
      "a site's address led to the feed that its head names, \(title ?? "none"), not to its comments"
    )
  }
}
