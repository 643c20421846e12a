/// The vocabularies that feeds mix, whatever URI or prefix they use for them.
enum Namespace: String, CaseIterable {
  /// RSS of every version, and names without a namespace.
  case rss
  case atom
  case rdf
  case content
  case dc
  case dcterms
  case media
  case itunes
  case googleplay
  case podcast
  case syndication = "sy"
  case creativeCommons = "cc"
  case admin
  case xhtml
  case webfeeds
  case slash
  case thread = "thr"
  /// georss and all others: nothing of theirs is read.
  case other

  /// - Parameters:
  ///   - uri: the namespace; nil when there is none.
  ///   - prefix: the prefix that was written; it decides where it was never declared.
  init(uri: String?, prefix: String?) {
    if let uri {
      self = Namespace.usual[uri] ?? Namespace.uris[Namespace.essence(of: uri)] ?? .other
    } else if let prefix {
      self = Namespace.prefixes[prefix.lowercased()] ?? .other
    } else {
      self = .rss
    }
  }

  /// A URI without what publishers get wrong: scheme, case, `www.`, and the end.
  ///
  ///     essence(of: "https://www.W3.org/2005/Atom/")  // "w3.org/2005/atom"
  static func essence(of uri: String) -> String {
    var text = uri.lowercased()[...]
    for start in ["http://", "https://", "www."] where text.hasPrefix(start) {
      text = text.dropFirst(start.count)
    }
    while let last = text.last, last == "/" || last == "#" || last == " " { text.removeLast() }
    return String(text.drop { $0 == " " })
  }

  /// As they are written nearly always, found without a look at their essence.
  private static let usual: [String: Namespace] = [
    "http://www.w3.org/2005/Atom": .atom,
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": .rdf,
    "http://purl.org/rss/1.0/": .rss,
    "http://purl.org/rss/1.0/modules/content/": .content,
    "http://purl.org/dc/elements/1.1/": .dc,
    "http://search.yahoo.com/mrss/": .media,
    "http://www.itunes.com/dtds/podcast-1.0.dtd": .itunes,
    "http://purl.org/rss/1.0/modules/syndication/": .syndication,
    "http://purl.org/rss/1.0/modules/slash/": .slash,
    "http://wellformedweb.org/CommentAPI/": .other,
    "http://www.w3.org/1999/xhtml": .xhtml,
  ]

  private static let uris: [String: Namespace] = [
    "w3.org/2005/atom": .atom,
    "purl.org/atom/ns": .atom,
    "purl.org/echo": .atom,
    "purl.org/pie": .atom,
    "example.com/necho": .atom,
    "example.com/newformat": .atom,
    "uri/of/echo/namespace": .atom,
    "w3.org/1999/02/22-rdf-syntax-ns": .rdf,
    "purl.org/rss/1.0": .rss,
    "purl.org/net/rss1.1": .rss,
    "purl.org/rss/1.0/modules/rss091": .rss,
    "my.netscape.com/rdf/simple/0.9": .rss,
    "my.netscape.com/publish/formats/rss-0.91.dtd": .rss,
    "channel.netscape.com/rdf/simple/0.9": .rss,
    "backend.userland.com/rss": .rss,
    "backend.userland.com/rss2": .rss,
    "backend.userland.com/rss20": .rss,
    "backend.userland.com/rss091": .rss,
    "backend.userland.com/rss092": .rss,
    "blogs.law.harvard.edu/tech/rss": .rss,
    "cyber.law.harvard.edu/rss/rss.html": .rss,
    "purl.org/rss/1.0/modules/content": .content,
    "purl.org/rss/modules/content": .content,
    "purl.org/dc/elements/1.1": .dc,
    "purl.org/dc/elements/1.0": .dc,
    "dublincore.org/documents/dcmi-namespace": .dc,
    "purl.org/dc/terms": .dcterms,
    "search.yahoo.com/mrss": .media,
    "video.search.yahoo.com/mrss": .media,
    "tools.search.yahoo.com/mrss": .media,
    "rssboard.org/media-rss": .media,
    "itunes.com/dtds/podcast-1.0.dtd": .itunes,
    "itunes.com/dtds/podcast-1.0": .itunes,
    "example.com/dtds/podcast-1.0.dtd": .itunes,
    "google.com/schemas/play-podcasts/1.0": .googleplay,
    "google.com/schemas/play-podcasts/1.0/play-podcasts.xsd": .googleplay,
    "podcastindex.org/namespace/1.0": .podcast,
    "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": .podcast,
    "purl.org/rss/1.0/modules/syndication": .syndication,
    "backend.userland.com/creativecommonsrssmodule": .creativeCommons,
    "cyber.law.harvard.edu/rss/creativecommonsrssmodule.html": .creativeCommons,
    "creativecommons.org/ns": .creativeCommons,
    "web.resource.org/cc": .creativeCommons,
    "webns.net/mvcb": .admin,
    "w3.org/1999/xhtml": .xhtml,
    "webfeeds.org/rss/1.0": .webfeeds,
    "purl.org/rss/1.0/modules/slash": .slash,
    "purl.org/syndication/thread/1.0": .thread,
  ]

  private static let prefixes: [String: Namespace] = [
    "rss": .rss, "atom": .atom, "atom10": .atom, "atom03": .atom, "a10": .atom, "rdf": .rdf,
    "content": .content, "dc": .dc, "dcterms": .dcterms, "dct": .dcterms, "media": .media,
    "itunes": .itunes, "googleplay": .googleplay, "podcast": .podcast, "sy": .syndication,
    "creativecommons": .creativeCommons, "cc": .creativeCommons, "admin": .admin,
    "xhtml": .xhtml, "webfeeds": .webfeeds, "slash": .slash, "thr": .thread,
  ]
}
