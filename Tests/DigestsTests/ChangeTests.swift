import Digests
import FoundationEssentials
import Stories
import Testing

@Suite struct ChangeTests {
  private func revised(
    _ seq: Int64, from before: String?, to after: String?, text: String = "",
    minutesBefore minutes: Double = 10
  ) -> RevisedItem {
    RevisedItem(
      item: item(seq, of: agency, title: after, text: text, revision: 2),
      revisedAt: morning.addingTimeInterval(-60 * minutes), toldTitle: before, toldText: "Prima.",
      toldOn: Day(year: 2026, month: 11, day: 23))
  }

  @Test func `a correction shows the headline before and after, with its source and day`() {
    var material = material([])
    material.revised = [revised(4, from: "Tow dead", to: "Two dead")]
    let (edition, ledger) = material.composed()
    #expect(edition.changes.map(\.before.string) == ["Tow dead"])
    #expect(edition.changes.map(\.after.string) == ["Two dead"])
    #expect(edition.changes.map(\.source.string) == ["Agenzia"])
    #expect(edition.changes.map(\.toldOn.description) == ["2026-11-23"])
    #expect(edition.changes.map(\.revision) == [2])
    #expect(edition.stories.isEmpty)
    #expect(ledger.isEmpty)
  }

  @Test func `corrections of headlines come first, the newest first`() {
    var material = material([])
    material.revised = [
      revised(1, from: "Same", to: "Same", minutesBefore: 1),
      revised(2, from: "One", to: "Uno", minutesBefore: 9),
      revised(3, from: "Two", to: "Due", minutesBefore: 5),
      revised(4, from: "Three", to: "Tre", minutesBefore: 5),
    ]
    let changes = material.composed().edition.changes
    #expect(changes.map(\.seq) == [3, 4, 2, 1])
    #expect(changes.map(\.isOfHeadline) == [true, true, true, false])
  }

  @Test func `an untitled item is known by the beginning of its text`() {
    var material = material([])
    material.revised = [revised(1, from: nil, to: nil, text: "Dopo.")]
    let change = material.composed().edition.changes.first
    #expect(change?.before.string == "Prima.")
    #expect(change?.after.string == "Dopo.")
  }
}
