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

  public init(
    digest: String, number: Int, date: String, part: Int, dueAt: Date, cutoff: Int64,
    content: [UInt8]
  ) {
    self.digest = digest
    self.number = number
    self.date = date
    self.part = part
    self.dueAt = dueAt
    self.cutoff = cutoff
    self.content = content
  }
}

/// What the next edition of a digest can be made of, read in one transaction.
public struct PendingEdition: Sendable, Hashable {
  /// Items after the last edition's cut-off, of the digest's feeds, by sequence number.
  public var items: [StoredItem]
  /// Those of their stories that an earlier edition has told.
  public var toldStories: Set<Int64>
  /// The last sequence number of the store: the next cut-off.
  public var cutoff: Int64
  /// The number that the next edition will bear.
  public var number: Int
  /// How many editions each day has already, by `EditionRecord.date`.
  public var partsByDate: [String: Int]
}

/// What is known of a digest.
public struct DigestState: Sendable, Hashable {
  public var name: String
  /// When the program first heard of it: editions due before are nobody's loss.
  public var registeredAt: Date
  /// When its last edition was due; nil before the first one.
  public var lastDueAt: Date?
}
