import FoundationEssentials
import Links
import Markup

/// Makes a feed of the elements of an XML document, in one pass.
///
/// What an element means is a matter of its name (`Term`) and of the place that it stands in
/// (`Place`); which of rival elements wins is `Precedence`'s. Text is collected for elements that
/// say something here, and for no others.
struct FeedBuilder: XMLEvents {
  /// Where an element stands: what its children may say.
  enum Place {
    /// No feed has begun.
    case outside
    case feed
    case item
    /// An element of an item whose children speak for the item.
    case group
    case person
    case picture
    case media
    case hints
    /// The element whose text is a value.
    case field
    /// Markup inside such an element.
    case markup
    case ignored
  }

  /// The element whose text is being collected.
  struct Collection {
    /// What the text is part of.
    enum Owner {
      case feed, item, person, picture, media, hints
    }

    var owner: Owner
    var claim: Term.Claim
    var form: TextForm
    /// Whether markup was written out into the text.
    var hasMarkup = false
    /// Whether the element around all others is left out, as Atom's XHTML has one.
    var hasWrapper = false
    /// What an attribute says that matters when the text is known.
    var attribute: String?
  }

  /// More items are not read, so that memory has a bound.
  static let maximumItems = 50_000
  /// More files of one item are not kept.
  static let maximumAttachments = 200
  /// More tags, authors or hubs are not kept: each new one is compared with all that are there.
  static let maximumNames = 200

  var feed: Feed
  /// The item being read; nil between items.
  var item: Item?
  /// The same question, asked without a copy of the item.
  var isInItem = false
  var itemNotes = ItemNotes()
  var collection: Collection?
  /// The parts of the person being read; nil while it has none.
  var person: Author?
  /// The claim of the person or picture being read.
  var containerClaim = Term.Claim(field: .person, rank: 0)
  var picture: String?
  /// The file that `media:title` would name.
  var attachmentIndex: Int?

  /// Atom's id of the feed.
  var feedID: String?
  var updateRhythm = UpdateRhythm()
  /// The names of the elements open inside a text.
  var markup: [String] = []
  /// How deep the element stands whose text is being collected.
  var textDepth = 0
  var scopes: Scopes
  var hasRoot = false
  var isFull = false
  /// `xml:lang` of the feed.
  var rootLanguage: String?

  private var places: [Place] = []
  var itemRanks = Ranks()
  var feedRanks = Ranks()
  /// The namespace that the root's elements bear although no feed's vocabulary has it.
  private var alias: (uri: String?, namespace: Namespace)?

  /// The zone of dates that name none; nil where nothing is known of it.
  let zone: TimeZone?

  init(_ document: Document, encoding: String) {
    feed = Feed(format: "", encoding: encoding)
    scopes = Scopes(base: document.url)
    zone = document.defaultZone
    places.reserveCapacity(64)
  }

  // MARK: Elements

  mutating func term(uri: String?, prefix: String?, localName: String) -> Term {
    let namespace = Namespace(uri: uri, prefix: prefix)
    if !hasRoot, namespace == .other || uri == nil {
      // The root tells what an unknown namespace, or none, stands for.
      switch localName.lowercased() {
      case "feed", "entry": alias = (uri, .atom)
      case "rss", "channel", "rdf", "item": alias = (uri, .rss)
      default: break
      }
    }
    if let alias, alias.uri == uri, uri != nil || prefix == nil {
      return Term(alias.namespace, localName)
    }
    return Term(namespace, localName)
  }

  mutating func start(_ element: XMLElement, text: inout TextBuffer) {
    let parent = places.last ?? .outside
    scopes.enter(element.attributes)
    let place: Place =
      switch parent {
      case .outside: startOutside(element)
      case .feed: startInFeed(element, &text)
      case .item, .group: startInItem(element, &text)
      case .person, .picture, .media, .hints: startPart(element, of: parent, &text)
      case .field, .markup: startMarkup(element, &text)
      case .ignored where element.term.structure == .item && !isInItem: startItem(element)
      case .ignored: .ignored
      }
    places.append(place)
  }

  mutating func end(text: inout TextBuffer) {
    guard let place = places.popLast() else { return }
    switch place {
    case .field: finishField(&text)
    case .markup: endMarkup(&text)
    case .item: finishItem()
    case .person: finishPerson(&text)
    case .picture: finishPicture(&text)
    case .outside, .feed, .group, .media, .hints, .ignored: break
    }
    scopes.leave()
  }

  // MARK: Places

  private mutating func startOutside(_ element: XMLElement) -> Place {
    switch element.term.structure {
    case .feed:
      if !hasRoot {
        feed.format = FeedFormat.name(of: element)
        rootLanguage = scopes.language
      }
      hasRoot = true
      if let page = address(element.attributes.bytes("href")) { claimHomePage(page, 0) }
      return .feed
    case .item where hasRoot || element.name == "entry":
      if !hasRoot { feed.format = "atom-1.0" }
      hasRoot = true
      return startItem(element)
    default: return .outside
    }
  }

  private mutating func startInFeed(_ element: XMLElement, _ text: inout TextBuffer) -> Place {
    switch element.term.structure {
    case .feed:
      feed.format = FeedFormat.name(of: element, inside: feed.format)
      rootLanguage = scopes.language ?? rootLanguage
      if let page = address(element.attributes.bytes("href")) { claimHomePage(page, 0) }
      return .feed
    case .item: return startItem(element)
    case .group: return .feed
    case .hints: return .hints
    case nil: break
    }
    guard let claim = element.term.feed else { return .ignored }
    return open(claim, element, &text)
  }

  private mutating func startInItem(_ element: XMLElement, _ text: inout TextBuffer) -> Place {
    switch element.term.structure {
    case .item:
      // The one before was never closed.
      finishItem()
      return startItem(element)
    case .group: return .group
    case .feed, .hints, nil: break
    }
    guard let claim = element.term.item else { return .ignored }
    return open(claim, element, &text)
  }
}
