// Reading editions that earlier versions stored: what they did not know yet is empty.

import FoundationEssentials

extension Edition {
  enum CodingKeys: String, CodingKey {
    case masthead, opening, sections, changes, troubles, silences, holes, accounts, counts
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    masthead = try values.decode(Masthead.self, forKey: .masthead)
    opening = try values.decodeIfPresent(Story.self, forKey: .opening)
    sections = try values.decode([Section].self, forKey: .sections)
    changes = try values.decodeIfPresent([Change].self, forKey: .changes) ?? []
    troubles = try values.decode([Trouble].self, forKey: .troubles)
    silences = try values.decodeIfPresent([Silence].self, forKey: .silences) ?? []
    holes = try values.decodeIfPresent([Hole].self, forKey: .holes) ?? []
    accounts = try values.decodeIfPresent([FeedAccount].self, forKey: .accounts) ?? []
    counts = try values.decode(Counts.self, forKey: .counts)
  }
}

extension Edition.Section {
  enum CodingKeys: String, CodingKey {
    case title, stories, shown
  }

  private enum EarlierKeys: String, CodingKey {
    case tag, groups
  }

  /// A feed and its stories: what sections were made of at first.
  private struct Group: Decodable {
    var stories: [Edition.Story]
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let earlier = try decoder.container(keyedBy: EarlierKeys.self)
    if let groups = try earlier.decodeIfPresent([Group].self, forKey: .groups) {
      self.init(
        title: try earlier.decodeIfPresent(Line.self, forKey: .tag),
        stories: groups.flatMap(\.stories))
    } else {
      let stories = try values.decode([Edition.Story].self, forKey: .stories)
      self.init(
        title: try values.decodeIfPresent(Line.self, forKey: .title), stories: stories,
        shown: min(stories.count, max(0, try values.decode(Int.self, forKey: .shown))))
    }
  }
}

extension Edition.Story {
  enum CodingKeys: String, CodingKey {
    case story, seq, revision, moment, source, author, title, excerpt, link, image, picture, also
    case weight, readingMinutes, language
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    story = try values.decode(Int64.self, forKey: .story)
    seq = try values.decode(Int64.self, forKey: .seq)
    revision = try values.decode(Int.self, forKey: .revision)
    moment = try values.decode(Date.self, forKey: .moment)
    source = try values.decode(Line.self, forKey: .source)
    author = try values.decodeIfPresent(Line.self, forKey: .author)
    title = try values.decode(Line.self, forKey: .title)
    excerpt = try values.decode(Line.self, forKey: .excerpt)
    link = try values.decodeIfPresent(Link.self, forKey: .link)
    image = try values.decodeIfPresent(Link.self, forKey: .image)
    picture = try values.decodeIfPresent(Picture.self, forKey: .picture)
    also = try values.decode([Edition.Mention].self, forKey: .also)
    weight = try values.decodeIfPresent(Int.self, forKey: .weight) ?? 0
    readingMinutes = try values.decodeIfPresent(Int.self, forKey: .readingMinutes)
    language = try values.decodeIfPresent(LanguageTag.self, forKey: .language)
  }
}

extension Edition.Counts {
  enum CodingKeys: String, CodingKey {
    case stories, items, feedsPolled, feedsFailing, leftOut, byFilters
  }

  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    stories = try values.decode(Int.self, forKey: .stories)
    items = try values.decode(Int.self, forKey: .items)
    feedsPolled = try values.decode(Int.self, forKey: .feedsPolled)
    feedsFailing = try values.decode(Int.self, forKey: .feedsFailing)
    leftOut = try values.decodeIfPresent(Int.self, forKey: .leftOut) ?? 0
    byFilters = try values.decodeIfPresent([Filtered].self, forKey: .byFilters) ?? []
  }
}
