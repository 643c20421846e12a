import FoundationEssentials
import Stories

/// An edition of a digest as the store keeps it: fixed once it is there.
public struct EditionRecord: Sendable, Hashable {
  /// The name of the digest.
  public var digest: String
  /// 1, 2, 3 … within the digest.
  public var number: Int
  /// The calendar day in the digest's zone, such as `2026-11-24`.
  public var date: String
  /// 1 for the first edition of that day.
  public var part: Int
  /// The moment for which it was made.
  public var dueAt: Date
  /// The last sequence number that it looked at.
  public var cutoff: Int64
  /// The edition as a value, encoded; opaque here.
  public var content: [UInt8]
  /// What lists of editions tell of it, encoded; opaque here. Empty where nothing is told.
  public var synopsis: [UInt8]
  /// Whether it is to be sent by mail.
  public var isMailed: Bool
  /// The bytes of its pictures by name, to be stored with it; `Store.pictures` reads them.
  public var pictures: [String: [UInt8]] = [:]

  public init(
    digest: String, number: Int, date: String, part: Int, dueAt: Date, cutoff: Int64,
    content: [UInt8], synopsis: [UInt8] = [], isMailed: Bool = false
  ) {
    self.digest = digest
    self.number = number
    self.date = date
    self.part = part
    self.dueAt = dueAt
    self.cutoff = cutoff
    self.content = content
    self.synopsis = synopsis
    self.isMailed = isMailed
  }
}

/// What fixing an edition settles beside its own row, in the same transaction.
public struct Settlement: Sendable, Hashable {
  /// The feeds that the edition was made of, as configured; items of other feeds up to the cut-off
  /// are outside the digest.
  public var feeds: Set<String>
  /// Told items whose edits are told now, each with the revision that is told.
  public var corrections: [Correction]
  /// The last edit that the edition looked at.
  public var editCutoff: Int64

  public init(feeds: Set<String>, corrections: [Correction], editCutoff: Int64) {
    self.feeds = feeds
    self.corrections = corrections
    self.editCutoff = editCutoff
  }
}

/// A told item that is told once more, because it was edited.
public struct Correction: Sendable, Hashable {
  public var seq: Int64
  public var revision: Int

  public init(seq: Int64, revision: Int) {
    self.seq = seq
    self.revision = revision
  }
}

/// A printed item that was edited since.
public struct EditedItem: Sendable, Hashable {
  /// As it is now.
  public var item: StoredItem
  /// When its newest text was seen.
  public var editedAt: Date
  /// As it was told.
  public var toldTitle: String?
  public var toldHTML: String
  /// The calendar day of the edition that printed it, such as `2026-11-24`.
  public var toldOn: String
}

/// What the next edition of a digest can be made of, read in one transaction.
public struct PendingEdition: Sendable, Hashable {
  /// Items after the last edition's cut-off that have no row in the ledger, of the digest's feeds, by
  /// sequence number.
  public var items: [StoredItem]
  /// Those of their stories that an earlier edition has told.
  public var toldStories: Set<Int64>
  /// Printed items of the digest's feeds that were edited since, by sequence number.
  public var edited: [EditedItem]
  /// The last edit of the store.
  public var editCutoff: Int64
  /// The cut-off of the last edition.
  public var previousCutoff: Int64
  /// The last sequence number of the store: the next cut-off.
  public var cutoff: Int64
  /// The number that the next edition will bear.
  public var number: Int
  /// How many editions each day has already, by `EditionRecord.date`.
  public var partsByDate: [String: Int]
  /// What is known of the furniture of the feeds of `items` and `edited`, by address.
  public var furniture: [String: LearnedFurniture] = [:]
  /// The group of each story of `items` that is not alone about its event; the group's first story is
  /// not named.
  public var groups: [Int64: Int64] = [:]
}

/// What is known of a digest.
public struct DigestState: Sendable, Hashable {
  public var name: String
  /// When the program first heard of it: editions due before are nobody's loss.
  public var registeredAt: Date
  /// When its last edition was due; nil before the first one.
  public var lastDueAt: Date?
  /// The last sequence number that its editions have decided about.
  public var cutoff: Int64

  public init(name: String, registeredAt: Date, lastDueAt: Date?, cutoff: Int64 = 0) {
    self.name = name
    self.registeredAt = registeredAt
    self.lastDueAt = lastDueAt
    self.cutoff = cutoff
  }
}
