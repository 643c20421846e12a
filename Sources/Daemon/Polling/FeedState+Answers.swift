import Feeds
import Fetching
import FoundationEssentials
import Links
import Storage

/// What answers change in what is remembered of a feed, beside its items.
extension FeedState {
  /// A permanent redirect is believed after so many equal answers over so many seconds.
  private static let believedCount = 5
  private static let believedAfter = 48.0 * 3600
  /// A next poll at or after this moment: there is none. The far end of what the database keeps.
  static let never = Date(timeIntervalSince1970: 1e11)
  /// Even a server that says "not modified" for ever is asked for the whole document this often.
  private static let refreshInterval: Double = 7 * 24 * 3600

  /// Whether the feed is no longer polled: its server said twice that it is gone.
  var isStopped: Bool { nextPollAt >= Self.never }

  /// Whether the whole document is to be asked for.
  func isStale(at now: Date) -> Bool {
    // One that lies in the future was written by a wrong clock.
    refreshedAt.map { !(0...Self.refreshInterval ~= now.timeIntervalSince($0)) } ?? true
  }

  /// What the next request says of the document that is known.
  func validators(at now: Date) -> Validators? {
    if doubts.contains(.validators) || isStale(at: now) { return nil }
    return Validators(etag: etag, lastModified: lastModified)
  }

  /// Where to ask: where permanent redirects lead, if they are believed. With each whole document that
  /// is asked for, the configured address is tried again.
  func address(of feed: WebURL, at now: Date) -> WebURL {
    guard let move, move.believedAt != nil, move.isOfPage || !isStale(at: now) else {
      return feed
    }
    return WebURL(move.target)?.led(from: feed) ?? feed
  }

  /// Follows the redirects on the way to a feed. Temporary ones are forgotten, so is one from https to
  /// http; permanent ones count from the configured address on as far as all are permanent.
  mutating func remember(_ redirects: [Redirect], from asked: WebURL, of feed: WebURL, at now: Date)
  {
    let last = redirects.last?.target
    answeredAt = last.map(\.string) ?? (asked == feed ? nil : asked.string)
    let target = redirects.prefix { $0.isPermanent }.last?.target
    guard asked == feed else {
      if move?.isOfPage == true { return }
      // Where it had moved to, it has moved on: what it says from now on counts anew.
      if target != nil { move = nil }
      return
    }
    guard let target, target.scheme == "https" || feed.scheme == "http" else {
      move = nil
      return
    }
    guard var move, move.target == target.string else {
      self.move = Move(target: target.string, since: now)
      return
    }
    move.count += 1
    if move.count >= Self.believedCount, now.timeIntervalSince(move.since) >= Self.believedAfter {
      move.believedAt = move.believedAt ?? now
    }
    self.move = move
  }

  /// Follows a web page, the site of a feed that was never read, to the feed that it names. False when
  /// it names none.
  mutating func follow(_ page: [UInt8], at url: WebURL, now: Date) -> Bool {
    guard firstPolledAt == nil, let site = WebURL(self.url),
      let found = feedsNamed(inPage: page, at: url).lazy.compactMap({ $0.url.led(from: site) })
        .first
    else { return false }
    move = Move(target: found.string, count: 0, since: now, believedAt: now)
    return true
  }

  /// Notes what a failed request says for longer than until the next one.
  mutating func remember(_ error: FetchError) {
    if error.isFalseEncoding { doubts.insert(.encoding) }
    // What is wrong for good at the new address sends us back to the old one.
    if error.remedy == .review, move?.believedAt != nil { move = nil }
  }

  /// Counts an answer "gone". True when it has come on two days: the feed is polled no more.
  mutating func rememberGone(at now: Date) -> Bool {
    guard let first = goneSince else {
      goneSince = now
      return false
    }
    return Self.day(of: first) != Self.day(of: now)
  }

  private static func day(of date: Date) -> Int {
    Int((date.timeIntervalSince1970 / 86_400).rounded(.down))
  }
}

extension FetchError {
  /// The status of an answer that is no document; nil for other errors.
  var status: Int? {
    if case .httpStatus(let failure) = self { failure.status } else { nil }
  }

  /// How long all feeds of the host are to wait, when the server speaks for all of them; `standard`
  /// where it only says that it has had too many requests.
  func hostPause(standard: Duration) -> Duration? {
    switch status {
    case 429: retryAfter ?? standard
    case 503: retryAfter
    default: nil
    }
  }
}

extension Move {
  /// Whether no redirect led there, but the head of a page that stands at the configured address.
  var isOfPage: Bool { count == 0 }
}

extension WebURL {
  /// This address, to which a page or a document has led from a feed's own: on the web, without what
  /// it says for credentials, and by https where the feed's own is. Nil where it can not be like that.
  func led(from feed: WebURL) -> WebURL? {
    guard scheme == "http" || scheme == "https" else { return nil }
    return feed.scheme == "https" ? withoutCredentials.secured : withoutCredentials
  }
}
