import FoundationEssentials
import Testing

@testable import Storage

@Suite struct OutboxTests {
  private let now = date(1_795_503_600)

  private func edition(_ number: Int, isMailed: Bool = true) -> EditionRecord {
    EditionRecord(
      digest: "daily", number: number, date: "2026-11-24", part: number,
      dueAt: now.addingTimeInterval(Double(number)), cutoff: 0, content: Array("\(number)".utf8),
      isMailed: isMailed)
  }

  private func filled(_ store: Store) async throws {
    try await store.registerDigests(["daily"], from: now, at: now)
    for number in 1...2 { try await store.fix(edition(number), ledger: []) }
    try await store.fix(edition(3, isMailed: false), ledger: [])
  }

  @Test func `an edition that goes by mail is in the outbox once it is fixed`() async throws {
    try await withStore { store in
      try await filled(store)
      let open = try await store.openLetters()
      #expect(open.map(\.number) == [1, 2])
      #expect(open.allSatisfy { $0.state == .waiting && $0.attempts == 0 && !$0.isDoubtful })
      #expect(open.first?.nextAttemptAt == now.addingTimeInterval(1))
      #expect(try await store.edition("daily", number: 2)?.content == Array("2".utf8))
      #expect(try await store.edition("daily", number: 9) == nil)
    }
  }

  @Test func `what is written of a letter is read again after a restart`() async throws {
    try await withFolder { path in
      var letter: OutboxLetter
      do {
        let store = try Store(path: path)
        try await filled(store)
        letter = try #require(try await store.openLetters().first)
        letter.state = .sending
        letter.attempts = 1
        letter.isDoubtful = true
        letter.failure = "no word"
        letter.nextAttemptAt = now.addingTimeInterval(100)
        try await store.write(letter, at: now)
      }
      let store = try Store(path: path)
      #expect(try await store.openLetters().map(\.number) == [2, 1])
      #expect(try await store.openLetters().last == letter)
    }
  }

  @Test(arguments: [OutboxLetter.State.sent, .givenUp])
  func `a letter that has ended waits no more`(state: OutboxLetter.State) async throws {
    try await withStore { store in
      try await filled(store)
      var letter = try #require(try await store.openLetters().first)
      letter.state = state
      try await store.write(letter, at: now)
      #expect(try await store.openLetters().map(\.number) == [2])
      #expect(try await store.latestLetters("daily", limit: 9).map(\.state) == [.waiting, state])
      #expect(try await store.latestLetters("daily", limit: 1).map(\.number) == [2])
      #expect(try await store.latestLetters("weekly", limit: 9).isEmpty)
    }
  }

  @Test func `synopses are kept in order, and none where there is nothing to tell`() async throws {
    try await withStore { store in
      try await store.registerDigests(["daily"], from: now, at: now)
      for number in 1...3 {
        var edition = edition(number)
        edition.synopsis = number == 2 ? [] : [UInt8(number)]
        try await store.fix(edition, ledger: [])
      }
      #expect(try await store.synopses("daily") == [[1], [3]])
    }
  }
}
