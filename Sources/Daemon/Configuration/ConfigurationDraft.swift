import Digests
import FoundationEssentials
import Links
import TOML

/// What the files say, each value checked alone, before all are looked at together.
struct ConfigurationDraft: Sendable {
  var top = TopDraft()
  var polling = Placed(PollingSettings())
  var retention = Placed(RetentionSettings())
  var stories = Placed(StorySettings())
  var metrics = Placed(MetricsSettings())
  var digests: [Placed<DigestSettings>] = []
  /// The sections `[digest.NAME.mail]` by the names of their digests.
  var mails: [String: MailDraft] = [:]
  var feeds: [Placed<FeedDraft>] = []
}

/// The keys at the top of the file.
struct TopDraft: Sendable {
  var state = "/var/lib/rassegna"
  var contact: String?
  var include: [String]?
}

/// One `[[feed]]`: nil where the key is not given.
struct FeedDraft: Sendable {
  var url: WebURL?
  var title: String?
  var tags: [String] = []
  var rank = 5
  var filters: [Filter] = []
  var interval: Duration?
  var allowsPrivateAddresses: Bool?
  var zone: TimeZone?
  var charset: String?
  private var manner: RequestManner<RequestDraft> = .usual

  var request: RequestDraft {
    get { manner.settings ?? RequestDraft() }
    set { manner = newValue == RequestDraft() ? .usual : .own(newValue) }
  }

  init() {}
}

/// What was read from a table, and where that stands.
struct Placed<Value: Sendable>: Sendable {
  var value: Value
  /// Where the table begins; nil when no file has it.
  let place: ConfigurationPlace?
  /// What stands in the table.
  let entries: [TOMLEntry]

  /// What no file says anything of.
  init(_ value: Value) {
    self.value = value
    place = nil
    entries = []
  }

  init(_ value: Value, _ entries: [TOMLEntry], at place: ConfigurationPlace) {
    self.value = value
    self.entries = entries
    self.place = place
  }

  /// Where the value of a key stands; nil when it is not given.
  func place(of key: String) -> ConfigurationPlace? {
    guard let place, let entry = entries.first(where: { $0.key == key }) else { return nil }
    return ConfigurationPlace(file: place.file, position: entry.node.position)
  }
}
