import FoundationEssentials

/// What a store knows of an item besides its key.
public struct KnownItem: Hashable, Sendable {
  public var contentHash: ContentHash
  /// See `Sighting.textHash`; nil for an item of which it is not known.
  public var textHash: ContentHash?
  public var url: String?
  public var title: String?
  public var published: Date?

  public init(
    contentHash: ContentHash, textHash: ContentHash? = nil, url: String?, title: String?,
    published: Date?
  ) {
    self.contentHash = contentHash
    self.textHash = textHash
    self.url = url
    self.title = title
    self.published = published
  }
}

/// What an item that a poll saw is to the one of the same feed that a store found for it.
///
/// A key can deceive in two ways. A feed may use one GUID for whatever is its latest item: taken for
/// an edit, the new item would be lost. And a site may give all its items new GUIDs in one night: taken
/// for new, all would be told twice.
public enum Recognition: Hashable, Sendable {
  /// The same item with the same text.
  case unchanged
  /// The same item with another text, to be kept as a revision.
  case edited
  /// An item of its own.
  case anotherItem

  /// Judges an item whose key was found.
  ///
  /// It is another item only when its page, its title and its date all differ from those of the item
  /// that has the key: a live blog changes its title, a corrected title may change the address, and an
  /// update may change the date, each alone. Then look for `Sighting.pageKey` and store under that.
  public init(_ sighting: Sighting, foundByKey known: KnownItem) {
    if sighting.contentHash == known.contentHash || sighting.textHash == known.textHash {
      // Where only the text hashes are the same, another advertising line came.
      self = .unchanged
    } else if Self.differ(sighting.url.flatMap(Self.page), known.url.flatMap(Self.page)),
      Self.differ(sighting.title.map(TextFolder.line), known.title.map(TextFolder.line)),
      sighting.published != known.published || known.published == nil
    {
      self = .anotherItem
    } else {
      self = .edited
    }
  }

  /// Judges an item whose keys were not found, beside one of the same feed with the same content
  /// hash, however old.
  ///
  /// It is the same, with a new key, when the date is the same too. Equal texts of different dates are
  /// two items: a daily notice. A text that says little, such as a picture's without a caption, tells
  /// nothing: then the page has to be the same as well, and where there is no date either, it has to be
  /// a page of its own under a headline.
  public init(_ sighting: Sighting, foundByText known: KnownItem) {
    let page = known.url.flatMap(Self.page)
    let hasOtherPage = Self.differ(sighting.url.flatMap(Self.page), page)
    let isHeadline =
      sighting.weight >= .headline && sighting.url != nil && page?.isInnerPage == true
    let isTelling =
      sighting.weight >= .distinctive
      || (known.url != nil && !hasOtherPage && (sighting.published != nil || isHeadline))
    let isSame =
      sighting.contentHash == known.contentHash && sighting.published == known.published
      && isTelling
    self = isSame ? .unchanged : .anotherItem
  }

  private static func page(_ url: String) -> CanonicalURL? { CanonicalURL(url) }

  /// Whether both are there and are not the same.
  private static func differ<Value: Equatable>(_ one: Value?, _ other: Value?) -> Bool {
    guard let one, let other else { return false }
    return one != other
  }
}
