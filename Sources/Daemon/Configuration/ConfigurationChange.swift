import Links

extension Configuration {
  /// Every setting that a reload may change, by its name: `polling.interval`, `digest.daily.at`,
  /// `feed https://example.org/feed title`; as TOML.
  var settings: [String: String] {
    var settings: [String: String] = [:]
    for (name, value) in ConfigurationKeys.polling.values(of: polling) {
      settings["polling." + name] = value
    }
    for (name, value) in ConfigurationKeys.retention.values(of: retention) {
      settings["retention." + name] = value
    }
    for digest in digests {
      for (name, value) in ConfigurationKeys.digest.values(of: digest) {
        settings["digest.\(digest.name).\(name)"] = value
      }
    }
    for feed in feeds {
      let name = "feed " + feed.url.string
      settings[name + " title"] = feed.title.map { quoted($0) } ?? "the feed's own"
      settings[name + " tags"] = "[" + feed.tags.map { quoted($0) }.joined(separator: ", ") + "]"
      settings[name + " interval"] = quoted(feed.interval.configured)
      settings[name + " allow_private"] = "\(feed.allowsPrivateAddresses)"
    }
    return settings
  }
}

/// What a reload changes.
struct ConfigurationChange: Sendable, Equatable {
  /// One change a line, for people; in order: feeds, then the rest by name.
  let lines: [String]

  /// - Parameters:
  ///   - old: what the daemon loaded last.
  ///   - new: what it would load now.
  init(from old: [String: String], to new: [String: String]) {
    let (oldFeeds, newFeeds) = (Self.feeds(in: old), Self.feeds(in: new))
    let added = newFeeds.filter { oldFeeds[$0.key] == nil }
    let removed = oldFeeds.filter { newFeeds[$0.key] == nil }
    var lines = added.sorted { $0.key < $1.key }.map { url, title in
      let isMoved = title.hasPrefix("\"") && removed.values.contains(title)
      return "+ \(Self.shown(url)): "
        + (isMoved
          ? "a new feed to the store, although its title \(title) is known: its address changed"
          : "a new feed")
    }
    lines += removed.keys.sorted().map {
      "- \(Self.shown($0)): polled no more; its items stay until they are old"
    }
    for name in Set(old.keys).union(new.keys).sorted() {
      guard old[name] != new[name] else { continue }
      if let url = Self.feed(of: name), added[url] != nil || removed[url] != nil { continue }
      let (before, after) = (old[name] ?? "nothing", new[name] ?? "nothing")
      lines.append("~ \(Self.shown(name)): \(before) → \(after)")
    }
    self.lines = lines
  }

  /// The titles of the feeds by their addresses.
  private static func feeds(in settings: [String: String]) -> [String: String] {
    var feeds: [String: String] = [:]
    for (name, value) in settings where name.hasSuffix(" title") {
      if let url = feed(of: name) { feeds[url] = value }
    }
    return feeds
  }

  /// The address of the feed that a setting is about.
  private static func feed(of name: String) -> String? {
    let parts = name.split(separator: " ")
    return parts.count == 3 && parts[0] == "feed" ? String(parts[1]) : nil
  }

  private static func shown(_ text: String) -> String { text.withoutUserinfo.printable }
}
