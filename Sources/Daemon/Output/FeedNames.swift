import Links
import Storage

/// How people are told of feeds: by a name that no other has.
///
/// A feed is called as its entry says, or as it calls itself. Of those that are called alike, each has its
/// host beside that, and its path where the hosts are alike too. One without a title is called by its
/// host, and by its path likewise.
struct FeedNames: Sendable {
  private var names: [String: String] = [:]

  /// - Parameters:
  ///   - feeds: as configured.
  ///   - titles: what feeds call themselves, by their addresses.
  init(_ feeds: [FeedSettings], titles: [String: String]) {
    let called = feeds.map { feed in
      (url: feed.url, title: (feed.title ?? titles[feed.url.string]).flatMap(Self.visible))
    }
    let counts = Dictionary(called.map { (Self.key($0.title, $0.url), 1) }, uniquingKeysWith: +)
    let hostCounts = Dictionary(
      called.map { (Self.key($0.title, $0.url) + " " + $0.url.host, 1) }, uniquingKeysWith: +)
    for (url, title) in called {
      let key = Self.key(title, url)
      let isAlone = counts[key] == 1
      let place = hostCounts[key + " " + url.host] == 1 ? Self.host(url) : Self.page(url)
      names[url.string] =
        title.map { isAlone ? $0 : "\($0) (\(place))" } ?? place
    }
  }

  /// The name of a feed; its address where it is not configured.
  subscript(url: String) -> String { names[url] ?? WebURL(url)?.withoutCredentials.string ?? url }

  /// The name of a feed that may be configured no more, and calls itself `title`.
  func name(of url: String, title: String?) -> String {
    names[url] ?? title.flatMap(Self.visible) ?? self[url]
  }

  private static func visible(_ title: String) -> String? {
    title.contains { !$0.isWhitespace } ? title : nil
  }

  private static func key(_ title: String?, _ url: WebURL) -> String { title ?? host(url) }

  private static func host(_ url: WebURL) -> String {
    url.host.isEmpty ? url.string : url.host
  }

  private static func page(_ url: WebURL) -> String {
    let address = url.withoutCredentials
    guard !address.host.isEmpty else { return address.string }
    return String(address.string.dropFirst(address.scheme.count + "://".count))
  }
}

extension FeedNames {
  init(_ configuration: Configuration, _ states: [FeedState]) {
    let titles = states.compactMap { state in state.title.map { (state.url, $0) } }
    self.init(configuration.feeds, titles: Dictionary(titles) { first, _ in first })
  }
}

extension Session {
  /// How people are told of the feeds.
  func feedNames() async throws(Failure) -> FeedNames {
    do {
      return FeedNames(configuration, try await store.feedStates())
    } catch {
      throw Failure(error)
    }
  }
}
