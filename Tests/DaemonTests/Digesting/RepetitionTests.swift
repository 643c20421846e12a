import Digests
import FoundationEssentials
import Storage
import Testing

@testable import Daemon

/// The same database, configuration and edition give the same bytes (invariant 4): thirty editions
/// with stories that are new, edited, or told by two feeds.
@Suite struct RepetitionTests {
  private static let editions = 30
  private static let settings = """
    formats = ["html", "markdown", "text", "json", "epub"]
    language = "it"
    """

  private func moment(_ number: Int) -> Date { Bureau.seven + Double(number) * 86_400 }

  /// A month of polls, with an edition each morning.
  private func fill(_ room: Bureau) async throws {
    for number in 0..<Self.editions {
      let moment = moment(number)
      try await room.poll(
        ["\(number)": "The council met on day \(number)", "\(number)b": "Rain & <snow> fell"],
        at: moment - 7200)
      try await room.poll(
        ["x\(number)": "The council met on day \(number)"], of: Bureau.courier, at: moment - 3600)
      // Yesterday's story is corrected.
      try await room.poll(
        ["\(max(0, number - 1))": "The council did not meet on day \(number - 1)"],
        at: moment - 1800)
      try await room.publish(at: moment, pictures: try pictures(number))
    }
  }

  /// Two pictures of each morning's stories, as a header of PNG with a number behind it.
  private func pictures(_ number: Int) throws -> FoundPictures {
    let header = try #require(Data(base64Encoded: "iVBORw0KGgoAAAANSUhEUgAAASwAAADICAIAAAA="))
    var found: FoundPictures = [:]
    for (index, guid) in ["\(number)", "\(number)b"].enumerated() {
      let link = try #require(Link(Bureau.agency + "/" + guid + ".gif"))
      found[link] = Array(header) + [UInt8(number), UInt8(index)]
    }
    return found
  }

  /// The files of a folder, by name.
  private func files(in folder: String) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return Dictionary(
      uniqueKeysWithValues: try names.map {
        ($0, try Data(contentsOf: URL(filePath: folder + "/" + $0)))
      })
  }

  /// Writes all editions into a folder of its own out of what `store` holds.
  private func rebuilt(_ room: Bureau, _ store: Store, in folder: String) async throws
    -> [String: Data]
  {
    var digest = room.digest
    digest.directory = folder
    let editor = Editor(
      configuration: room.configuration, store: store, clock: .system, log: Log(.nobody))
    for number in 0..<Self.editions {
      let day = Day(of: moment(number), in: .gmt)
      #expect(try await editor.rebuild(digest, day: day).count == 1)
    }
    return try files(in: folder)
  }

  @Test func `thirty editions are the same to the byte when they are made again`() async throws {
    try await Bureau.open(Self.settings) { room in
      try await fill(room)
      let made = try files(in: room.digest.directory)
      // Five forms, the copies of the newest edition, the list and the feed.
      #expect(made.count == (Self.editions + 1) * 5 + 2)
      let page = String(decoding: made["latest.html"] ?? Data(), as: UTF8.self)
      // The other story is told already.
      #expect(page.matches(of: /<img/).count == 1)
      #expect(try await rebuilt(room, room.store, in: room.folder + "/again") == made)
      try await Bureau.open(Self.settings) { twin in
        try await fill(twin)
        #expect(try files(in: twin.digest.directory) == made)
      }
    }
  }

  @Test func `thirty editions are the same to the byte after a backup that is restored`()
    async throws
  {
    try await Bureau.open(Self.settings) { room in
      try await fill(room)
      let made = try files(in: room.digest.directory)
      let (copy, database) = (room.folder + "/copy.db", room.folder + "/restored.db")
      try await room.store.backUp(to: copy) { _ in }
      #expect(try Store.restore(copy, to: database, settingAside: "old") == nil)
      let restored = try Store(path: database)
      #expect(try await rebuilt(room, restored, in: room.folder + "/again") == made)
      let report = try await Verification(configuration: room.configuration, store: restored)
        .report { _, _ in }
      #expect(report.isSound)
      #expect(report.digests["daily"]?.editions == Self.editions)
    }
  }
}
