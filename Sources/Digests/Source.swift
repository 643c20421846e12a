import FoundationEssentials

/// A feed as the configuration names it.
public struct Source: Codable, Sendable, Hashable {
  /// The address of the feed as configured: what `StoredItem.feedURL` refers to. Never shown.
  public var url: String
  /// What readers see.
  public var title: Line
  /// In the order of the configuration.
  public var tags: [String]

  /// - Parameter title: when nil or blank, the feed's host stands in for it.
  public init(url: String, title: String?, tags: [String] = []) {
    self.url = url
    self.tags = tags
    let line = Line(title ?? "", limit: 80)
    self.title = line.isEmpty ? Line(Link(url)?.host ?? url, limit: 80) : line
  }
}

/// A feed that could not be polled.
public struct Trouble: Codable, Sendable, Hashable {
  public var source: Source
  /// The first failure since the last success; whole seconds.
  public var since: Date
  /// Why, in words of the digest's language.
  public var reason: Line

  public init(source: Source, since: Date, reason: String) {
    self.source = source
    self.since = since.wholeSeconds
    self.reason = Line(reason)
  }
}

extension Date {
  /// Without fractions, so that a value that was stored equals the one before.
  var wholeSeconds: Date {
    Date(timeIntervalSince1970: timeIntervalSince1970.rounded(.down))
  }
}
