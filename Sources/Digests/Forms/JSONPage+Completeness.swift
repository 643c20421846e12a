// What an edition says of itself: what was corrected, and what may be missing.

extension JSONPage {
  /// A correction to a story that an earlier edition told.
  struct Correction: Encodable {
    let story: Int64
    let seq: Int64
    let revision: Int
    let source: String
    let url: String?
    let titleBefore: String
    let title: String
    let dateModified: String
    let toldOn: String

    init(_ change: Change) {
      story = change.story
      seq = change.seq
      revision = change.revision
      source = change.source.string
      url = change.link?.string
      titleBefore = change.before.string
      title = change.after.string
      dateModified = Timestamp.text(change.moment)
      toldOn = change.toldOn.description
    }
  }

  /// How many items a filter left out.
  struct Filtered: Encodable {
    let filter: String
    let items: Int

    /// Nil where no filter left anything out.
    static func all(of counts: Edition.Counts) -> [Filtered]? {
      guard !counts.byFilters.isEmpty else { return nil }
      return counts.byFilters.map { Filtered(filter: $0.filter.string, items: $0.items) }
    }
  }

  /// A feed that could not be polled.
  struct Trouble: Encodable {
    let source: String
    let since: String
    let reason: String

    init(_ trouble: Digests.Trouble) {
      source = trouble.source.title.string
      since = Timestamp.text(trouble.since)
      reason = trouble.reason.string
    }
  }

  /// A feed that says less than it uses to.
  struct Silence: Encodable {
    let source: String
    let usualPerDay: Int
    let lastDay: Int
    let quietDays: Int

    init(_ silence: Digests.Silence) {
      source = silence.source.title.string
      usualPerDay = silence.usualPerDay
      lastDay = silence.lastDay
      quietDays = silence.quietDays
    }
  }

  /// A span of time from which items may be missing.
  struct Hole: Encodable {
    let source: String
    let from: String
    let until: String

    init(_ hole: Digests.Hole) {
      source = hole.source.title.string
      from = Timestamp.text(hole.from)
      until = Timestamp.text(hole.until)
    }
  }

  /// New items of a feed in each day before the edition, the oldest first.
  struct Account: Encodable {
    let source: String
    let daily: [Int]

    init(_ account: FeedAccount) {
      source = account.source.title.string
      daily = account.daily
    }
  }
}
