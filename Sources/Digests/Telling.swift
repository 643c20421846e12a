import FoundationEssentials
import Stories

extension Edition.Story {
  /// A title is a headline, not an article.
  private static let maximumTitle = 200

  /// Tells a story by its lead.
  init(lead: StoredItem, others: [StoredItem], known: Directory) {
    let title = Line(lead.title ?? "", limit: Self.maximumTitle)
    let telling = Excerpt(of: lead.text, under: title)
    self.init(
      story: lead.story, seq: lead.seq, revision: lead.revision, moment: lead.moment,
      source: known[lead.feedURL].title,
      author: lead.author.map { Line($0, limit: 80) }.flatMap { $0.isEmpty ? nil : $0 },
      title: telling.title, excerpt: telling.text, link: lead.url.flatMap { Link($0) },
      image: lead.image.flatMap { Link($0) },
      also: Self.mentions(others, besides: lead.feedURL, known: known),
      readingMinutes: ReadingTime.minutes(of: lead.text),
      language: lead.language.flatMap { LanguageTag($0) })
  }

  /// What heads an item: its title, else the beginning of its text.
  static func headline(title: String?, text: String) -> Line {
    Excerpt(of: text, under: Line(title ?? "", limit: maximumTitle)).title
  }

  /// Each feed once, by its first item.
  private static func mentions(
    _ items: [StoredItem], besides feed: String, known: Directory
  ) -> [Edition.Mention] {
    var seen: Set<String> = [feed]
    return items.filter { seen.insert($0.feedURL).inserted }.map { item in
      Edition.Mention(
        source: known[item.feedURL].title, moment: item.moment,
        link: item.url.flatMap { Link($0) })
    }
  }
}

extension Change {
  init(_ revised: RevisedItem, known: Directory) {
    let item = revised.item
    self.init(
      story: item.story, seq: item.seq, revision: item.revision, moment: revised.revisedAt,
      source: known[item.feedURL].title, link: item.url.flatMap { Link($0) },
      before: Edition.Story.headline(title: revised.toldTitle, text: revised.toldText),
      after: Edition.Story.headline(title: item.title, text: item.text), toldOn: revised.toldOn)
  }
}

extension StoredItem {
  /// How far before it was first seen an item may say that it was published. What claims to be older
  /// has a wrong date more often than a year's delay.
  static let maximumAge: TimeInterval = 366 * 86_400

  /// When it says that it was published, in whole seconds: nil when it says nothing, or that it was
  /// after it was first seen, or absurdly long before.
  var believedDate: Date? {
    guard let published, published <= firstSeen,
      firstSeen.timeIntervalSince(published) <= Self.maximumAge
    else { return nil }
    return published.wholeSeconds
  }

  /// When it was published, as far as that can be believed; else when it was first seen.
  public var moment: Date { believedDate ?? firstSeen.wholeSeconds }
}
