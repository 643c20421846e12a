import FoundationEssentials

/// What the decision "the same text" looks at in one item.
public struct StoryEvidence: Hashable, Sendable {
  public var contentHash: ContentHash
  public var weight: TextWeight
  /// When this program first saw it.
  public var firstSeen: Date

  public init(contentHash: ContentHash, weight: TextWeight, firstSeen: Date) {
    self.contentHash = contentHash
    self.weight = weight
    self.firstSeen = firstSeen
  }
}

/// The decision whether two items tell one story, and why.
public enum StoryMatch: Hashable, Sendable {
  /// The canonical texts are the same.
  case sameText
  /// They are two stories; the first reason that was found.
  case different(Reason)

  public enum Reason: Hashable, Sendable {
    case otherText
    /// The hashes are of different versions of the canonical form.
    case otherVersion
    /// Both texts are too short for equality to mean something.
    case tooShort
    /// They are further apart in time than the window.
    case outsideWindow
  }

  /// How far apart in time two copies of one text may be: 72 h.
  public static let windowSeconds: TimeInterval = 72 * 3600

  /// Compares two items of any feeds.
  public init(_ one: StoryEvidence, _ other: StoryEvidence) {
    self =
      if one.contentHash.version != other.contentHash.version {
        .different(.otherVersion)
      } else if one.contentHash != other.contentHash {
        .different(.otherText)
      } else if min(one.weight, other.weight) < .distinctive {
        .different(.tooShort)
      } else if abs(one.firstSeen.timeIntervalSince(other.firstSeen)) > Self.windowSeconds {
        .different(.outsideWindow)
      } else {
        .sameText
      }
  }
}
