import Digests
import FoundationEssentials
import Storage
import Testing

@testable import Daemon

/// A digest whose files can not be written, for a file stands where its folder would be.
@Suite struct EditorTests {
  private static let mailed = """
    formats = ["text"]
    [digest.daily.mail]
    from = "me@example.org"
    to = ["a@example.org"]
    server = "127.0.0.1:25"
    security = "none"
    """

  private func block(_ digest: DigestSettings) throws {
    let parent = digest.directory.split(separator: "/").dropLast().joined(separator: "/")
    try FileManager.default.createDirectory(
      atPath: "/" + parent, withIntermediateDirectories: true)
    try write("in the way", to: digest.directory)
  }

  @Test func `an edition whose files can not be written is fixed once and mailed once`()
    async throws
  {
    try await Bureau.open(Self.mailed) { room in
      try await room.poll(["1": "A first story"])
      try block(room.digest)
      let (published, failure) = await room.editor.publish(room.digest, for: [Bureau.seven])
      #expect(failure == nil)
      #expect(published.map(\.edition.masthead.number) == [1])
      #expect(published.first?.unwritten != nil)
      for _ in 0..<3 {
        await #expect(throws: Editor.Failure.self) { try await room.editor.repair(room.digest) }
      }
      #expect(try await room.store.digestStates().map(\.lastDueAt) == [Bureau.seven])
      #expect(try await room.editor.hasNews(for: room.digest) == false)
      try FileManager.default.removeItem(atPath: room.digest.directory)
      try await room.editor.repair(room.digest)
      let text = try String(
        contentsOfFile: room.digest.directory + "/2026-11-24.txt", encoding: .utf8)
      #expect(text.contains("A first story"))
      #expect(try await room.store.unpublishedEditions(of: "daily").isEmpty)
      #expect(try await room.store.editions("daily", date: "2026-11-24").count == 1)
      #expect(try await room.store.openLetters().map(\.number) == [1])
      #expect(try await room.verify().isSound)
    }
  }

  @Test func `missed editions are all fixed where none can be written`() async throws {
    try await Bureau.open("catch_up = \"each\"") { room in
      try await room.poll(["1": "A first story"], at: Bureau.seven - 60)
      try await room.poll(["2": "A second story"], at: Bureau.seven + 60)
      try block(room.digest)
      let (published, failure) = await room.editor.publish(
        room.digest, for: [Bureau.seven, Bureau.seven + 86_400])
      #expect(failure == nil)
      #expect(published.map(\.edition.counts.stories) == [1, 1])
      #expect(published.allSatisfy { $0.unwritten != nil && $0.paths.isEmpty })
      #expect(try await room.store.unpublishedEditions(of: "daily").map(\.number) == [1, 2])
    }
  }

  @Test func `an edition that can not be repaired holds up no other`() async throws {
    try await Bureau.open("[digest.weekly]") { room in
      let digests = room.configuration.digests
      try await room.store.registerDigests(
        ["weekly"], from: Bureau.seven - 86_400, at: Bureau.seven - 86_400)
      for digest in digests { try block(digest) }
      for (number, title) in ["A first story", "A second story"].enumerated() {
        try await room.poll(["\(number)": title])
        for digest in digests {
          #expect(try await room.editor.publish(digest, at: Bureau.seven).unwritten != nil)
        }
      }
      // The first edition of each can not be read, and one folder is still blocked.
      try damageFirstEditions(of: room.database)
      try FileManager.default.removeItem(atPath: digests[1].directory)
      var failures = 0
      for digest in digests {
        do { try await room.editor.repair(digest) } catch { failures += 1 }
      }
      #expect(failures == 2)
      #expect(try await room.store.unpublishedEditions(of: digests[0].name).count == 2)
      #expect(try await room.store.unpublishedEditions(of: digests[1].name).map(\.number) == [1])
      #expect(
        FileManager.default.fileExists(atPath: digests[1].directory + "/2026-11-24-2.html"))
    }
  }

  @Test func `an edition takes the place of no other that stands there, as after a restore`()
    async throws
  {
    try await Bureau.open { lost in
      try await lost.poll(["1": "A story that the backup does not have"])
      try await lost.publish()
      let page = lost.digest.directory + "/2026-11-24.html"
      let before = try Data(contentsOf: URL(filePath: page))
      try await Bureau.open { room in
        var room = room
        room.configuration.digests[0].directory = lost.digest.directory
        try await room.poll(["1": "A story that came after the restore"])
        let preview = try await room.editor.preview(room.digest, at: Bureau.seven)
        #expect(preview.masthead.part == 2)
        let parts = [try await room.publish(), try await room.publish()].map(\.masthead.part)
        #expect(parts == [2, 3])
        #expect(try Data(contentsOf: URL(filePath: page)) == before)
        let next = try await room.publish(at: Bureau.seven + 86_400)
        #expect(next.masthead.fileStem == "2026-11-25")
        #expect(try await room.verify().isSound)
      }
    }
  }
}
