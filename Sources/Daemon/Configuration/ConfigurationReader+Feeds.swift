import Links
import TOML

// What only shows when the feeds are looked at together, and beside `[polling]`.

extension ConfigurationReader {
  /// The feeds with their defaults filled in; those that lack an address are left out, and told.
  mutating func checkedFeeds(_ environment: [String: String]) -> [FeedSettings] {
    var places: [String: ConfigurationPlace] = [:]
    places.reserveCapacity(draft.feeds.count)
    var feeds: [FeedSettings] = []
    feeds.reserveCapacity(draft.feeds.count)
    let drafts = draft.feeds
    for feed in drafts {
      guard let place = feed.place, let url = checkedURL(feed, &places) else { continue }
      let interval = feed.value.interval ?? draft.polling.value.interval
      if let place = feed.place(of: "interval"), feed.value.interval != nil {
        checkInterval(interval, at: place, key: "feed.interval")
      }
      feeds.append(
        FeedSettings(
          url: url, title: feed.value.title, tags: feed.value.tags,
          rank: feed.value.rank, filters: feed.value.filters, interval: interval,
          followsRhythm: feed.value.interval == nil && draft.polling.value.rhythm == .own,
          allowsPrivateAddresses: feed.value.allowsPrivateAddresses
            ?? draft.polling.value.allowsPrivateAddresses,
          zone: feed.value.zone, charset: feed.value.charset,
          request: checkedRequest(feed, environment), place: place))
    }
    return feeds
  }

  /// The address of a feed that is not there yet.
  private mutating func checkedURL(
    _ feed: Placed<FeedDraft>, _ places: inout [String: ConfigurationPlace]
  ) -> WebURL? {
    guard let url = feed.value.url else {
      // An address that is there, but wrong, was told already.
      if let place = feed.place, feed.place(of: "url") == nil {
        log.add(.error, at: place, key: "feed.url", "this feed has no address: add url = \"…\"")
      }
      return nil
    }
    let place = feed.place(of: "url") ?? feed.place
    guard let place else { return nil }
    if let first = places.updateValue(place, forKey: url.string) {
      places[url.string] = first
      if place.file.isOPMLPath {
        let message = "\(url.withoutCredentials.string) stands already at \(first.line)"
        log.add(.warning, at: place, key: "xmlUrl", message)
        return nil
      }
      log.add(.error, at: place, key: "feed.url", "this feed stands already at \(first.line)")
    }
    if url.string.contains("@"), url.user != nil {
      log.add(
        .warning, at: place, key: "feed.url",
        "this address holds a password or a name, which everybody sees who may read this file")
    }
    return url
  }

  /// Checks the section `[polling]` in itself.
  mutating func checkPolling() {
    let polling = draft.polling.value
    if polling.floor > polling.ceiling, let place = draft.polling.firstPlace(of: "floor", "ceiling")
    {
      log.add(
        .error, at: place, key: "polling.floor",
        "the floor of \(polling.floor.configured) is above the ceiling of "
          + "\(polling.ceiling.configured)")
    } else if let place = draft.polling.place(of: "interval") {
      checkInterval(polling.interval, at: place, key: "polling.interval")
    } else if polling.interval < polling.floor, let place = draft.polling.place(of: "floor") {
      log.add(
        .error, at: place, key: "polling.floor",
        "\(quoted(polling.floor.configured)) is above the interval of "
          + "\(polling.interval.configured); raise 'interval' too")
    } else if polling.interval > polling.ceiling, let place = draft.polling.place(of: "ceiling") {
      log.add(
        .error, at: place, key: "polling.ceiling",
        "\(quoted(polling.ceiling.configured)) is below the interval of "
          + "\(polling.interval.configured); lower 'interval' too")
    }
  }

  private mutating func checkInterval(
    _ interval: Duration, at place: ConfigurationPlace, key: String
  ) {
    let polling = draft.polling.value
    guard polling.floor <= polling.ceiling else { return }
    if interval < polling.floor {
      log.add(
        .error, at: place, key: key,
        "\(quoted(interval.configured)) is below the floor of \(polling.floor.configured); "
          + "raise it, or lower 'floor' in [polling]")
    } else if interval > polling.ceiling {
      log.add(
        .error, at: place, key: key,
        "\(quoted(interval.configured)) is above the ceiling of \(polling.ceiling.configured); "
          + "lower it, or raise 'ceiling' in [polling]")
    }
  }
}

extension Placed {
  /// Where the first of some keys that is given stands; nil when none is.
  func firstPlace(of keys: String...) -> ConfigurationPlace? {
    keys.lazy.compactMap { place(of: $0) }.first
  }
}

extension ConfigurationPlace {
  /// The place as a line of a message begins: `rassegna.toml:3:12`.
  var line: String {
    position.map { "\(file):\($0.line):\($0.column)" } ?? file
  }
}
