import Digests
import Feeds
import FoundationEssentials
import Storage
import Stories
import Testing

@testable import Daemon

/// A configuration, a store and the folders of digests in a folder of their own: a test polls and
/// publishes by hand.
struct Bureau: Sendable {
  /// Seven in the morning in Greenwich, 24 November 2026.
  static let seven = Date(timeIntervalSince1970: 1_795_503_600)
  static let agency = "https://agency.example/feed"
  static let courier = "https://courier.example/feed"

  let folder: String
  var configuration: Configuration
  let store: Store
  var database: String { configuration.database }

  /// Runs `body` in a bureau that is removed at its end.
  ///
  /// - Parameter settings: below `[digest.daily]`.
  static func open(
    _ settings: String = "", feeds: [String] = [agency, courier],
    _ body: (Bureau) async throws -> Void
  ) async throws {
    let folder = try makeTemporaryFolder()
    defer { removeTemporaryFolder(folder) }
    let text =
      "state = \"state\"\n[digest.daily]\n\(settings)\n"
      + feeds.map { "[[feed]]\nurl = \"\($0)\"\n" }.joined()
    try Data(text.utf8).write(to: URL(filePath: folder + "/rassegna.toml"))
    try FileManager.default.createDirectory(
      atPath: folder + "/state", withIntermediateDirectories: true)
    let configuration = try Configuration.load(path: folder + "/rassegna.toml", environment: [:])
    let store = try Store(path: configuration.database)
    try await store.registerDigests(["daily"], from: seven - 86_400, at: seven - 86_400)
    try await body(Bureau(folder: folder, configuration: configuration, store: store))
  }

  var editor: Editor {
    Editor(configuration: configuration, store: store, clock: .system, log: Log(.nobody))
  }

  var digest: DigestSettings { configuration.digests[0] }

  /// One poll of a feed that sends items with these GUIDs and titles; the text is long enough to count.
  func poll(
    _ items: KeyValuePairs<String, String>, of feed: String = agency, at now: Date = seven - 60
  ) async throws {
    _ = try await store.register([feed])
    let state = try #require(try await store.feedStates().first { $0.url == feed })
    let sightings = items.map { guid, title in
      var item = Item()
      item.guid = guid
      item.title = title
      item.url = feed + "/" + guid
      item.image = feed + "/" + guid + ".gif"
      item.content = RichText(.html, "<p>\(title), and eight more words that make it weigh enough.")
      return item
    }
    let keys = keys(for: sightings)
    _ = try await store.record(
      [PollRecord(feed: state, sightings: zip(sightings, keys).map { Sighting($0, key: $1) })],
      at: now)
  }

  /// Writes the edition of everything pending.
  @discardableResult
  func publish(at moment: Date = seven, pictures: FoundPictures = [:]) async throws -> Edition {
    try await editor.publish(digest, at: moment, pictures: pictures).edition
  }

  func verify() async throws -> LedgerReport {
    try await Verification(configuration: configuration, store: store).report { _, _ in }
  }
}
