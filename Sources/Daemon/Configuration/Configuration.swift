import Links

/// What the sysadmin wants: everything that the configuration files say, checked, with every
/// default filled in and every path made absolute.
///
/// A value of this type is consistent: no feed or digest directory occurs twice, and every interval
/// lies between the floor and the ceiling.
struct Configuration: Sendable, Equatable {
  /// The absolute path of the folder that holds the database and, below it, the digests.
  var state: String
  /// Who runs this daemon, as an address or a URL; sent with each request. Nil: nobody is named.
  var contact: String?
  /// How feeds are polled.
  var polling: PollingSettings
  /// How long items are kept.
  var retention = RetentionSettings()
  /// When items are one story.
  var stories = StorySettings()
  /// What Prometheus is told; the path of the file is absolute.
  var metrics = MetricsSettings()
  /// The digests, in the order of the files.
  var digests: [DigestSettings]
  /// The feeds, in the order of the files.
  var feeds: [FeedSettings]
  /// What is allowed but probably not meant, in the order of the files.
  var warnings: [ConfigurationProblem]
  /// What the files say themselves; nil when the daemon has remembered it and lets go of it.
  var written: ConfigurationDraft?

  /// The absolute path of the database.
  var database: String { state + "/rassegna.db" }
  /// Whoever writes the database holds it (invariant 10).
  var lockFile: String { state + "/rassegna.lock" }

  /// The absolute path of the socket at which the daemon takes requests of commands.
  var controlSocket: String { state + "/rassegna.socket" }

  /// The User-Agent of every request: the one configured, else the program with its contact.
  ///
  ///     userAgent(version: "0.1.0")  // "rassegna/0.1.0 (+https://example.org/rassegna)"
  func userAgent(version: String) -> String {
    polling.userAgent ?? "rassegna/\(version)" + (contact.map { " (+\($0))" } ?? "")
  }

  /// The feeds that `digest` takes its items from, in the order of the files.
  func feeds(of digest: DigestSettings) -> [FeedSettings] {
    digest.tags.isEmpty
      ? feeds : feeds.filter { feed in feed.tags.contains { digest.tags.contains($0) } }
  }
}
