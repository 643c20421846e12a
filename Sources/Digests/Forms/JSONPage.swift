import FoundationEssentials

/// An edition as JSON Feed 1.1, with what that has no field for under `_rassegna`.
///
/// An item is a story, told by the item of a feed that leads it. Fields without a value are left out.
/// Source: JSON Feed 1.1, for our own fields “Custom Objects”.
struct JSONPage: Encodable {
  private let version = "https://jsonfeed.org/version/1.1"
  private let title: String
  private let language: String
  private let items: [Item]
  private let _rassegna: Details

  init(_ edition: Edition) {
    title = edition.masthead.title.string
    language = edition.masthead.language
    var items = (edition.opening.map { [$0] } ?? []).map { Item($0, section: nil, place: .opening) }
    for section in edition.sections {
      items += section.stories.map { Item($0, section: section.title, place: .section) }
    }
    self.items = items
    _rassegna = Details(edition)
  }

  /// The JSON, keys sorted and in snake case, with a line break at its end.
  var document: [UInt8] {
    get throws(DigestError) {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      encoder.keyEncodingStrategy = .convertToSnakeCase
      do {
        return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
      } catch {
        throw .unencodable
      }
    }
  }
}

extension JSONPage {
  /// Where in the edition a story stands.
  enum Place: String, Encodable {
    case opening, section
  }

  struct Author: Encodable {
    let name: String
  }

  struct Item: Encodable {
    let id: String
    let url: String?
    let title: String?
    let contentText: String
    let image: String?
    let datePublished: String
    let authors: [Author]?
    let tags: [String]?
    let language: String?
    let _rassegna: Story

    init(_ story: Edition.Story, section: Line?, place: Place) {
      id = "story-\(story.story)"
      url = story.link?.string
      title = story.title.isEmpty ? nil : story.title.string
      contentText = story.excerpt.string
      image = story.image?.string
      datePublished = Timestamp.text(story.moment)
      authors = story.author.map { [Author(name: $0.string)] }
      tags = section.map { [$0.string] }
      language = story.language?.string
      _rassegna = Story(story, place)
    }
  }

  /// What JSON Feed has no field for, of a story.
  struct Story: Encodable {
    /// The number that all items with this text share.
    let story: Int64
    /// The number and the revision of the item that tells it.
    let seq: Int64
    let revision: Int
    let place: Place
    let source: String
    let weight: Int
    let readingMinutes: Int?
    let alsoIn: [Mention]

    init(_ story: Edition.Story, _ place: Place) {
      self.story = story.story
      seq = story.seq
      revision = story.revision
      self.place = place
      source = story.source.string
      weight = story.weight
      readingMinutes = story.readingMinutes
      alsoIn = story.also.map(Mention.init)
    }
  }

  struct Mention: Encodable {
    let source: String
    let url: String?
    let datePublished: String

    init(_ mention: Edition.Mention) {
      source = mention.source.string
      url = mention.link?.string
      datePublished = Timestamp.text(mention.moment)
    }
  }

  /// What JSON Feed has no field for, of an edition.
  struct Details: Encodable {
    let digest: String
    let number: Int
    let day: String
    let part: Int
    let zone: String
    let writtenAt: String
    let stories: Int
    let items: Int
    let feedsPolled: Int
    let feedsFailing: Int
    let leftOut: Int
    let leftOutByFilters: [Filtered]?
    let corrections: [Correction]
    let troubles: [Trouble]
    let silences: [Silence]
    let holes: [Hole]
    let lastDays: [Account]

    init(_ edition: Edition) {
      digest = edition.masthead.digest
      number = edition.masthead.number
      day = edition.masthead.day.description
      part = edition.masthead.part
      zone = edition.masthead.zone
      writtenAt = Timestamp.text(edition.masthead.writtenAt)
      stories = edition.counts.stories
      items = edition.counts.items
      feedsPolled = edition.counts.feedsPolled
      feedsFailing = edition.counts.feedsFailing
      leftOut = edition.counts.leftOut
      leftOutByFilters = Filtered.all(of: edition.counts)
      corrections = edition.changes.map(Correction.init)
      troubles = edition.troubles.map(Trouble.init)
      silences = edition.silences.map(Silence.init)
      holes = edition.holes.map(Hole.init)
      lastDays = edition.accounts.map(Account.init)
    }
  }
}
