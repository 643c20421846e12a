import Feeds
import FoundationEssentials
import Markup

/// An item as one poll saw it: identified, cleaned and hashed, ready for the store.
public struct Sighting: Hashable, Sendable {
  /// Identifies it inside its feed.
  public var key: ItemKey
  /// Of everything as sent; equal to that of the last poll when nothing has changed.
  public var sourceHash: SourceHash
  /// Of the canonical text: it tells whether an item of this feed was edited, for ever.
  public var contentHash: ContentHash
  /// Of the canonical text without what the feed's furniture is known to be now: the same text from
  /// another feed has the same hash.
  public var textHash: ContentHash
  /// The edition of the furniture that was left out.
  public var furnitureEdition: Int
  /// How much text stands behind `textHash`; decides whether equality means something.
  public var weight: TextWeight
  /// What near-duplicates of the body are found by; nil when it is too short.
  public var signature: Signature?
  /// What tells what it is about.
  public var terms: NewsTerms

  /// The GUID as sent; nil when there is none.
  public var guid: String?
  /// The address of its page, as sent.
  public var url: String?
  /// Plain text on one line.
  public var title: String?
  /// The names of its authors, separated by a comma; an address where a name is missing.
  public var author: String?
  /// Safe HTML; empty when the feed sent a title only.
  public var html: String
  /// Plain text of the body, furniture included.
  public var text: String
  /// The address of the item's picture, else of the first one in its body.
  public var image: String?
  /// When the feed says that it was published, else when it says that it was updated: Atom asks for
  /// the latter only (RFC 4287 §4.2.9, §4.2.15).
  public var published: Date?
  public var modified: Date?
  public var tags: [String]
  public var attachments: [Attachment]
  /// A language tag: the item's, else the feed's.
  public var language: String?

  /// Cleans an item: the cost of an HTML parser.
  ///
  /// - Parameters:
  ///   - key: from `keys(for:)` over the whole document.
  ///   - language: the feed's.
  public init(_ item: Item, key: ItemKey, language: String? = nil) {
    self.init(
      item, item.cleaned(), key: key, sourceHash: item.sourceHash, language: language,
      learned: LearnedFurniture())
  }

  private init(
    _ item: Item, _ body: CleanHTML, key: ItemKey, sourceHash: SourceHash, language: String?,
    learned: LearnedFurniture
  ) {
    let furniture = learned.places(in: body.text, title: item.title)
    let forms = CanonicalForms(title: item.title, text: body.text, furniture: furniture)
    self.key = key
    self.sourceHash = sourceHash
    contentHash = forms.whole.hash
    textHash = forms.bare == forms.whole ? contentHash : forms.bare.hash
    furnitureEdition = learned.edition
    weight = forms.bare.weight
    signature = Signature(forms.bare, text: body.text.without(furniture))
    terms = NewsTerms(forms.bare)
    guid = item.guid
    url = item.url
    title = item.title
    author = Self.names(item.authors)
    html = body.html
    text = body.text
    image = item.image ?? body.image
    published = item.published ?? item.modified
    modified = item.modified
    tags = item.tags
    attachments = item.attachments
    self.language = item.language ?? language
  }

  private static func names(_ authors: [Author]) -> String? {
    let names = authors.compactMap { $0.name ?? $0.email ?? $0.url }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }
}

extension Sighting {
  fileprivate init(
    _ unknown: UnknownItem, _ body: CleanHTML, language: String?, learned: LearnedFurniture
  ) {
    self.init(
      unknown.item, body, key: unknown.key, sourceHash: unknown.sourceHash, language: language,
      learned: learned)
  }
}

/// An item of a document that a store does not know as it is.
public struct UnknownItem: Sendable {
  public var item: Item
  public var key: ItemKey
  public var sourceHash: SourceHash
  /// Whether the store has nothing under its key: it teaches what the feed's furniture is.
  public var isNew: Bool

  public init(_ item: Item, key: ItemKey, sourceHash: SourceHash, isNew: Bool) {
    self.item = item
    self.key = key
    self.sourceHash = sourceHash
    self.isNew = isNew
  }
}

extension LearnedFurniture {
  /// Cleans items, learns from those that are new, and leaves out what is furniture then: so a feed's
  /// first document has its furniture left out already.
  public mutating func sightings(of items: [UnknownItem], language: String?) -> [Sighting] {
    let bodies = items.map { $0.item.cleaned() }
    observe(
      zip(items, bodies).lazy.filter(\.0.isNew).map { (title: $0.item.title, text: $1.text) })
    return zip(items, bodies).map {
      Sighting($0, $1, language: language, learned: self)
    }
  }
}

extension Item {
  /// The content made safe to show, else the summary where there is no content or it holds neither
  /// text nor markup.
  func cleaned() -> CleanHTML {
    if let content = content?.cleaned(), !content.html.isEmpty || summary == nil { return content }
    return summary?.cleaned() ?? CleanHTML("", base: nil)
  }
}
