import Feeds
import Fetching
import FoundationEssentials
import Links
import Storage
import Stories

/// Decides whether items were missed between two polls, and where the older ones are to be had.
///
/// A document whose items are all new, and all published after the last poll, may not reach back to it:
/// the items before its oldest one have left the feed already. Dates are needed for that; a site that
/// gives all its items new names has old dates, and is not taken for a hole.
enum OlderPages {
  /// So many older pages are asked for after one poll at most.
  static let most = 5
  /// The time that one of them may take: they come on top of the feed itself.
  static let timeout = Duration.seconds(20)

  /// The time that a document leaves open behind the last poll; nil when it reaches back to it.
  ///
  /// - Parameter isKnown: whether one of the items is stored already.
  static func gap(of items: [Item], isKnown: Bool, since last: Date?) -> Hole? {
    guard let last, !isKnown, !items.isEmpty else { return nil }
    let dates = items.compactMap(\.published)
    guard dates.count == items.count, let oldest = dates.min(), oldest > last else { return nil }
    return Hole(from: last, until: oldest)
  }

  /// The page behind `feed`: the archive before it, else the next page (RFC 5005 §3, §4), else what
  /// WordPress has at `?paged=`. Nil where nobody says; no path is guessed.
  ///
  /// - Parameter number: of the page that is wanted, 2 for the one behind the feed itself.
  static func address(behind feed: Feed, at url: WebURL, number: Int) -> WebURL? {
    if let link = feed.pages.previousArchive ?? feed.pages.next {
      return WebURL(link, relativeTo: url)
    }
    guard feed.generator?.lowercased().contains("wordpress") == true else { return nil }
    let parts = url.string.prefix { $0 != "#" }.split(separator: "?", maxSplits: 1)
    let query =
      parts.count > 1 ? parts[1].split(separator: "&").filter { !$0.hasPrefix("paged=") } : []
    let rest = (query.map { String($0) } + ["paged=\(number)"]).joined(separator: "&")
    return parts.first.flatMap { WebURL($0 + "?" + rest) }
  }
}

extension PollingSettings {
  /// The longest time that a poll may wait for servers: for the feed itself, and for older pages with
  /// the pauses before them.
  func longestPoll(of feed: FeedSettings) -> Duration {
    let own = feed.request.settings?.timeout ?? timeout
    return own + (min(own, OlderPages.timeout) + hostGap) * OlderPages.most
  }
}

/// Bridging.
extension Poll {
  /// Asks for older pages until they reach back to the last poll; returns their items, and what stays
  /// open. Pages are asked for with the host's pause between them.
  func olderItems(behind feed: Feed, at url: WebURL, _ hole: Hole) async -> (items: [Item], Hole?) {
    var (page, address, items) = (feed, url, [Item]())
    var hole = hole
    for number in 2..<(2 + OlderPages.most) {
      guard let named = OlderPages.address(behind: page, at: address, number: number),
        let next = named.led(from: self.feed.url), next.site == url.site
      else { return (items, hole) }
      switch await older(next) {
      case .page(let found, let answered):
        let dates = found.items.compactMap(\.published)
        guard let oldest = dates.min(), oldest < hole.until else { return (items, hole) }
        items += found.items.filter { $0.published.map { $0 > hole.from } ?? false }
        if oldest <= hole.from { return (items, nil) }
        hole.until = oldest
        (page, address) = (found, answered)
      case .end: return (items, nil)
      case .failed: return (items, hole)
      }
    }
    return (items, hole)
  }

  private enum OlderPage {
    case page(Feed, at: WebURL)
    /// There is no such page: the feed has no older items.
    case end
    case failed
  }

  private func older(_ url: WebURL) async -> OlderPage {
    do throws(FetchError) {
      // A task that was cancelled asks for nothing; the request says so.
      try? await Task.sleep(for: polling.hostGap)
      var options = try FetchOptions(feed, polling, userAgent: userAgent, asking: url)
      options.limits.total = min(options.limits.total, OlderPages.timeout)
      let response = try await fetcher.fetch(FetchRequest(url: url, options: options))
      guard case .modified(let body) = response.outcome else { return .failed }
      let document = document(body, from: response)
      // What is no feed ends the search as a failure does.
      return (try? Feed(parsing: document)).map { .page($0, at: response.url) } ?? .failed
    } catch {
      return error.status == 404 || error.status == 410 ? .end : .failed
    }
  }
}
