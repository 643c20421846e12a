import FoundationEssentials

/// A correction to a story that an earlier edition told: a source edited what it had sent.
public struct Change: Codable, Sendable, Hashable {
  public var story: Int64
  /// The item that told the story.
  public var seq: Int64
  /// The revision that is told now.
  public var revision: Int
  /// When the newest text was seen; whole seconds.
  public var moment: Date
  public var source: Line
  public var link: Link?
  /// The headline as it was told.
  public var before: Line
  /// The headline as it is now; equal to `before` where only the text below it changed.
  public var after: Line
  /// The day of the edition that told the story.
  public var toldOn: Day

  public init(
    story: Int64, seq: Int64, revision: Int, moment: Date, source: Line, link: Link?,
    before: Line, after: Line, toldOn: Day
  ) {
    self.story = story
    self.seq = seq
    self.revision = revision
    self.moment = moment.wholeSeconds
    self.source = source
    self.link = link
    self.before = before
    self.after = after
    self.toldOn = toldOn
  }

  /// Whether the headline itself was changed.
  public var isOfHeadline: Bool { before != after }
}
