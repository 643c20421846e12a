import Digests
import FoundationEssentials

/// One digest: a section `[digest.NAME]`.
struct DigestSettings: Sendable, Equatable {
  /// Lower-case ASCII letters, digits and hyphens, 1 to 64 of them; never repeated.
  var name: String
  /// The headline of each edition; the name where none is given.
  var title: String
  /// The times of day at which an edition is written, ascending, at least one.
  var times: [TimeOfDay] = [TimeOfDay(hour: 7, minute: 0)]
  /// The days on which an edition is written, at least one, none twice.
  var weekdays: [Weekday] = Weekday.allCases
  /// The zone of `times`, of `weekdays` and of the dates that are printed; UTC where none is given,
  /// whatever the zone of the machine is.
  var zone: TimeZone = .gmt
  /// What becomes of editions that were missed.
  var missedEditions: MissedEditions = .merge
  /// The feeds that have one of these tags are read; empty: all feeds.
  var tags: [String] = []
  /// The forms that are written, at least one, none twice.
  var formats: [Form] = [.html, .markdown, .text]
  /// The absolute path of the folder that the files go to.
  var directory: String
  /// The language of the words around the items, as a tag: headings, dates, plurals.
  var language = "en"
  /// How many stories of a section, and of one feed in it, are told whole; the others are told by their
  /// headlines. Nil: all.
  var sectionLimit: Int?
  var feedLimit: Int?
  /// Words or phrases of stories that come first, and of those that come last.
  var boost: [String] = []
  var mute: [String] = []
  /// What leaves items out, or says their section, in their order.
  var filters: [Filter] = []
  /// Whether the pictures of stories are fetched and shown.
  var showsPictures = false
  /// The folder of a theme, as configured; nil for the built-in one.
  var themeFolder: String?
  /// The look of the pages.
  var theme = Theme.standard
  /// How editions go by mail; nil where they do not.
  var mail: MailSettings?

  /// A digest of which nothing is configured but its name; its folder is relative to the state's
  /// until the configuration is read to its end.
  init(name: String) {
    self.name = name
    title = name
    directory = "digests/" + name
  }
}

extension DigestSettings {
  /// When its editions are due.
  var agenda: Agenda { Agenda(times: times, weekdays: Set(weekdays), zone: zone) }
}
