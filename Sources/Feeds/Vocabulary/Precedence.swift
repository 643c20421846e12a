/// Which element fills a field when several could: the table that every format is read by.
///
/// A row lists the elements of one field, the best first. A better one replaces what a worse one
/// gave, wherever it stands in the document; of two equal ones the first that says anything stays,
/// or both do where the field is a list. What is not named here is not read: `media:title` names a
/// file, never the item.
///
/// Names are in lower case, for publishers write `pubdate` and `PubDate`. RSS and Atom lend each
/// other their names, so a row need not repeat `title` for both.
enum Precedence {
  static let item: [(field: Field, elements: [String])] = [
    (.title, ["rss:title", "dc:title", "dcterms:title", "itunes:title"]),
    (.guid, ["rss:guid", "atom:id", "rdf:about", "dc:identifier", "dcterms:identifier"]),
    (.link, ["rss:link", "atom:link", "rss:a", "itunes:link"]),
    (
      .content,
      [
        "content:encoded", "xhtml:body", "xhtml:div", "rss:body", "rss:fullitem", "atom:content",
        "rss:fulltext",
      ]
    ),
    (
      .summary,
      [
        "rss:description", "atom:summary", "rss:abstract", "dc:description", "dcterms:abstract",
        "itunes:summary", "googleplay:description", "media:description", "itunes:subtitle",
      ]
    ),
    (
      .published,
      [
        "rss:pubdate", "atom:published", "atom:issued", "dc:date", "dcterms:issued",
        "dcterms:created", "atom:created", "dcterms:date",
      ]
    ),
    (.modified, ["atom:updated", "atom:modified", "dcterms:modified"]),
    (
      .person,
      [
        "atom:author", "dc:creator", "rss:author", "itunes:author", "googleplay:author",
        "dc:author", "podcast:person",
      ]
    ),
    (
      .tag,
      ["rss:category", "dc:subject", "dcterms:subject", "media:category", "itunes:category"]
    ),
    (.keywords, ["media:keywords", "itunes:keywords"]),
    (.enclosure, ["rss:enclosure"]),
    (.media, ["media:content"]),
    (
      .picture,
      ["itunes:image", "media:thumbnail", "rss:image", "googleplay:image", "podcast:image"]
    ),
    (.duration, ["itunes:duration"]),
    (.language, ["dc:language", "dcterms:language", "rss:language"]),
    (
      .rights,
      [
        "atom:rights", "dc:rights", "dcterms:rights", "cc:license", "dcterms:license",
        "rss:copyright",
      ]
    ),
    (.source, ["rss:source"]),
    (.comments, ["rss:comments"]),
    (.commentCount, ["slash:comments", "thr:total"]),
  ]

  static let feed: [(field: Field, elements: [String])] = [
    (.guid, ["atom:id"]),
    (.title, ["rss:title", "dc:title", "dcterms:title", "itunes:title"]),
    (.link, ["rss:link", "atom:link", "rss:a", "itunes:link"]),
    (
      .summary,
      [
        "rss:description", "atom:subtitle", "atom:tagline", "rss:abstract", "dc:description",
        "itunes:subtitle", "itunes:summary", "googleplay:description",
      ]
    ),
    (.language, ["rss:language", "dc:language", "dcterms:language"]),
    (
      .rights,
      ["rss:copyright", "atom:rights", "dc:rights", "dcterms:rights", "cc:license"]
    ),
    (.generator, ["rss:generator", "admin:generatoragent"]),
    (
      .modified,
      [
        "atom:updated", "atom:modified", "rss:lastbuilddate", "rss:pubdate", "dcterms:modified",
        "dc:date", "atom:published",
      ]
    ),
    (
      .person,
      [
        "atom:author", "rss:managingeditor", "dc:creator", "itunes:author", "itunes:owner",
        "googleplay:author", "dc:author",
      ]
    ),
    (
      .picture,
      [
        "rss:image", "atom:logo", "itunes:image", "googleplay:image", "media:thumbnail",
        "webfeeds:icon", "rss:logo",
      ]
    ),
    (.favicon, ["atom:icon"]),
    (.ttl, ["rss:ttl"]),
    (.updatePeriod, ["sy:updateperiod"]),
    (.updateFrequency, ["sy:updatefrequency"]),
  ]

  /// `rdf:about` is an attribute; its place among the elements above.
  static let about = Term.Claim(field: .guid, rank: 2)
  /// `rel=image` likewise.
  static let linkedPicture = Term.Claim(field: .picture, rank: 2)

  /// What elements inside one of the others say of it.
  static let part: [(field: Field, elements: [String])] = [
    (.name, ["rss:name", "itunes:name"]),
    (.address, ["rss:uri", "rss:url", "rss:homepage"]),
    (.email, ["rss:email", "itunes:email"]),
    (.title, ["media:title"]),
    (.picture, ["media:thumbnail"]),
    (.hour, ["rss:hour"]),
    (.day, ["rss:day"]),
  ]

  /// Elements that hold others.
  static let structures: [(structure: Structure, elements: [String])] = [
    (.feed, ["rss:rss", "rdf:rdf", "rss:rdf", "rss:feed", "rss:channel"]),
    (.item, ["rss:item", "rss:entry"]),
    (.group, ["media:group", "rss:items"]),
    (.hints, ["rss:skiphours", "rss:skipdays"]),
  ]
}

/// What of a feed or an item an element says.
enum Field: UInt8 {
  case title, guid, link, content, summary, published, modified, person, tag, keywords
  case enclosure, media, picture, duration, language, rights, generator, favicon
  case ttl, updatePeriod, updateFrequency
  case source, comments, commentCount
  case name, address, email, hour, day

  /// How many there are.
  static let count = 29
}

/// An element that holds others.
enum Structure: UInt8 {
  case feed, item, group, hints
}
