/// A filter as somebody has written it: which items it catches, and what becomes of them.
///
/// An item is caught where every condition that is given holds; of a list, one is enough.
public struct Filter: Sendable, Hashable {
  /// What becomes of items.
  public enum Action: String, Sendable, CaseIterable {
    /// Those that are caught are left out.
    case drop
    /// Those that are caught are told, whatever the filters behind it say.
    case keep
    /// Those that are not caught are left out.
    case only
    /// Those that are caught stand in a section that is called like the filter.
    case section
  }

  /// One line, 1 to 64 characters; what the ledger calls the rule.
  public var name: String
  public var action: Action
  /// Words or phrases (`Phrases`) of the title or the text.
  public var words: [String]
  /// Words or phrases of the title.
  public var titleWords: [String]
  /// A regular expression (`Pattern`) that finds something in the title.
  public var titlePattern: String?
  /// One that finds something in the text.
  public var textPattern: String?
  /// One that finds something in the item's address.
  public var urlPattern: String?
  /// Tags of the item itself; case and accents do not count.
  public var tags: [String]
  /// Words or phrases of the authors' names.
  public var authors: [String]
  /// Language tags; one without a region stands for all regions.
  public var languages: [String]

  public init(
    name: String, action: Action = .drop, words: [String] = [], titleWords: [String] = [],
    titlePattern: String? = nil, textPattern: String? = nil, urlPattern: String? = nil,
    tags: [String] = [], authors: [String] = [], languages: [String] = []
  ) {
    self.name = name
    self.action = action
    self.words = words
    self.titleWords = titleWords
    self.titlePattern = titlePattern
    self.textPattern = textPattern
    self.urlPattern = urlPattern
    self.tags = tags
    self.authors = authors
    self.languages = languages
  }

  /// Whether anything can be caught: a filter without a condition catches nothing.
  public var hasCondition: Bool {
    !(words + titleWords + tags + authors + languages).isEmpty
      || titlePattern != nil || textPattern != nil || urlPattern != nil
  }
}
