import FoundationEssentials

/// What names one edition of one digest: everything about it but its stories.
public struct Masthead: Codable, Sendable, Hashable {
  /// The digest's name in the configuration, such as `daily`.
  public var digest: String
  /// What readers see above the edition.
  public var title: Line
  /// The running number: 1 for the first edition of the digest.
  public var number: Int
  /// The day of the edition in its zone.
  public var day: Day
  /// 1 for the first edition of the day, 2 for the second.
  public var part: Int
  /// A zone of the IANA database, such as `Europe/Rome`; an unknown one reads as UTC.
  public var zone: String
  /// A language tag, such as `it` or `en-US`; see `Edition.languages`.
  public var language: String
  /// The moment that it was due, or cut by command; whole seconds. Not the moment of writing the
  /// file, which a rebuild would change.
  public var writtenAt: Date

  /// Names an edition that is cut at `writtenAt`: its day follows from the moment and the zone.
  ///
  /// - Parameter title: when blank, the digest's name stands in for it.
  public init(
    digest: String, title: String, number: Int, part: Int = 1, writtenAt: Date, zone: String,
    language: String
  ) {
    self.digest = digest
    self.title = Line(title.isEmpty ? digest : title, limit: 120)
    self.number = number
    self.part = part
    self.zone = zone
    self.language = language
    self.writtenAt = writtenAt.wholeSeconds
    day = Day(of: writtenAt, in: TimeZone(identifier: zone) ?? .gmt)
  }

  /// The zone that times are shown in.
  var timeZone: TimeZone { TimeZone(identifier: zone) ?? .gmt }

  /// What the edition's files are called before the dot: `2026-11-24`, `2026-11-24-2`. Of digits and
  /// hyphens only, whatever the digest is called.
  public var fileStem: String {
    part == 1 ? day.description : "\(day)-\(part)"
  }
}
