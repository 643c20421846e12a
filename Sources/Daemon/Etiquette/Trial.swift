import Fetching
import FoundationEssentials
import Links
import Serving
import Storage

/// Lets the real poller ask a server on loopback, with a clock that is set by hand, and notes what the
/// rules of good manners have to say of what was seen.
///
/// Each poll is made by a new poller over the same store, as by a daemon that was restarted.
struct Trial {
  /// 2026-01-05 08:00 UTC.
  static let start = Date(timeIntervalSince1970: 1_767_600_000)
  static let contact = "https://example.org/rassegna"

  let book: GuestBook
  let port: UInt16
  /// An empty folder for databases.
  let folder: String
  var polling = PollingSettings()
  private(set) var findings: [Int: EtiquetteFinding] = [:]

  private var fetcher = Fetcher()
  private var store: Store
  private var stores = 0

  init(_ book: GuestBook, port: UInt16, folder: String) throws(StorageError) {
    self.book = book
    self.port = port
    self.folder = folder
    store = try Store(path: folder + "/0.db")
    polling.hostGap = .zero
  }

  /// The User-Agent of a configuration that names a contact.
  static var userAgent: String {
    do throws(ConfigurationError) {
      return try configuration("contact = \"\(contact)\"").userAgent(version: Rassegna.version)
    } catch {
      return ""
    }
  }

  /// What a configuration of these lines says.
  static func configuration(_ text: String) throws(ConfigurationError) -> Configuration {
    let files = ConfigurationFiles(
      workingDirectory: "/etc/rassegna",
      read: { _ throws(FileFault) in ConfigurationFile(bytes: Array(text.utf8)) },
      matches: { _ in [] })
    return try Configuration.load(path: "rassegna.toml", environment: [:], files: files)
  }

  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Begins with a database in which nothing is known.
  mutating func forget() throws(StorageError) {
    stores += 1
    store = try Store(path: folder + "/\(stores).db")
  }

  /// Opens the database again, as the next process would, with connections of its own.
  mutating func restart() async throws(StorageError) {
    await fetcher.shutDown()
    fetcher = Fetcher()
    store = try Store(path: folder + "/\(stores).db")
  }

  func end() async { await fetcher.shutDown() }
}

/// Polling.
extension Trial {
  /// A feed of the configuration.
  func feed(_ url: String, proxy: String? = nil, interval: Duration? = nil) -> FeedSettings? {
    guard let address = WebURL(url) else { return nil }
    var feed = FeedSettings(
      url: address, interval: interval ?? polling.interval, followsRhythm: interval == nil,
      allowsPrivateAddresses: true, place: ConfigurationPlace(file: "rassegna.toml", position: nil))
    if let proxy {
      var own = RequestSettings()
      own.proxy = WebURL(proxy)
      feed.request = .own(own)
    }
    return feed
  }

  /// Polls feeds at a moment, whether they are due or not.
  func poll(_ feeds: [FeedSettings?], at now: Date) async {
    await book.set(now: now)
    let tools = Poller.Tools(
      fetcher: fetcher, store: store, clock: Clock { now }, log: Log(.nobody))
    let poller = Poller(tools, settings: polling, userAgent: Self.userAgent)
    _ = await poller.poll(feeds.compactMap(\.self))
  }

  func state(_ feed: FeedSettings?) async throws(StorageError) -> FeedState {
    let url = feed?.url.string ?? ""
    return try await store.states(of: [url]).first ?? FeedState(id: 0, url: url)
  }

  /// Polls a feed so many times, each time when it is due; returns its states after each.
  func follow(_ feed: FeedSettings?, polls: Int) async throws(StorageError) -> [FeedState] {
    var states: [FeedState] = []
    var now = max(await book.now, Self.start)
    for _ in 0..<polls {
      await poll([feed], at: now)
      let state = try await self.state(feed)
      states.append(state)
      if state.isStopped { break }
      now = state.nextPollAt
    }
    return states
  }
}

/// Noting.
extension Trial {
  mutating func note(_ number: Int, _ isKept: Bool, _ evidence: String) {
    guard let rule = EtiquetteRule.all.first(where: { $0.number == number }) else { return }
    findings[number] = EtiquetteFinding(
      rule: rule.title, name: rule.name, verdict: isKept ? .kept : .broken, evidence: evidence)
  }

  mutating func skip(_ number: Int, because reason: String) {
    guard let rule = EtiquetteRule.all.first(where: { $0.number == number }) else { return }
    findings[number] = EtiquetteFinding(
      rule: rule.title, name: rule.name, verdict: .notApplicable, evidence: reason)
  }
}

extension FeedState {
  /// The time from the last poll to the next, in seconds.
  var wait: Double { nextPollAt.timeIntervalSince(checkedAt ?? nextPollAt) }
}

extension ServedReply {
  /// A feed with items of these numbers.
  static func feed(
    _ items: some Sequence<Int> = [], _ extra: String = "", _ headers: [ServedHeader] = []
  )
    -> ServedReply
  {
    let items = items.map {
      "<item><guid>\($0)</guid><title>Item \($0)</title><link>/post/\($0)</link></item>"
    }.joined()
    let channel = "<channel><title>A feed</title>\(extra)\(items)</channel>"
    return ServedReply(
      "application/rss+xml", "<rss version=\"2.0\">\(channel)</rss>", headers: headers)
  }

  static func redirect(_ status: Int, _ location: String) -> ServedReply {
    ServedReply(status: status, headers: [ServedHeader("Location", location)])
  }
}
