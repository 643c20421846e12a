import FoundationEssentials
import Testing

@testable import Storage

@Suite struct PictureTests {
  private let now = date(1_795_503_600)

  private func edition(_ number: Int, _ pictures: [String: [UInt8]]) -> EditionRecord {
    var record = EditionRecord(
      digest: "daily", number: number, date: "2026-11-24", part: number,
      dueAt: now.addingTimeInterval(Double(number)), cutoff: 0, content: [])
    record.pictures = pictures
    return record
  }

  @Test func `pictures are kept with their edition`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      try await store.fix(edition(1, ["a": [1, 2], "b": []]), ledger: [])
      try await store.fix(edition(2, ["a": [3]]), ledger: [])
      #expect(try await store.pictures("daily", number: 1) == ["a": [1, 2], "b": []])
      #expect(try await store.pictures("daily", number: 2) == ["a": [3]])
      #expect(try await store.pictures("daily", number: 3) == [:])
      #expect(try await store.pictures("weekly", number: 1) == [:])
    }
  }

  @Test func `those of old editions go, once their files are written`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      for number in 1...3 { try await store.fix(edition(number, ["a": [1]]), ledger: []) }
      let moment = now.addingTimeInterval(3)
      #expect(try await !store.removePictures(before: moment))
      for number in 1...3 { try await store.markPublished("daily", number: number) }
      #expect(try await store.removePictures(before: moment))
      #expect(try await store.removePictures(before: moment))
      #expect(try await !store.removePictures(before: moment))
      #expect(try await store.pictures("daily", number: 2) == [:])
      #expect(try await store.pictures("daily", number: 3) == ["a": [1]])
    }
  }
}
