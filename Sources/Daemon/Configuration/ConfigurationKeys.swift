import FoundationEssentials
import Links
import TOML

/// Every key that the program honours; a key that does nothing is not here.
enum ConfigurationKeys {
  static let top = ConfigurationSection(
    header: "",
    keys: [
      ConfigurationKey(
        "state", \TopDraft.state, .path("a folder", example: "/var/lib/rassegna"),
        in: TopDraft(), "The folder of the database; $STATE_DIRECTORY wins over it."),
      ConfigurationKey(
        "contact", \TopDraft.contact, .contact, standard: "nobody is named",
        "Who runs this daemon; sent to servers in the User-Agent."),
      ConfigurationKey(
        "include", \TopDraft.include, .list(of: "files", .inclusion), standard: "nothing",
        "More files with [[feed]] and [digest.NAME], or OPML, as paths or patterns."),
    ])

  static let polling = ConfigurationSection(header: "[polling]", keys: rhythm + limits)

  private static let rhythm: [ConfigurationKey<PollingSettings>] = [
    ConfigurationKey(
      "interval", \.interval, .duration("60m", in: .seconds(1) ... .days(365)), in: .init(),
      "The time between two polls of a feed of ten items a day, between floor and ceiling."),
    ConfigurationKey(
      "rhythm", \.rhythm, .word, in: .init(),
      "Whether a feed's own rhythm makes its interval shorter or longer, or it is fixed."),
    ConfigurationKey(
      "floor", \.floor, .duration("15m", in: .seconds(1) ... .days(365)), in: .init(),
      "No feed is polled more often than this."),
    ConfigurationKey(
      "ceiling", \.ceiling, .duration("24h", in: .seconds(1) ... .days(365)), in: .init(),
      "Neither a server's hint nor a failure makes the time between two polls longer than this."),
    ConfigurationKey(
      "active_hours", \.activeHours, .activeHours, standard: "all day",
      "The hours in which feeds are polled."),
    ConfigurationKey(
      "zone", \.zone, .zone, in: .init(),
      "The zone of active_hours."),
    ConfigurationKey(
      "transfers", \.transfers, .count(in: 1...1000), in: .init(), "Transfers at once."),
    ConfigurationKey(
      "per_host", \.transfersPerHost, .count(in: 1...1000), in: .init(),
      "Transfers at once from one host."),
    ConfigurationKey(
      "host_gap", \.hostGap, .duration("2s", in: .zero ... .seconds(3600)), in: .init(),
      "The time between two requests to one host."),
    ConfigurationKey(
      "backlog", \.backlog, .duration("24h", in: .zero ... .days(36_500)), in: .init(),
      "Items of a new feed that are older than this are stored, but not printed."),
  ]

  private static let limits: [ConfigurationKey<PollingSettings>] = [
    ConfigurationKey(
      "allow_private", \.allowsPrivateAddresses, .truth, in: .init(),
      "Whether feeds on loopback, private and link-local addresses are polled."),
    ConfigurationKey(
      "connect_timeout", \.connectTimeout,
      .duration("10s", in: .milliseconds(100) ... .seconds(600)), in: .init(),
      "The time that connecting may take, name resolution and TLS included."),
    ConfigurationKey(
      "timeout", \.timeout, .duration("60s", in: .milliseconds(100) ... .seconds(3600)),
      in: .init(), "The time that a whole transfer may take."),
    ConfigurationKey(
      "size_limit", \.maximumBodyBytes,
      .size("16MiB", in: ByteCount(bytes: 1000)...ByteCount(bytes: 1 << 30)), in: .init(),
      "The size that a feed may have after decompression."),
    ConfigurationKey(
      "redirects", \.maximumRedirects, .count(in: 0...50), in: .init(),
      "Redirects that one transfer follows."),
    ConfigurationKey(
      "user_agent", \.userAgent, .headerValue("a User-Agent", example: "rassegna/1.0"),
      standard: "rassegna/VERSION (+CONTACT)", "Sent instead of the program's own User-Agent."),
  ]

  static let retention = ConfigurationSection(
    header: "[retention]",
    keys: [
      ConfigurationKey(
        "age", \RetentionSettings.age, .duration("365d", in: .days(7) ... .days(36_500)),
        in: .init(),
        "Items that were first seen longer ago are removed, once each digest has told them."),
      ConfigurationKey(
        "items_per_feed", \.itemsPerFeed, .count(in: 100...1_000_000), standard: "any number",
        "The latest items of each feed that are kept; those of the last seven days are in any case."
      ),
    ])

  static let stories = ConfigurationSection(
    header: "[stories]",
    keys: [
      ConfigurationKey(
        "window", \StorySettings.window, .duration("72h", in: .seconds(3600) ... .days(30)),
        in: .init(), "How far apart in time two copies of one text may be."),
      ConfigurationKey(
        "threshold", \.threshold, .number(in: 0.1...1), in: .init(),
        "The share of a long text that must be found in its copy; a shorter one needs more."),
    ])

  static let metrics = ConfigurationSection(
    header: "[metrics]",
    keys: [
      ConfigurationKey(
        "file", \MetricsSettings.file, .path("a file", example: "metrics/rassegna.prom"),
        standard: "none is written",
        "The file for Prometheus, written each minute; a relative path is below state."),
      ConfigurationKey(
        "listen", \.listen, .ownAddress, standard: "nowhere",
        "Where Prometheus may ask for /metrics over HTTP: on this machine only."),
    ])

  static let digest = ConfigurationSection(
    header: "[digest.NAME]",
    keys: [
      ConfigurationKey(
        "title", \DigestSettings.title, .line(maximum: 200), in: .sample,
        "The headline of each edition."),
      ConfigurationKey(
        "at", \.times, .list(of: "times of day", .timeOfDay), in: .sample,
        "When an edition is written, on the clock of zone."),
      ConfigurationKey(
        "weekdays", \.weekdays, .list(of: "days", .word), in: .sample,
        "The days on which editions are written."),
      ConfigurationKey(
        "zone", \.zone, .zone, in: .sample,
        "The zone of at, of weekdays and of printed dates, whatever the machine's is."),
      ConfigurationKey(
        "catch_up", \.missedEditions, .word, in: .sample,
        "What becomes of editions that were missed by more than an hour."),
      ConfigurationKey(
        "tags", \.tags, .list(of: "tags", .tag), in: .sample, standard: "all feeds",
        "The feeds that have one of these tags are read."),
      ConfigurationKey(
        "formats", \.formats, .list(of: "formats", .word), in: .sample,
        "The forms that an edition is written in."),
      ConfigurationKey(
        "directory", \.directory, .path("a folder", example: "digests/daily"), in: .sample,
        "The folder of the files; a relative path is below state."),
      ConfigurationKey(
        "language", \.language, .language, in: .sample,
        "The language of the words around the items."),
      ConfigurationKey(
        "section_limit", \.sectionLimit, .count(in: 1...10_000), standard: "all",
        "How many stories of a section are told whole; the others are told by their headlines."),
      ConfigurationKey(
        "feed_limit", \.feedLimit, .count(in: 1...10_000), standard: "all",
        "How many stories of one feed a section tells whole, likewise."),
      ConfigurationKey(
        "boost", \.boost, .list(of: "words", .phrase), in: .sample, standard: "none",
        "Words or phrases; stories that have one come first in their section."),
      ConfigurationKey(
        "mute", \.mute, .list(of: "words", .phrase), in: .sample, standard: "none",
        "Words or phrases; stories that have one come last in their section."),
      ConfigurationKey(
        "pictures", \.showsPictures, .truth, in: .sample,
        "Whether HTML and EPUB hold the pictures of the stories that are told whole."),
      ConfigurationKey(
        "theme", \.themeFolder, .path("a folder", example: "themes/plain"),
        standard: "the built-in theme",
        "The folder of templates and styles that replace those of the same name."),
    ])

  static let mail = ConfigurationSection(
    header: "[digest.NAME.mail]",
    keys: [
      ConfigurationKey(
        "to", \MailDraft.to, .list(of: "addresses", .mailbox), standard: "must be given",
        "Who gets each edition."),
      ConfigurationKey(
        "from", \.from, .mailbox, standard: "must be given", "Who sends it."),
      ConfigurationKey(
        "server", \.server, .mailHost, standard: "none; this or sendmail must be given",
        "The server that takes it; its port, if not the usual one, behind a colon."),
      ConfigurationKey(
        "sendmail", \.sendmail, .program(example: "/usr/sbin/sendmail"),
        standard: "none; this or server must be given",
        "The program that takes it, called as sendmail is; it takes the place of all keys below."),
      ConfigurationKey(
        "security", \.security, .word, in: MailDraft(),
        "How the server is spoken to; \"none\" is for one on the same machine."),
      ConfigurationKey(
        "user", \.user, .line(maximum: 254), standard: "no account", "The account at the server."),
      ConfigurationKey(
        "password_file", \.passwordFile, .path("a file", example: "mail-password"),
        standard: "no account",
        "The file of the account's password: below $CREDENTIALS_DIRECTORY, else beside this file."),
      ConfigurationKey(
        "authorities", \.authorities, .path("a file", example: "ca.pem"),
        standard: "the system's certificates",
        "The certificates that are trusted instead of the system's, in PEM."),
    ])

  static let feed = ConfigurationSection(
    header: "[[feed]]",
    keys: [
      ConfigurationKey(
        "url", \FeedDraft.url, .feedURL, standard: "must be given",
        "The address: an http, https or file URL, or a path with /, ./ or ../ at its beginning."),
      ConfigurationKey(
        "title", \.title, .line(maximum: 200), standard: "the feed's own", "The name to show."),
      ConfigurationKey(
        "tags", \.tags, .list(of: "tags", .tag), in: .init(), standard: "none",
        "What digests choose feeds by, and group them by."),
      ConfigurationKey(
        "rank", \.rank, .count(in: 1...9), in: .init(),
        "How much its stories weigh; the source of the highest rank leads a story of several."),
      ConfigurationKey(
        "interval", \.interval, .duration("60m", in: .seconds(1) ... .days(365)),
        standard: "interval of [polling]",
        "The time between two polls of this feed, whatever its rhythm, between floor and ceiling."),
      ConfigurationKey(
        "allow_private", \.allowsPrivateAddresses, .truth, standard: "allow_private of [polling]",
        "Whether this feed may be on a loopback, private or link-local address."),
      ConfigurationKey(
        "zone", \.zone, .zone, standard: "UTC", "The zone of this feed's dates that name none."),
      ConfigurationKey(
        "charset", \.charset, .charset, standard: "windows-1252",
        "The encoding of this feed where it is not UTF-8 and nothing else says which it is."),
    ] + requests)

  /// All keys, in the order in which documentation tells them.
  static let descriptions: [KeyDescription] =
    top.descriptions + polling.descriptions + retention.descriptions + stories.descriptions
    + metrics.descriptions
    + digest.descriptions + digestFilter.descriptions + mail.descriptions
    + feed.descriptions + feedFilter.descriptions
}

extension DigestSettings {
  /// What documentation tells the defaults of.
  fileprivate static let sample = DigestSettings(name: "NAME")
}

extension Duration {
  fileprivate static func days(_ days: Int) -> Duration { .seconds(days * 24 * 60 * 60) }
}
