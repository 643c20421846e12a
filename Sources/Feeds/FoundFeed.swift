import Links
import Markup

/// A feed that a web page names in its head.
public struct FoundFeed: Sendable, Hashable {
  public var url: WebURL
  /// As the page says; nil when it does not.
  public var title: String?
  /// Such as `application/rss+xml`, in lower case.
  public var type: String
}

/// The feeds that a web page names, each once: in its order, but comments last.
///
/// Only `link rel=alternate` with a feed's type counts. No path is ever guessed.
///
/// Source: HTML standard §4.6.6.1, RSS Advisory Board, “RSS Autodiscovery”.
public func feedsNamed(inPage html: [UInt8], at page: WebURL) -> [FoundFeed] {
  var base = page
  var found: [FoundFeed] = []
  for link in pageLinks(in: html) {
    if link.element == "base" {
      // The first one counts, for the whole page.
      if base == page, let address = link.address {
        base = WebURL(address, relativeTo: page) ?? page
      }
    } else if let feed = FoundFeed(link, base: base), !found.contains(where: { $0.url == feed.url })
    {
      found.append(feed)
    }
  }
  return found.filter { !$0.isOfComments } + found.filter(\.isOfComments)
}

extension FoundFeed {
  private static let types: Set = [
    "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
  ]

  fileprivate init?(_ link: PageLink, base: WebURL) {
    let relations = (link.relation ?? "").lowercased().split { $0.isWhitespace }
    let type = (link.type ?? "").lowercased().prefix { $0 != ";" && $0 != " " }
    guard relations.contains("alternate"), !relations.contains("stylesheet"),
      Self.types.contains(String(type)), let address = link.address,
      let url = WebURL(address, relativeTo: base), url.scheme == "http" || url.scheme == "https"
    else { return nil }
    let title = link.title.map(plainText) ?? ""
    self.init(url: url, title: title.isEmpty ? nil : title, type: String(type))
  }

  /// Whether it holds what readers wrote below the pages.
  fileprivate var isOfComments: Bool {
    let words = ["comment", "komment", "comentario", "commentaire"]
    let text = ((url.path ?? "") + " " + (title ?? "")).lowercased()
    return words.contains { text.contains($0) }
  }
}
