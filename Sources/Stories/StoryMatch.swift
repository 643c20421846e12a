import FoundationEssentials

/// What the decision "the same text" looks at in one item.
public struct StoryEvidence: Hashable, Sendable {
  public var contentHash: ContentHash
  public var weight: TextWeight
  /// Nil for a text that is too short to have one.
  public var signature: Signature?
  /// When this program first saw it.
  public var firstSeen: Date

  public init(
    contentHash: ContentHash, weight: TextWeight, signature: Signature? = nil, firstSeen: Date
  ) {
    self.contentHash = contentHash
    self.weight = weight
    self.signature = signature
    self.firstSeen = firstSeen
  }

  /// - Parameters:
  ///   - textHash: of the canonical text without furniture.
  ///   - url: of the item's page, which makes a headline telling: two feeds of one publisher that both
  ///     lead to it tell one story.
  public init(
    textHash: ContentHash, weight: TextWeight, url: String?, signature: Signature?, firstSeen: Date
  ) {
    let isHeadline = weight >= .headline && weight < .distinctive
    let onPage = isHeadline ? url.flatMap(textHash.onPage) : nil
    self.init(
      contentHash: onPage ?? textHash, weight: onPage == nil ? weight : .distinctive,
      signature: signature, firstSeen: firstSeen)
  }
}

extension StoryEvidence {
  /// What the item is found by: the whole text, then parts of it; empty when it says too little.
  public var keys: [UInt64] {
    weight >= .distinctive ? [contentHash.key] + (signature?.keys ?? []) : []
  }
}

/// What makes a decision stricter or more lenient.
public struct StoryRules: Hashable, Sendable {
  /// How far apart in time two copies of one text may be, in seconds.
  public var windowSeconds: TimeInterval
  /// The containment from which long texts are one, 0…1; shorter ones must reach more.
  public var threshold: Double

  public init(windowSeconds: TimeInterval = 72 * 3600, threshold: Double = 0.5) {
    self.windowSeconds = windowSeconds
    self.threshold = threshold
  }
}

/// The decision whether two items tell one story, and why.
public enum StoryMatch: Hashable, Sendable {
  /// The canonical texts are the same.
  case sameText
  /// One text is nearly the other, or holds it.
  case nearText(Resemblance)
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
    /// Too little of one is found in the other, or a veto speaks against them.
    case unlike(Resemblance)
  }

  /// Compares two items of any feeds. The order does not matter.
  public init(_ one: StoryEvidence, _ other: StoryEvidence, rules: StoryRules = StoryRules()) {
    if abs(one.firstSeen.timeIntervalSince(other.firstSeen)) > rules.windowSeconds {
      self = .different(.outsideWindow)
    } else if one.contentHash == other.contentHash {
      self = min(one.weight, other.weight) < .distinctive ? .different(.tooShort) : .sameText
    } else if let left = one.signature, let right = other.signature {
      let resemblance = Resemblance(left, right, threshold: rules.threshold)
      self = resemblance.isSameText ? .nearText(resemblance) : .different(.unlike(resemblance))
    } else {
      self = .different(
        one.contentHash.version == other.contentHash.version ? .otherText : .otherVersion)
    }
  }

  /// Whether they tell one story.
  public var isSameStory: Bool {
    switch self {
    case .sameText, .nearText: true
    case .different: false
    }
  }

  /// How sure that is: 1 for the same text, else what they have in common, 0…1.
  var strength: Double {
    switch self {
    case .sameText: 1
    case .nearText(let resemblance): resemblance.containment
    case .different: 0
    }
  }
}
