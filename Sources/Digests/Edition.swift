import FoundationEssentials

/// One edition of a digest, complete: all that any of its forms shows.
///
/// A value that is frozen once it is composed. The same edition gives the same bytes in each form,
/// and the same bytes as JSON.
public struct Edition: Codable, Sendable, Hashable {
  public var masthead: Masthead
  /// The story that weighs most among those that several sources tell, set above all sections; nil
  /// where none stands out. It is in no section.
  public var opening: Story?
  /// In the order of the configuration; none is empty.
  public var sections: [Section]
  /// Corrections to stories that earlier editions told: those of headlines first, newest first.
  public var changes: [Change]
  /// What could not be polled.
  public var troubles: [Trouble]
  /// Feeds that are well and yet say less than they use to.
  public var silences: [Silence]
  /// What came and went between two polls, and could not be recovered.
  public var holes: [Hole]
  /// Each feed of the digest with its last thirty days, in the order of the configuration.
  public var accounts: [FeedAccount]
  public var counts: Counts
  /// The bytes of its pictures, by `Picture.name`. They are kept beside the edition, and are no part of
  /// its JSON.
  public var pictures: [String: [UInt8]] = [:]

  /// Stories under one heading.
  public struct Section: Codable, Sendable, Hashable {
    /// A tag as configured, or the title of a rule; nil for the stories that no section claims.
    public var title: Line?
    /// The heaviest first; never empty.
    public var stories: [Story]
    /// How many of `stories` are told whole; the others are told by their headlines.
    public var shown: Int

    public init(title: Line?, stories: [Story], shown: Int? = nil) {
      self.title = title
      self.stories = stories
      self.shown = shown ?? stories.count
    }

    /// The stories that are told whole.
    public var told: ArraySlice<Story> { stories.prefix(shown) }
    /// The stories beyond the limit, by headline: “and 12 more”.
    public var further: ArraySlice<Story> { stories.dropFirst(shown) }
  }

  /// What is told once, whoever sent it.
  public struct Story: Codable, Sendable, Hashable {
    /// The number that all items with this text share.
    public var story: Int64
    /// The item that tells it: the one published first.
    public var seq: Int64
    /// Of that item.
    public var revision: Int
    /// When it was published, as far as that can be believed; else when it was first seen.
    public var moment: Date
    public var source: Line
    public var author: Line?
    /// Empty when the item has neither title nor text.
    public var title: Line
    /// The first sentences of the text; empty when it says no more than the title.
    public var excerpt: Line
    public var link: Link?
    public var image: Link?
    /// What stands at `image`, where that is shown.
    public var picture: Picture?
    /// The other sources that tell it, each once, in the order of `LeadOrder`.
    public var also: [Mention]
    /// How much it weighs among the others: see `Weight`.
    public var weight: Int = 0
    /// Minutes that reading its text takes; nil for a text that takes less than one.
    public var readingMinutes: Int?
    /// The language of its words as the feed says it, such as `it` or `en-GB`; nil where unknown.
    public var language: LanguageTag?
  }

  /// Another source of a story.
  public struct Mention: Codable, Sendable, Hashable {
    public var source: Line
    public var moment: Date
    public var link: Link?
  }

  /// How much there was.
  public struct Counts: Codable, Sendable, Hashable {
    /// Stories in this edition.
    public var stories: Int
    /// Items that tell them: at least as many.
    public var items: Int
    /// Feeds that were polled, the failing ones among them.
    public var feedsPolled: Int
    /// Feeds that could not be read.
    public var feedsFailing: Int
    /// Pending items that rules left out of this edition, the backlog of new feeds among them.
    public var leftOut: Int = 0
    /// Of these, what each filter left out, the most first.
    public var byFilters: [Filtered] = []

    /// What one filter left out.
    public struct Filtered: Codable, Sendable, Hashable {
      public var filter: Line
      public var items: Int
    }
  }
}

extension Edition {
  /// The edition as JSON, keys sorted, dates in seconds since 1970: always the same bytes.
  public func encoded() throws(DigestError) -> [UInt8] { try StoredJSON.encoded(self) }

  /// Reads what `encoded()` wrote.
  public init(decoding json: [UInt8]) throws(DigestError) { self = try StoredJSON.decoded(json) }
}
