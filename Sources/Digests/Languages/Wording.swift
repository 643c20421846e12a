/// The words of the interface in one language.
///
/// Another language is one file that conforms to this, and its name in `Edition.wordings`.
protocol Wording: Sendable {
  /// The language's tag without a region, such as `it`.
  var language: String { get }
  /// The locale of dates and numbers where the digest names no region, such as `it_IT`.
  var locale: String { get }
  /// The direction that the language is written in.
  var direction: WritingDirection { get }

  var contents: String { get }
  var skipToStories: String { get }
  /// Heads the sections of an edition in which no feed has a tag.
  var allStories: String { get }
  /// Heads the feeds without a tag where others have one.
  var otherFeeds: String { get }
  var alsoIn: String { get }
  var untitled: String { get }
  var nothingNew: String { get }
  /// Heads the account of what was read.
  var completeness: String { get }
  /// Introduces the feeds that could not be read.
  var notRead: String { get }
  var everythingRead: String { get }
  var archive: String { get }
  /// Heads what sources corrected after it was told.
  var corrections: String { get }
  /// Stands before the headline as it was told.
  var before: String { get }
  /// Told of a story whose headline stayed as it was.
  var textRevised: String { get }
  /// Introduces the feeds that say less than they use to.
  var quieter: String { get }
  /// Introduces the spans of time from which items may be missing.
  var mayBeMissing: String { get }
  /// What was there already when a source was polled for the first time, and is old.
  var backlog: String { get }
  /// Heads the list of the archive's months.
  var months: String { get }
  /// Labels the search of the archive.
  var search: String { get }
  /// Precedes the number of editions that were found.
  var found: String { get }

  /// Which form of a noun agrees with a number; where a language does not say, 1 alone is singular.
  func pluralForm(of value: Int) -> PluralForm
  /// A noun in the plural behind a number of whole millions: “1.000.000 di notizie”.
  func ofMillions(_ noun: String) -> String

  func edition(number: String) -> String
  func editions(_ count: Count) -> String
  func stories(_ count: Count) -> String
  func items(_ count: Count) -> String
  func feedsPolled(_ count: Count) -> String
  func feedsFailing(_ count: Count) -> String
  /// Since when something is so: the day, nil for the day of the edition, with the time.
  func since(_ stamp: Stamp) -> String
  /// Which zone all times are in.
  func times(in zone: String) -> String
  /// Stories that are told by their headlines only: “and 12 more”.
  func andMore(_ count: Count) -> String
  func readingTime(_ minutes: Count) -> String
  /// On which day a story was told; the day is written in full.
  func told(on day: String) -> String
  func leftOut(_ count: Count) -> String
  /// What a feed uses to say in a day, and what it said in the last one.
  func rhythm(usual: Count, lastDay: Count) -> String
  func nothing(forDays count: Count) -> String
  /// Heads the pictures of what each feed brought.
  func lastDays(_ days: Count) -> String
  /// What such a picture shows: new items in all, in how many days, on the richest and the last.
  func rhythm(total: Count, days: Count, most: Count, last: Count) -> String
  func between(_ from: Stamp, _ until: Stamp) -> String
  /// Why a feed can not be read.
  func clause(of reason: FailureReason) -> String
}

/// From which side a language is read; its raw value is that of HTML's `dir`.
enum WritingDirection: String, Sendable {
  case leftToRight = "ltr"
  case rightToLeft = "rtl"
}

/// A number of things, with its digits as the language groups them.
struct Count: Sendable {
  let value: Int
  let digits: String
}

extension Wording {
  var direction: WritingDirection { .leftToRight }
}

extension Edition {
  /// Every language that an edition can be in; the first stands in for an unknown one.
  private static let wordings: [any Wording] = [
    English(), French(), German(), Italian(), Spanish(),
  ]

  /// The languages that `Masthead.language` may name, with or without a region.
  public static var languages: [String] { wordings.map(\.language) }

  /// The words for a language tag; English for a language that is not spoken here.
  static func wording(for tag: String) -> any Wording {
    let primary = primaryLanguage(of: tag)
    return wordings.first { $0.language == primary } ?? English()
  }

  /// The part of a language tag before its region. Source: RFC 5646 §2.2.1.
  static func primaryLanguage(of tag: String) -> String {
    tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
  }
}
