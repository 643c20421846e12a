import FoundationEssentials

/// How feeds are polled: the section `[polling]`.
struct PollingSettings: Sendable, Equatable {
  /// What a feed's interval follows.
  enum Rhythm: String, Sendable, CaseIterable {
    /// Its own rhythm moves it, between floor and ceiling.
    case own
    /// It stays as configured.
    case fixed
  }

  /// The time between two polls of a feed that says nothing else.
  var interval: Duration = .seconds(60 * 60)
  /// No feed is polled more often than this.
  var floor: Duration = .seconds(15 * 60)
  /// Neither a server's hint nor backoff makes the time between two polls longer than this.
  var ceiling: Duration = .seconds(24 * 60 * 60)
  /// What the interval of a feed follows whose entry has none.
  var rhythm: Rhythm = .own
  /// The hours in which feeds are polled; nil for all day.
  var activeHours: ActiveHours?
  /// The zone of `activeHours`.
  var zone: TimeZone = .gmt
  /// Transfers at once, from 1 to 1,000.
  var transfers = 32
  /// Transfers at once from one host, from 1 to 1,000.
  var transfersPerHost = 1
  /// The time between two requests to one host.
  var hostGap: Duration = .seconds(2)
  /// Whether feeds on loopback, private and link-local addresses are polled.
  var allowsPrivateAddresses = false
  /// Items of a new feed that are older than this are stored, but not printed.
  var backlog: Duration = .seconds(24 * 60 * 60)
  /// The time that connecting may take, name resolution and TLS included.
  var connectTimeout: Duration = .seconds(10)
  /// The time that a whole transfer may take.
  var timeout: Duration = .seconds(60)
  /// The size that a feed may have after decompression, in bytes.
  var maximumBodyBytes = 16 * 1024 * 1024
  /// Redirects that one transfer follows, from 0 to 50.
  var maximumRedirects = 10
  /// Sent instead of the program's own User-Agent; nil: not replaced.
  var userAgent: String?

  /// No moment of a next poll is farther away: the ceiling, days to skip, and active hours.
  var longestWait: Duration { ceiling + .seconds(9 * 24 * 60 * 60) }
}
