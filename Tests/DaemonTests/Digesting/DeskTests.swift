import Digests
import FoundationEssentials
import Links
import Stories
import Testing

@testable import Daemon
@testable import Storage

/// Seven in the morning in Greenwich, 24 November 2026: nine in Helsinki.
private let seven = Date(timeIntervalSince1970: 1_795_503_600)
private let day: TimeInterval = 86_400

@Suite struct DeskTests {
  private static let one = "https://one.example/feed"
  private static let two = "https://two.example/feed"

  private func feed(_ url: String, title: String? = nil) throws -> FeedSettings {
    FeedSettings(
      url: try #require(WebURL(url)), title: title, tags: ["news"], interval: .seconds(3600),
      followsRhythm: true, allowsPrivateAddresses: false,
      place: ConfigurationPlace(file: "x", position: nil))
  }

  private func desk(
    at dueAt: Date = seven, _ change: (inout DigestSettings) -> Void = { _ in }
  ) throws -> Desk {
    var digest = DigestSettings(name: "daily")
    change(&digest)
    return Desk(
      digest: digest, feeds: [try feed(Self.one), try feed(Self.two, title: "Two")], dueAt: dueAt)
  }

  private func pending(_ items: [StoredItem] = []) -> PendingEdition {
    PendingEdition(
      items: items, toldStories: [7], edited: [], editCutoff: 4, previousCutoff: 1, cutoff: 9,
      number: 12, partsByDate: ["2026-11-24": 2])
  }

  private func state(_ url: String, _ change: (inout FeedState) -> Void = { _ in }) -> FeedState {
    var state = FeedState(id: 1, url: url)
    state.title = "As the feed says"
    state.checkedAt = seven - 60
    state.firstPolledAt = seven - 100 * day
    change(&state)
    return state
  }

  private func material(
    _ desk: Desk, _ pending: PendingEdition, _ states: [FeedState], _ daily: [String: [Int]] = [:],
    watched: [Bool] = Array(repeating: true, count: FeedAccount.days)
  ) -> Material {
    desk.material(of: pending, states: states, daily: daily, watched: watched)
  }

  @Test func `what a digest tells whole is as configured`() throws {
    let all = material(try desk(), pending(), [])
    #expect(all.sectionLimit == nil && all.feedLimit == nil)
    let desk = try desk { ($0.sectionLimit, $0.feedLimit) = (30, 5) }
    let some = material(desk, pending(), [])
    #expect(some.sectionLimit == 30 && some.feedLimit == 5)
  }

  @Test func `a source is called as configured, else as the feed says, else by its host`() throws {
    func titles(_ states: [FeedState]) throws -> [String] {
      material(try desk(), pending(), states).sources.map(\.title.string)
    }
    #expect(try titles([state(Self.one), state(Self.two)]) == ["As the feed says", "Two"])
    #expect(try titles([]) == ["one.example", "Two"])
  }

  @Test func `the masthead has the day of the digest's zone and the next part of it`() throws {
    var masthead = material(try desk(), pending(), []).masthead
    #expect([masthead.day.description, "\(masthead.part)"] == ["2026-11-24", "3"])
    #expect(masthead.number == 12)
    let late = try desk(at: seven + 16 * 3600) {
      $0.zone = TimeZone(identifier: "Europe/Helsinki") ?? .gmt
      $0.title = "Aamu"
    }
    masthead = material(late, pending(), []).masthead
    #expect([masthead.day.description, "\(masthead.part)"] == ["2026-11-25", "1"])
    #expect([masthead.zone, masthead.title.string] == ["Europe/Helsinki", "Aamu"])
  }

  @Test func `a feed that fails is a trouble in the digest's language, and not silent too`() throws
  {
    let month = Array(repeating: 60, count: FeedAccount.days - 1) + [0]
    let failing = state(Self.one) {
      $0.failingSince = seven - 3600
      $0.failureCode = "status-404"
    }
    let daily = [Self.one: month, Self.two: month]
    let told = material(
      try desk { $0.language = "it" }, pending(), [failing, state(Self.two)], daily)
    #expect(told.troubles.map(\.source.url) == [Self.one])
    #expect(told.troubles.first?.since == seven - 3600)
    #expect(
      told.troubles.first?.reason.string == FailureReason.status(404).clause(in: "it"))
    #expect(told.silences.map(\.source.url) == [Self.two])
    let off = Array(repeating: true, count: FeedAccount.days - 1) + [false]
    #expect(material(try desk(), pending(), [state(Self.two)], daily, watched: off).silences == [])
  }

  @Test func `a feed gives account of the days since its first poll`() throws {
    let states = [
      state(Self.one) { $0.firstPolledAt = seven - 3.5 * day },
      state(Self.two) {
        $0.firstPolledAt = nil
        $0.checkedAt = nil
      },
    ]
    let month = Array(1...FeedAccount.days)
    let told = material(try desk(), pending(), states, [Self.one: month])
    #expect(told.accounts.map(\.daily) == [Array(month.suffix(3)), []])
    #expect(told.feedsPolled == 1)
    let old = material(try desk(), pending(), [state(Self.one)])
    #expect(old.accounts.first?.daily == Array(repeating: 0, count: FeedAccount.days))
  }

  @Test func `items come with their text, and stories that were told are known`() throws {
    let item = StoredItem(
      seq: 2, story: 2, feedURL: Self.one, title: "T", html: "<p>Two <b>words</b></p>",
      firstSeen: seven)
    let told = material(try desk { $0.tags = ["news"] }, pending([item]), [])
    #expect(told.pending.map(\.text) == ["Two words"])
    #expect(told.told == [7])
    #expect(told.tags == ["news"])
  }

  @Test func `edits are told with what was told before, and settled by the edition`() throws {
    var pending = pending()
    let item = StoredItem(
      seq: 5, story: 5, feedURL: Self.one, title: "After", html: "<p>New</p>", firstSeen: seven,
      revision: 3)
    pending.edited = [
      EditedItem(
        item: item, editedAt: seven - 9, toldTitle: "Before", toldHTML: "<p>Old &amp; told</p>",
        toldOn: "2026-11-23")
    ]
    let revised = try #require(material(try desk(), pending, []).revised.first)
    #expect(revised.item.text == "New")
    #expect([revised.toldTitle, revised.toldText] == ["Before", "Old & told"])
    #expect(revised.toldOn.description == "2026-11-23")
    let settlement = try desk().settlement(of: pending)
    #expect(settlement.feeds == [Self.one, Self.two])
    #expect(settlement.corrections == [Correction(seq: 5, revision: 3)])
    #expect(settlement.editCutoff == 4)
  }
}
