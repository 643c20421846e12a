import Digests
import Links
import Stories

extension ConfigurationDraft: Equatable {
  /// Every setting that is not as it would be by itself, by its name, as TOML: `polling.interval`,
  /// `digest.daily.at`, `feed https://example.org/feed title`. A digest and a feed have one more, their
  /// name alone, for those that say nothing else.
  ///
  /// All keys are walked: what `ConfigurationKeys` has can not be forgotten here.
  var settings: [String: String] {
    var settings: [String: String] = [:]
    func add(_ prefix: String, _ values: [(name: String, value: String)]) {
      for (name, value) in values { settings[prefix + name] = Self.open(value, of: name) }
    }
    let keys = ConfigurationKeys.self
    add("", keys.top.values(of: top, unlike: TopDraft()))
    add("polling.", keys.polling.values(of: polling.value, unlike: PollingSettings()))
    add("retention.", keys.retention.values(of: retention.value, unlike: RetentionSettings()))
    add("stories.", keys.stories.values(of: stories.value, unlike: StorySettings()))
    add("metrics.", keys.metrics.values(of: metrics.value, unlike: MetricsSettings()))
    for digest in digests.map(\.value) {
      let name = "digest." + digest.name
      settings[name] = "present"
      add(name + ".", keys.digest.values(of: digest, unlike: DigestSettings(name: digest.name)))
      add(name + ".", digest.filters.map { Self.setting($0, keys.digestFilter) })
      guard let mail = mails[digest.name] else { continue }
      add(name + ".mail.", keys.mail.values(of: mail, unlike: MailDraft()))
    }
    let standard = FeedDraft()
    for feed in feeds.map(\.value) {
      // Of a feed that stands twice, the first entry counts.
      guard let url = feed.url, settings["feed " + url.string] == nil else { continue }
      settings["feed " + url.string] = "present"
      add(
        "feed \(url.string) ",
        keys.feed.values(of: feed, unlike: standard).filter { $0.name != "url" })
      add("feed \(url.string) ", feed.filters.map { Self.setting($0, keys.feedFilter) })
    }
    return settings
  }

  /// A filter as one setting, `filter "NAME"`, with its keys as an inline table.
  private static func setting(_ filter: Filter, _ section: ConfigurationSection<Filter>)
    -> (name: String, value: String)
  {
    let values = section.values(of: filter, unlike: .sample).filter { $0.name != "name" }
    let keys = values.map { "\($0.name) = \($0.value)" }
    return ("filter \(quoted(filter.name))", "{ \(keys.joined(separator: ", ")) }")
  }

  /// A value that may be kept and shown: of one that may hold a secret, only what tells it from others.
  private static func open(_ value: String, of key: String) -> String {
    guard key == "headers" || value != value.withoutUserinfo else { return value }
    let sum = Checksum.sha256(Array(value.utf8)).prefix(4).reduce(UInt64(1)) {
      $0 << 8 | UInt64($1)
    }
    return "\"hidden, \(String(sum, radix: 16).dropFirst())\""
  }

  static func == (one: ConfigurationDraft, other: ConfigurationDraft) -> Bool {
    one.settings == other.settings
  }
}

extension ConfigurationKeys {
  /// What counts where a setting of that name is not given, as documentation tells it.
  static func standard(of setting: String) -> String? {
    // A filter has a name of its own, in quotes.
    if setting.hasSuffix("\"") { return nil }
    let (section, key, name) = place(of: setting)
    let description = descriptions.first { $0.section == section && $0.name == key }
    return description?.standard.replacing("NAME", with: name)
  }

  /// The section of a setting, its key, and the name of its digest.
  private static func place(of setting: String) -> (section: String, key: String, digest: String) {
    let words = setting.split(separator: " ").map { String($0) }
    if words.count == 3 { return ("[[feed]]", words[2], "") }
    let parts = setting.split(separator: ".").map { String($0) }
    switch parts.count {
    case 1: return ("", parts[0], "")
    case 2: return ("[\(parts[0])]", parts[1], "")
    case 3: return ("[digest.NAME]", parts[2], parts[1])
    default: return ("[digest.NAME.mail]", parts.last ?? "", parts[1])
    }
  }
}
